"""The rows that reports read, worked out by hand.

C1 takes 6 of 10 breads and 4 of 4 cakes: bread 0.6 / 0.75 = 80, cake 100, together
0.4 · 100 + 0.6 · 90 = 94.
Its 4 left breads go to C2, who is told 14 and takes 12: accuracy 100, score 100, 2 of them thanks
to redistribution; C2 also takes 3 rusks nobody recommended. The 2 breads left go to C3, who is
closed.
"""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Table

from sales_supervision.domain import route_day
from sales_supervision.domain.visits import NotVisitedReason
from sales_supervision.storage.feed_storage import Feed
from sales_supervision.storage.moments import to_stored
from sales_supervision.storage.tables import customer_summary, item_details, route_summary
from tests.clocks import NOON, TODAY, StandingClock
from tests.days.desk import Desk
from tests.days.records import rows
from tests.storage.sample_rows import actual_row

Saved = dict[Any, dict[str, Any]]


@pytest.fixture
def saved(desk: Desk, clock: StandingClock) -> Desk:
    desk.feed(Feed.ACTUALS, [actual_row("C1", "bread", 5, NOON), actual_row("C1", "cake", 4, NOON)])
    desk.enter("C1", bread=6)
    clock.pass_time(hours=1)
    desk.visit("C2", bread=12, rusk=3)
    desk.change(lambda day: route_day.give_reason(day, "C3", NotVisitedReason.CLOSED))
    clock.pass_time(hours=1)
    desk.save()
    return desk


def by(desk: Desk, table: Table, *keys: str) -> Saved:
    found = rows(desk.database, table)
    named = {tuple(row[key] for key in keys) if keys[1:] else row[keys[0]]: row for row in found}
    assert len(named) == len(found)
    return named


def about(row: dict[str, Any], **expected: Any) -> None:
    """Assert the named columns, numbers to two decimals."""
    assert {name: row[name] for name in expected} == {
        name: pytest.approx(value, abs=0.005) if isinstance(value, float) else value
        for name, value in expected.items()
    }


def test_the_count_of_redistribution_is_that_of_the_lines_it_raised(saved: Desk) -> None:
    raised = [
        row for row in rows(saved.database, item_details) if row["recommendation_adjustment"] > 0
    ]
    about(
        by(saved, route_summary, "route_code")["1004"],
        redistribution_count=len(raised),
    )


def test_the_route_summary(saved: Desk) -> None:
    about(
        by(saved, route_summary, "route_code")["1004"],
        supervision_date=TODAY,
        total_customers_planned=3,
        total_customers_visited=2,
        customer_completion_rate=66.67,
        total_skus_recommended=3,
        total_skus_sold=3,
        sku_coverage_rate=100.0,
        total_qty_recommended=24,
        total_qty_actual=25,
        qty_fulfillment_rate=91.67,
        redistribution_count=2,
        redistribution_qty=2,
        route_performance_score=97.0,
        llm_performance_analysis=None,
        session_status="saved",
        session_started_at=to_stored(NOON),
        session_completed_at=to_stored(NOON.replace(hour=NOON.hour + 2)),
        record_version=1,
    )


def test_the_summaries_of_visited_customers(saved: Desk) -> None:
    customers = by(saved, customer_summary, "customer_code")
    assert list(customers) == ["C1", "C2", "C3"]
    about(
        customers["C1"],
        customer_name="Shop 1",
        visit_sequence=1,
        visit_timestamp=to_stored(NOON),
        not_visited_reason=None,
        total_skus_recommended=2,
        total_skus_sold=2,
        sku_coverage_rate=100.0,
        total_qty_recommended=14,
        total_qty_actual=10,
        qty_fulfillment_rate=71.43,
        customer_performance_score=94.0,
    )
    about(
        customers["C2"],
        visit_sequence=2,
        visit_timestamp=to_stored(NOON.replace(hour=NOON.hour + 1)),
        total_qty_recommended=10,
        total_qty_actual=15,
        qty_fulfillment_rate=120.0,
        customer_performance_score=100.0,
    )


