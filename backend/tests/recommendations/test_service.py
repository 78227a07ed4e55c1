"""Recommended orders made where there are none: once, stored, and remade only when asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest

from sales_supervision.domain.plan import Tier
from sales_supervision.recommendations.purchase_cycles import PurchaseCycleRecommender
from sales_supervision.recommendations.recommender import RecommendedOrder
from sales_supervision.recommendations.service import (
    RouteDayRecommended,
    ensure_recommended,
    recommend_range,
)
from sales_supervision.storage.engine import Database
from sales_supervision.storage.feed_storage import Feed, FeedStorage
from sales_supervision.storage.plan_storage import PlanStorage, StoredPlan
from sales_supervision.storage.recommendation_storage import RecommendationStorage
from tests.clocks import NOON, TODAY
from tests.storage.feed_rows import Row, customer, item, order, route, sold, stop

TOMORROW = TODAY + timedelta(days=1)
UNPLANNED = TODAY + timedelta(days=2)
AFTER = TODAY + timedelta(days=3)


@dataclass
class CountingRecommender:
    """Another recommender behind the protocol: one line a customer, of as many units as calls."""

    look_back_days: int = 30
    calls: list[tuple[date, list[str], int]] = field(default_factory=list)

    def recommend(
        self, history: pl.DataFrame, customers: Sequence[str], on: date
    ) -> list[RecommendedOrder]:
        self.calls.append((on, list(customers), history.height))
        units = len(self.calls)
        return [
            RecommendedOrder(code, "I1", units, Tier.CONSIDER, 30.0, "as told", 3, None, 50.0, 5.0)
            for code in customers
        ]


@pytest.fixture
def planned(database: Database) -> Database:
    """Route 1004 planned today, tomorrow and in three days; C1 bought bread every 3 days."""
    sales = [sold("C1", "I1", 12, TODAY - timedelta(days=ago)) for ago in (40, 9, 6, 3)]
    fed: dict[Feed, list[Row]] = {
        Feed.ROUTES: [route("1004", "Deira North")],
        Feed.CUSTOMERS: [customer("C1", "Al Noor"), customer("C2", "Corner")],
        Feed.ITEMS: [item("I1", "White Bread")],
        Feed.JOURNEY_PLAN: [stop("C1", 1, on) for on in (TODAY, TOMORROW, AFTER)],
        Feed.SALES: sales,
    }
    with database.writing() as connection:
        for feed, rows in fed.items():
            FeedStorage(connection, NOON).upsert(feed, rows)
    return database


def day_plan(database: Database, on: date = TODAY) -> StoredPlan:
    with database.reading() as connection:
        plan = PlanStorage(connection).day_plan("1004", on)
    assert plan is not None
    return plan


def quantity(database: Database, on: date) -> int | None:
    lines = day_plan(database, on).plan.customers[0].lines
    return lines[0].recommended if lines else None


def make(database: Database, recommender: CountingRecommender, **how: Any) -> list[int | None]:
    done = recommend_range(database, "1004", TODAY, AFTER, now=NOON, recommender=recommender, **how)
    assert [day.on for day in done] == [TODAY, TOMORROW, AFTER]
    return [day.lines for day in done]


def give_by_feed(database: Database, on: date) -> None:
    with database.writing() as connection:
        FeedStorage(connection, NOON).upsert(
            Feed.RECOMMENDED_ORDERS, [order("C1", "I1", 77, on), order("C2", "I1", 7, on)]
        )


def test_orders_are_made_on_demand_and_stored(planned: Database) -> None:
    made = ensure_recommended(
        planned, "1004", TODAY, now=NOON, recommender=PurchaseCycleRecommender()
    )
    assert made == 1
    stored = day_plan(planned)
    (line,) = stored.plan.customers[0].lines
    assert (line.item_code, line.recommended, line.tier) == ("I1", 12, Tier.MUST_STOCK)
    assert line.reason == "buys every 3 days, last 3 days ago, usually 12"
    assert line.pattern is not None
    assert line.pattern.purchase_cycle_days == 3.0
    assert (stored.recommended_by, stored.recommended_at) == ("recommender", NOON)


def test_orders_are_made_once(planned: Database) -> None:
    recommender = CountingRecommender()
    results = [
        ensure_recommended(planned, "1004", TODAY, now=NOON, recommender=recommender)
        for _ in range(3)
    ]
    assert results == [1, None, None]
    assert len(recommender.calls) == 1


def test_a_recommender_sees_the_planned_customers_and_the_history_it_asks_for(
    planned: Database,
) -> None:
    short, long = CountingRecommender(look_back_days=30), CountingRecommender(look_back_days=60)
    for recommender, on in ((short, TODAY), (long, TOMORROW)):
        ensure_recommended(planned, "1004", on, now=NOON, recommender=recommender)
    assert short.calls == [(TODAY, ["C1"], 3)]
    assert long.calls == [(TOMORROW, ["C1"], 4)]


def test_what_a_feed_gave_is_left_alone_on_demand(planned: Database) -> None:
    give_by_feed(planned, TODAY)
    recommender = CountingRecommender()
    assert ensure_recommended(planned, "1004", TODAY, now=NOON, recommender=recommender) is None
    assert quantity(planned, TODAY) == 77
    assert day_plan(planned).recommended_by == "feed"


def test_a_range_makes_each_planned_date_and_says_so_at_once(planned: Database) -> None:
    said: list[RouteDayRecommended] = []
    assert make(planned, CountingRecommender(), progress=said.append) == [1, 1, 1]
    assert said == [RouteDayRecommended("1004", on, 1) for on in (TODAY, TOMORROW, AFTER)]
    with planned.reading() as connection:
        assert RecommendationStorage(connection).source("1004", UNPLANNED) is None


def test_a_range_keeps_what_was_made_or_given_before(planned: Database) -> None:
    recommender = CountingRecommender()
    give_by_feed(planned, TOMORROW)
    assert make(planned, recommender) == [1, None, 1]
    assert make(planned, recommender) == [None, None, None]
    assert [quantity(planned, on) for on in (TODAY, TOMORROW, AFTER)] == [1, 77, 2]


def test_again_remakes_our_own_and_never_the_feeds(planned: Database) -> None:
    recommender = CountingRecommender()
    give_by_feed(planned, TOMORROW)
    make(planned, recommender)
    assert make(planned, recommender, again=True) == [1, None, 1]
    assert [quantity(planned, on) for on in (TODAY, TOMORROW, AFTER)] == [3, 77, 4]


def test_a_feed_is_replaced_only_when_that_is_asked_for(planned: Database) -> None:
    give_by_feed(planned, TOMORROW)
    make(planned, CountingRecommender(), replace_feed=True)
    assert quantity(planned, TOMORROW) == 2
    with planned.reading() as connection:
        assert RecommendationStorage(connection).source("1004", TOMORROW) == "recommender"


def test_replacing_a_feed_remakes_our_own_too(planned: Database) -> None:
    recommender = CountingRecommender()
    give_by_feed(planned, TOMORROW)
    make(planned, recommender)
    assert make(planned, recommender, replace_feed=True) == [1, 1, 1]
    assert [quantity(planned, on) for on in (TODAY, TOMORROW, AFTER)] == [3, 4, 5]


def test_an_interrupted_range_keeps_the_dates_that_were_made(planned: Database) -> None:
    class Failing(CountingRecommender):
        def recommend(
            self, history: pl.DataFrame, customers: Sequence[str], on: date
        ) -> list[RecommendedOrder]:
            if on == AFTER:
                raise KeyboardInterrupt
            return super().recommend(history, customers, on)

    with pytest.raises(KeyboardInterrupt):
        make(planned, Failing())
    assert [quantity(planned, on) for on in (TODAY, TOMORROW, AFTER)] == [1, 2, None]


def test_a_day_without_journey_plan_gets_nothing_from_a_range(planned: Database) -> None:
    recommender = CountingRecommender()
    done = recommend_range(planned, "1004", UNPLANNED, UNPLANNED, now=NOON, recommender=recommender)
    assert done == []
    assert recommender.calls == []
