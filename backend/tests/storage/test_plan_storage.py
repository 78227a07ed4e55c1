"""Reading back what feeds brought: routes, names, the plan of a day, its actuals."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Connection

from sales_supervision.domain.plan import PlanLine, PlannedCustomer, PurchasePattern, Tier
from sales_supervision.domain.route_day import FeedActual
from sales_supervision.storage.engine import Database
from sales_supervision.storage.feed_storage import Feed, FeedStorage
from sales_supervision.storage.plan_storage import PlanStorage, RouteDateRecord, RouteRecord
from sales_supervision.storage.supervision_storage import SupervisionStorage
from tests.clocks import NOON, TODAY
from tests.storage.feed_rows import ROWS, Row, customer, item, order, route, stop
from tests.storage.sample_rows import SESSION_ID, actual_row, session_rows


def bring(connection: Connection, feed: Feed, rows: list[Row] | None = None) -> None:
    FeedStorage(connection, NOON).upsert(feed, ROWS[feed] if rows is None else rows)


def test_routes_come_by_code_with_their_customers_counted(database: Database) -> None:
    with database.writing() as connection:
        bring(connection, Feed.ROUTES)
        bring(connection, Feed.CUSTOMERS)
        plans = PlanStorage(connection)
        deira = RouteRecord("1004", "Deira North", "Dubai", 2)
        assert plans.routes() == [RouteRecord("1001", "Bur Dubai", None, 0), deira]
        assert plans.route("1004") == deira
        assert plans.route("9999") is None


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("deira", ["1004"]),
        ("100", ["1001", "1004"]),
        ("DUBAI", ["1001", "1004"]),
        ("%", []),
        ("_", []),
    ],
)
def test_routes_are_searched_in_code_name_and_territory(
    database: Database, search: str, found: list[str]
) -> None:
    with database.writing() as connection:
        bring(connection, Feed.ROUTES)
        assert [route.route_code for route in PlanStorage(connection).routes(search)] == found


@pytest.mark.parametrize("search", ["ÉCLAIR", "éclair", "Éclair", "I9", "كلير"])
def test_search_ignores_case_in_any_alphabet(database: Database, search: str) -> None:
    with database.writing() as connection:
        bring(connection, Feed.ITEMS, [item("I9", "Éclair 2 pc", "إكلير"), item("I1", "Bread")])
        found = PlanStorage(connection).search_items(search, limit=5)
    assert [named.item_code for named in found] == ["I9"]


def test_customers_are_found_by_part_of_a_name_up_to_the_limit(database: Database) -> None:
    with database.writing() as connection:
        bring(connection, Feed.CUSTOMERS, [customer(f"C{n}", f"Shop {n}") for n in range(9, 0, -1)])
        found = PlanStorage(connection).search_customers("shop", limit=3)
    assert [named.customer_name for named in found] == ["Shop 1", "Shop 2", "Shop 3"]


def test_names_of_more_codes_than_a_statement_takes_are_found(database: Database) -> None:
    codes = [f"C{number:05d}" for number in range(2500)]
    with database.writing() as connection:
        bring(connection, Feed.CUSTOMERS, [customer(code, code) for code in codes])
        assert sorted(PlanStorage(connection).customers([*codes, "unknown"])) == codes


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