def test_the_summary_of_a_customer_who_was_not_visited(saved: Desk) -> None:
    about(
        by(saved, customer_summary, "customer_code")["C3"],
        visit_sequence=None,
        visit_timestamp=None,
        not_visited_reason="closed",
        total_skus_recommended=1,
        total_skus_sold=0,
        sku_coverage_rate=None,
        total_qty_recommended=10,
        total_qty_actual=0,
        qty_fulfillment_rate=None,
        customer_performance_score=None,
    )


def test_the_details_of_each_item(saved: Desk) -> None:
    items = by(saved, item_details, "customer_code", "item_code")
    assert list(items) == [
        ("C1", "bread"),
        ("C1", "cake"),
        ("C2", "bread"),
        ("C2", "rusk"),
        ("C3", "bread"),
    ]
    about(
        items["C1", "bread"],
        item_name="White Bread",
        original_recommended_qty=10,
        adjusted_recommended_qty=10,
        recommendation_adjustment=0,
        original_actual_qty=5,
        final_actual_qty=6,
        actual_adjustment=1,
        was_manually_edited=True,
        was_item_sold=True,
        recommendation_tier="SHOULD_STOCK",
        priority_score=51.5,
        van_inventory_qty=30,
        days_since_last_purchase=3,
        purchase_cycle_days=3.0,
        purchase_frequency_pct=80.0,
        visit_timestamp=to_stored(NOON),
    )
    about(
        items["C1", "cake"],
        original_actual_qty=4,
        final_actual_qty=4,
        actual_adjustment=0,
        was_manually_edited=False,
    )
    about(
        items["C2", "bread"],
        adjusted_recommended_qty=14,
        recommendation_adjustment=4,
        original_actual_qty=None,
        final_actual_qty=12,
        actual_adjustment=None,
        was_manually_edited=True,
    )


def test_an_item_outside_the_recommendation_has_no_tier(saved: Desk) -> None:
    about(
        by(saved, item_details, "customer_code", "item_code")["C2", "rusk"],
        item_name="Rusk",
        original_recommended_qty=0,
        adjusted_recommended_qty=0,
        final_actual_qty=3,
        was_item_sold=True,
        recommendation_tier=None,
        priority_score=None,
        van_inventory_qty=None,
    )


def test_a_customer_who_was_not_planned_has_rows_without_recommendation(desk: Desk) -> None:
    desk.feed(Feed.ACTUALS, [actual_row("C9", "rusk", 2, NOON)])
    desk.enter("C9", bread=5)
    desk.save()
    items = by(desk, item_details, "customer_code", "item_code")
    unplanned = {"recommendation_adjustment": 0, "recommendation_tier": None} | dict.fromkeys(
        ("days_since_last_purchase", "purchase_cycle_days", "purchase_frequency_pct")
    )
    about(
        items["C9", "rusk"],
        **unplanned,
        item_name="Rusk",
        original_actual_qty=2,
        final_actual_qty=2,
        actual_adjustment=0,
        was_manually_edited=False,
        was_item_sold=True,
        van_inventory_qty=None,
        visit_timestamp=to_stored(NOON),
    )
    about(
        items["C9", "bread"],
        **unplanned,
        item_name="White Bread",
        original_recommended_qty=0,
        adjusted_recommended_qty=0,
        original_actual_qty=None,
        final_actual_qty=5,
        actual_adjustment=None,
        was_manually_edited=True,
        van_inventory_qty=30,
    )


def test_what_was_promised_ahead_is_saved_with_the_unknown_quantity(saved: Desk) -> None:
    about(
        by(saved, item_details, "customer_code", "item_code")["C3", "bread"],
        original_recommended_qty=10,
        adjusted_recommended_qty=12,
        recommendation_adjustment=2,
        original_actual_qty=None,
        final_actual_qty=None,
        was_manually_edited=False,
        was_item_sold=False,
        visit_timestamp=None,
    )
