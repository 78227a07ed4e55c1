"""Facts: what they hold, and that the same situation is the same bytes."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sales_supervision.domain.plan import Tier
from sales_supervision.domain.reviews.customer_facts import customer_facts
from sales_supervision.domain.reviews.customer_findings import visited_customer
from sales_supervision.domain.reviews.facts import canonical
from sales_supervision.domain.reviews.history import EarlierVisit, History
from sales_supervision.domain.reviews.metrics import METRICS, TIERED, rounded, tier_metric
from sales_supervision.domain.visits import Visit
from tests.domain.document_tables import section, tables
from tests.domain.reviews.day_of_al_noor import NAMES, VISIT, day, of_al_noor, of_the_route
from tests.domain.reviews.reviewed_days import ON, ReviewedDay, reviewed_days


@pytest.mark.parametrize(
    ("item", "metric", "figure"),
    [
        ("bread", "recommended_units", 14),
        ("bread", "sold_units", 0),
        ("bread", "gap_units", -14),
        ("bread", "gap_pct", -100),
        ("bread", "short_units", 14),
        ("bread", "overdue_days", 3),
        ("bread", "passed_on_units", 5),
        ("bread", "visits_without", 1),
        ("bread", "earlier_mean_units", 12),
        ("rolls", "gap_pct", -58.3),
        ("rolls", "accuracy", 55.6),
        ("rolls", "earlier_last_units", 8),
        ("rolls", "change_units", -4),
        ("rolls", "overdue_days", None),
        ("cake", "short_units", None),
        ("cake", "usual_units", 3.5),
        (None, "score", 57.8),
        (None, "coverage", 66.7),
        (None, "sold_units", 9),
        (None, "short_units", 21),
        (None, "short_items", 2),
        (None, "overdue_items", 2),
        (None, "change_pct", -64),
        (None, "must_stock_short_units", 14),
        (None, "days_since_last_visit", 5),
    ],
)
def test_facts_of_a_customer(item: str | None, metric: str, figure: float | None) -> None:
    assert of_al_noor().value(metric, "N", item) == figure


def test_a_customers_facts_name_who_got_what_it_left() -> None:
    facts = of_al_noor()
    assert facts.value("received_units", "C", "bread") == 5
    assert facts.customer_names == {"N": "Al Noor Grocery", "C": "Corner Café"}
    assert {code for code, item, metric in facts.values if metric == "score"} == {"N"}


@pytest.mark.parametrize(
    ("customer", "item", "metric", "figure"),
    [
        (None, None, "planned_customers", 2),
        (None, None, "visited_customers", 1),
        (None, None, "ahead_customers", 1),
        (None, None, "recommended_units", 46),
        (None, None, "told_recommended_units", 30),
        (None, None, "sold_units", 9),
        (None, "bread", "van_load_units", 24),
        (None, "bread", "redistributed_units", 5),
        (None, "bread", "surplus_units", 9),
        (None, "bread", "refusing_customers", 1),
        ("C", "bread", "received_units", 5),
        ("N", "bread", "passed_on_units", 5),
        ("N", "bread", "short_units", 14),
        ("C", None, "overdue_items", 1),
    ],
)
def test_facts_of_a_route(
    customer: str | None, item: str | None, metric: str, figure: float
) -> None:
    assert of_the_route().value(metric, customer, item) == figure


def test_what_is_not_told_is_no_fact() -> None:
    facts = of_al_noor(Visit("N", None, {"bread": None, "rolls": 5}))
    assert facts.value("untold_items", "N") == 2
    for metric in ("sold_units", "gap_units", "accuracy", "short_units", "change_units"):
        assert facts.value(metric, "N", "bread") is None
        assert facts.value(metric, "N", "cake") is None
    assert facts.value("change_pct", "N") is None


@settings(max_examples=40)
@given(reviewed=reviewed_days(), data=st.data())
def test_the_order_of_recording_changes_no_byte(reviewed: ReviewedDay, data: st.DataObject) -> None:
    order = data.draw(st.permutations(sorted(reviewed.day.state.visits)))
    again = reviewed.recorded(order)
    assert canonical(again.route()) == canonical(reviewed.route())
    for code in reviewed.codes():
        assert canonical(again.customer(code)) == canonical(reviewed.customer(code))


@settings(max_examples=40)
@given(reviewed=reviewed_days())
def test_what_happens_later_in_the_journey_changes_nothing_about_a_visit(
    reviewed: ReviewedDay,
) -> None:
    """A review of a visit stays as true as it was, however the day goes on."""
    order = [code for code in reviewed.day.customer_codes() if code in reviewed.day.state.visits]
    for count, code in enumerate(order, start=1):
        so_far = reviewed.recorded(order[:count])
        assert canonical(so_far.customer(code)) == canonical(reviewed.customer(code))


@settings(max_examples=40)
@given(reviewed=reviewed_days())
def test_every_fact_is_a_documented_metric_rounded_once(reviewed: ReviewedDay) -> None:
    for facts in (reviewed.route(), *map(reviewed.customer, reviewed.codes())):
        for (_, _, metric), figure in facts.values.items():
            assert figure == rounded(figure)
            assert metric in METRICS
        tree = json.loads(canonical(facts))
        assert tree["about"]


def test_another_customer_is_another_situation() -> None:
    assert canonical(of_al_noor()) != canonical(of_the_route())
    less = Visit("N", None, {**VISIT.actuals, "cake": 3})
    assert canonical(of_al_noor(less)) != canonical(of_al_noor())


def test_history_takes_the_last_visits_before_the_date() -> None:
    visits = [EarlierVisit(ON - timedelta(days=days), {"bread": days}) for days in range(-1, 9)]
    history = History.before(ON, [*visits, EarlierVisit(ON - timedelta(days=2), {"bread": 10})])
    assert [visit.sold["bread"] for visit in history.visits] == [1, 12, 3, 4, 5]
    assert history.mean_units == 5
    never = history.item("cake")
    assert never is not None
    assert (never.bought, never.without) == (0, 5)


def test_the_document_lists_every_metric() -> None:
    listed = {
        row["Metric"]: row["Counts"]
        for rows in tables(section("reviews.md", "Metrics"))
        for row in rows
    }
    tiered = {tier_metric(tier, metric) for tier in Tier for metric in TIERED}
    assert listed == {
        metric: unit.value for metric, unit in METRICS.items() if metric not in tiered
    }


def test_what_was_sold_outside_the_plan_is_told_before_what_is_not_told_of_it() -> None:
    walk_in = day(Visit("W", None, {"bread": 5, "cake": None}))
    facts = customer_facts(walk_in, "W", ON, [], NAMES)
    assert facts.value("untold_items", "W") == 1
    assert [
        finding.sentence for finding in visited_customer(facts) if finding.section == "summary"
    ] == ["only_outside"]
