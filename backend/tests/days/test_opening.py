"""Opening a route day: from its plan, with recommended orders made where there are none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

import polars as pl
import pytest

from sales_supervision.days.errors import DayNotPlannedError, RouteNotFoundError
from sales_supervision.domain.plan import Tier
from sales_supervision.recommendations.purchase_cycles import PurchaseCycleRecommender
from sales_supervision.recommendations.recommender import RecommendedOrder
from sales_supervision.storage.draft_storage import DraftKey
from sales_supervision.storage.engine import Database
from sales_supervision.storage.feed_storage import Feed
from tests.clocks import NOON, TODAY, StandingClock
from tests.days.desk import Desk
from tests.days.records import DRAFTED, counts
from tests.storage.feed_rows import customer, loaded, order, stop
from tests.storage.sample_rows import actual_row

TOMORROW = TODAY + timedelta(days=1)


class AskedRecommender:
    """Our recommender, noting for which dates it was asked."""

    def __init__(self) -> None:
        self.asked: list[date] = []
        self._recommender = PurchaseCycleRecommender()
        self.look_back_days = self._recommender.look_back_days

    def recommend(
        self, history: pl.DataFrame, customers: Sequence[str], on: date
    ) -> list[RecommendedOrder]:
        self.asked.append(on)
        return self._recommender.recommend(history, customers, on)


def test_a_route_that_is_not_there_is_said_to_be_missing(desk: Desk) -> None:
    desk = replace(desk, key=DraftKey("9999", TODAY, "Amal"))
    with pytest.raises(RouteNotFoundError, match=r"^There is no route 9999\.$"):
        desk.open_live()


def test_a_day_without_journey_plan_says_what_to_do(desk: Desk) -> None:
    with pytest.raises(DayNotPlannedError) as refused:
        desk.on(TOMORROW).open_live()
    assert str(refused.value) == (
        "Route 1004 has no journey plan on 2026-03-18; choose another date or import the "
        "journey plan."
    )


def test_a_day_opens_live_from_its_plan(desk: Desk) -> None:
    opened = desk.open_live()
    assert opened.route.route_name == "Deira North"
    assert [c.customer_code for c in opened.stored_plan.plan.customers] == ["C1", "C2", "C3"]
    assert opened.day.state.adjusted("C1") == {"bread": 10, "cake": 4}
    assert opened.day.state.items["bread"].demand.van_load == 30
    assert opened.customers["C1"].customer_name_ar == "متجر 1"
    assert opened.items["cake"].item_name == "Date Cake"
    assert (opened.session, opened.draft, opened.saved_version) == (None, None, 0)
    assert opened.actuals_received_at is None
    assert opened.day.state.route_score.score is None


def test_opening_leaves_no_draft_behind(desk: Desk) -> None:
    desk.open_live()
    assert counts(desk.database, *DRAFTED) == [0, 0]


def test_recommended_orders_are_made_on_demand_once_and_stored(
    demo_database: Database, clock: StandingClock
) -> None:
    recommender = AskedRecommender()
    desk = Desk(demo_database, clock, recommender=recommender)
    first = desk.open_live()
    assert first.stored_plan.recommended_by == "recommender"
    assert first.stored_plan.recommended_at == NOON
    lines = [line for stop in first.stored_plan.plan.customers for line in stop.lines]
    assert any(line.tier is Tier.MUST_STOCK for line in lines)
    assert all(line.reason for line in lines)
    clock.pass_time(hours=1)
    another_server = Desk(demo_database, clock, recommender=recommender)
    for server in (desk, another_server):
        again = server.open_live().stored_plan
        assert again.plan == first.stored_plan.plan
        assert again.customers == first.stored_plan.customers
        assert again.items == first.stored_plan.items
        assert (again.recommended_by, again.recommended_at) == ("recommender", NOON)
    assert recommender.asked == [TODAY]


def test_nothing_is_recommended_where_a_feed_did_or_where_nothing_is_planned(desk: Desk) -> None:
    recommender = AskedRecommender()
    desk = replace(desk, recommender=recommender)
    assert desk.open_live().stored_plan.recommended_by == "feed"
    with pytest.raises(DayNotPlannedError):
        desk.on(TOMORROW).open_live()
    assert recommender.asked == []


def test_a_new_plan_is_seen_at_the_next_opening(desk: Desk) -> None:
    desk.open_live()
    desk.feed(Feed.CUSTOMERS, [customer("C3", "Shop 3 renamed")])
    desk.feed(Feed.JOURNEY_PLAN, [stop("C3", 1), stop("C1", 2)])
    desk.feed(Feed.RECOMMENDED_ORDERS, [order("C3", "bread", 7)])
    desk.feed(Feed.VAN_LOADS, [loaded("bread", 12)])
    opened = desk.open_live()
    assert opened.day.customer_codes() == ["C3", "C1"]
    assert opened.day.state.adjusted("C3") == {"bread": 7}
    assert opened.day.state.items["bread"].demand.van_load == 12
    assert opened.customers["C3"].customer_name == "Shop 3 renamed"


def test_the_stamp_changes_with_whatever_the_day_shows(desk: Desk) -> None:
    stamps = [desk.days.stamp(desk.key)]
    happenings: list[Callable[[], object]] = [
        lambda: desk.visit("C1", bread=10),
        lambda: desk.enter("C1", bread=9),
        lambda: desk.feed(Feed.ACTUALS, [actual_row("C2", "bread", 5)]),
        lambda: desk.feed(Feed.VAN_LOADS, [loaded("bread", 24)]),
        desk.save,
    ]
    for happening in happenings:
        happening()
        stamps.append(desk.days.stamp(desk.key))
    assert len(set(stamps)) == len(stamps)


def test_the_stamp_stands_still_while_nothing_happens_to_the_day(desk: Desk) -> None:
    desk.visit("C1", bread=10)
    before = desk.days.stamp(desk.key)
    desk.open_live()
    desk.visit("C1")
    desk.of("Badr").visit("C2")
    elsewhere = {**actual_row("C2", "bread", 5), "sale_date": TOMORROW}
    desk.feed(Feed.ACTUALS, [elsewhere])
    assert desk.days.stamp(desk.key) == before
