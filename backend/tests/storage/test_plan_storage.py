"""Reading back what feeds brought of a day: its plan with names, its actuals."""

from __future__ import annotations

from datetime import timedelta

from sales_supervision.domain.plan import PlanLine, PlannedCustomer, PurchasePattern, Tier
from sales_supervision.domain.route_day import FeedActual
from sales_supervision.storage.engine import Database
from sales_supervision.storage.feed_storage import Feed, FeedStorage
from sales_supervision.storage.plan_storage import PlanStorage, RouteDateRecord
from sales_supervision.storage.supervision_storage import SupervisionStorage
from tests.clocks import NOON, TODAY
from tests.storage.feed_rows import bring, order, route, stop
from tests.storage.sample_rows import SESSION_ID, actual_row, session_rows


def test_a_day_without_journey_plan_has_no_plan(database: Database) -> None:
    with database.writing() as connection:
        bring(connection, Feed.RECOMMENDED_ORDERS)
        assert PlanStorage(connection).day_plan("1004", TODAY) is None
        assert PlanStorage(connection).planned_customer_codes("1004", TODAY) == []


def test_the_plan_of_a_day_is_what_the_feeds_brought(database: Database) -> None:
    with database.writing() as connection:
        for feed in (Feed.CUSTOMERS, Feed.ITEMS, Feed.VAN_LOADS):
            bring(connection, feed)
        bring(connection, Feed.JOURNEY_PLAN, [stop("C2", 1), stop("C1", 2), stop("C3", 2)])
        bring(connection, Feed.RECOMMENDED_ORDERS, [order("C1", "I1", 12), order("C9", "I1", 6)])
        stored = PlanStorage(connection).day_plan("1004", TODAY)
        codes = PlanStorage(connection).planned_customer_codes("1004", TODAY)
    assert stored is not None
    line = PlanLine(
        "I1",
        12,
        Tier.SHOULD_STOCK,
        51.5,
        "buys every 3 days",
        PurchasePattern(3, 3.0, 80.0, 11.6),
    )
    assert stored.plan.customers == (
        PlannedCustomer("C2", 1, ()),
        PlannedCustomer("C1", 2, (line,)),
        PlannedCustomer("C3", 2, ()),
    )
    assert stored.plan.van_load == {"I1": 48, "I2": 12}
    assert codes == ["C2", "C1", "C3"]
    assert sorted(stored.customers) == ["C1", "C2"]
    assert stored.items["I1"].item_name_ar == "خبز أبيض"
    assert (stored.recommended_by, stored.recommended_at) == ("feed", NOON)


def test_nothing_sold_and_not_told_are_different_in_the_actuals(database: Database) -> None:
    with database.writing() as connection:
        bring(connection, Feed.ACTUALS)
        actuals = PlanStorage(connection).live_actuals("1004", TODAY).by_customer
    assert actuals["C1"] == {"I1": FeedActual(10, NOON), "I2": FeedActual(0, NOON)}
    assert "I3" not in actuals["C1"]
    assert "C2" not in actuals


def test_actuals_tell_when_the_newest_came(database: Database) -> None:
    later = NOON + timedelta(hours=2)
    with database.writing() as connection:
        plans = PlanStorage(connection)
        assert plans.live_actuals("1004", TODAY).received_at is None
        bring(connection, Feed.ACTUALS)
        FeedStorage(connection, later).upsert(Feed.ACTUALS, [actual_row("C2", "I1", 5)])
        actuals = plans.live_actuals("1004", TODAY)
    assert actuals.received_at == later
    assert actuals.by_customer["C2"]["I1"].sold_at == later


def test_dates_of_a_route_are_those_planned_or_saved(database: Database) -> None:
    tomorrow, yesterday = TODAY + timedelta(days=1), TODAY - timedelta(days=1)
    with database.writing() as connection:
        bring(connection, Feed.ROUTES, [route("1004", "Deira North")])
        bring(connection, Feed.JOURNEY_PLAN, [stop("C1", 1), stop("C2", 2)])
        bring(connection, Feed.JOURNEY_PLAN, [stop("C1", 1, tomorrow)])
        for on in (TODAY, yesterday):
            SupervisionStorage(connection).save(
                f"{SESSION_ID}{on}", 0, session_rows(supervision_date=on), "Amal", NOON
            )
        assert PlanStorage(connection).route_dates("1004") == [
            RouteDateRecord(tomorrow, 1, saved=False),
            RouteDateRecord(TODAY, 2, saved=True),
            RouteDateRecord(yesterday, 0, saved=True),
        ]
