"""What feeds bring: taken once however often it comes, and each feed by its own rule."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Table, select

from sales_supervision.storage.engine import Database
from sales_supervision.storage.feed_storage import Feed, FeedStorage
from sales_supervision.storage.moments import to_stored
from sales_supervision.storage.revisions import PLAN_SCOPE, actuals_scope, read_revisions
from sales_supervision.storage.tables import (
    journey_plan,
    live_actual,
    metadata,
    recommendation_run,
    recommended_order,
    route,
    van_load,
)
from tests.clocks import NOON, TODAY
from tests.storage.feed_rows import ROWS, loaded, order, stop
from tests.storage.feed_rows import route as route_fed
from tests.storage.sample_rows import actual_row

TOMORROW = TODAY + timedelta(days=1)
TABLE_OF_DAYS = {
    Feed.JOURNEY_PLAN: journey_plan,
    Feed.VAN_LOADS: van_load,
    Feed.RECOMMENDED_ORDERS: recommended_order,
}


def bring(database: Database, feed: Feed, rows: list[dict[str, Any]], hours: int = 0) -> int:
    with database.writing() as connection:
        return FeedStorage(connection, NOON + timedelta(hours=hours)).upsert(feed, rows)


def rows_of(database: Database, table: Table) -> list[dict[str, Any]]:
    with database.reading() as connection:
        return [
            dict(row)
            for row in connection.execute(select(table).order_by(*table.primary_key)).mappings()
        ]


def everything(database: Database) -> dict[str, list[dict[str, Any]]]:
    """All rows but the revision numbers."""
    return {
        name: rows_of(database, table)
        for name, table in metadata.tables.items()
        if name != "tbl_data_revision"
    }


def revision(database: Database, scope: str) -> int:
    with database.reading() as connection:
        return read_revisions(connection, [scope])[scope]


@pytest.mark.parametrize("feed", Feed)
def test_bringing_the_same_rows_again_changes_nothing(database: Database, feed: Feed) -> None:
    empty = everything(database)
    assert bring(database, feed, ROWS[feed]) == 2
    first = everything(database)
    assert first != empty
    assert bring(database, feed, list(reversed(ROWS[feed]))) == 2
    assert everything(database) == first


@pytest.mark.parametrize("feed", Feed)
def test_rows_are_stored_as_they_were_fed(database: Database, feed: Feed) -> None:
    bring(database, feed, ROWS[feed])
    stored = [row for rows in everything(database).values() for row in rows]
    for fed in ROWS[feed]:
        assert any(fed.items() <= row.items() for row in stored)


@pytest.mark.parametrize("feed", Feed)
def test_no_rows_change_nothing_and_raise_no_revision(database: Database, feed: Feed) -> None:
    bring(database, feed, ROWS[feed])
    before, plan = everything(database), revision(database, PLAN_SCOPE)
    assert bring(database, feed, []) == 0
    assert everything(database) == before
    assert revision(database, PLAN_SCOPE) == plan


def test_a_row_with_a_known_key_overwrites(database: Database) -> None:
    bring(database, Feed.ROUTES, ROWS[Feed.ROUTES])
    bring(database, Feed.ROUTES, [route_fed("1004", "Deira South")])
    assert [(row["route_code"], row["route_name"]) for row in rows_of(database, route)] == [
        ("1001", "Bur Dubai"),
        ("1004", "Deira South"),
    ]


@pytest.mark.parametrize(
    ("feed", "before", "after", "elsewhere"),
    [
        pytest.param(
            Feed.JOURNEY_PLAN,
            [stop("C1", 1), stop("C2", 2)],
            [stop("C2", 1)],
            [stop("C1", 1, TOMORROW), stop("C1", 1, route_code="1001")],
            id="journey plan",
        ),
        pytest.param(
            Feed.VAN_LOADS,
            [loaded("I1", 48), loaded("I2", 6)],
            [loaded("I2", 12)],
            [loaded("I1", 30, TOMORROW)],
            id="van load",
        ),
        pytest.param(
            Feed.RECOMMENDED_ORDERS,
            [order("C1", "I1", 12), order("C2", "I1", 6)],
            [order("C1", "I1", 9)],
            [order("C1", "I1", 5, TOMORROW)],
            id="recommended orders",
        ),
    ],
)
def test_a_route_day_is_replaced_as_a_whole_and_other_days_stay(
    database: Database,
    feed: Feed,
    before: list[dict[str, Any]],
    after: list[dict[str, Any]],
    elsewhere: list[dict[str, Any]],
) -> None:
    bring(database, feed, before + elsewhere)
    bring(database, feed, after)
    stored = rows_of(database, TABLE_OF_DAYS[feed])
    assert len(stored) == len(after) + len(elsewhere)
    assert all(row in stored for row in after + elsewhere)


def test_a_feed_of_recommended_orders_is_noted_as_their_source(database: Database) -> None:
    bring(database, Feed.RECOMMENDED_ORDERS, ROWS[Feed.RECOMMENDED_ORDERS])
    assert rows_of(database, recommendation_run) == [
        {
            "route_code": "1004",
            "order_date": TODAY,
            "source": "feed",
            "made_at": to_stored(NOON),
        }
    ]


def test_actuals_overwrite_by_customer_and_item_and_leave_the_rest(database: Database) -> None:
    bring(database, Feed.ACTUALS, ROWS[Feed.ACTUALS])
    bring(database, Feed.ACTUALS, [actual_row("C1", "I2", 4, NOON)], hours=1)
    stored = rows_of(database, live_actual)
    assert [(row["item_code"], row["quantity"]) for row in stored] == [("I1", 10), ("I2", 4)]
    assert [row["received_at"] for row in stored] == [
        to_stored(NOON),
        to_stored(NOON + timedelta(hours=1)),
    ]


def test_an_actual_without_its_time_of_sale_is_taken(database: Database) -> None:
    timeless = {key: value for key, value in actual_row("C1", "I1", 3).items() if key != "sold_at"}
    bring(database, Feed.ACTUALS, [timeless])
    assert [row["sold_at"] for row in rows_of(database, live_actual)] == [None]


@pytest.mark.parametrize("feed", [feed for feed in Feed if feed is not Feed.ACTUALS])
def test_what_a_plan_is_made_of_raises_the_revision_of_plans(
    database: Database, feed: Feed
) -> None:
    bring(database, feed, ROWS[feed])
    assert revision(database, PLAN_SCOPE) == 1
    bring(database, feed, ROWS[feed])
    assert revision(database, PLAN_SCOPE) == 2


def test_actuals_raise_the_revision_of_their_route_day_only(database: Database) -> None:
    other_day = {**actual_row("C1", "I1", 1), "sale_date": TOMORROW}
    bring(database, Feed.ACTUALS, ROWS[Feed.ACTUALS])
    bring(database, Feed.ACTUALS, [other_day])
    assert revision(database, actuals_scope("1004", TODAY)) == 1
    assert revision(database, actuals_scope("1004", TOMORROW)) == 1
    assert revision(database, PLAN_SCOPE) == 0


def test_a_long_file_replaces_its_days_in_parts(database: Database) -> None:
    bring(database, Feed.JOURNEY_PLAN, [stop("old", 1), stop("old", 1, TOMORROW)])
    with database.writing() as connection:
        storage = FeedStorage(connection, NOON)
        storage.clear_days(Feed.JOURNEY_PLAN, [("1004", TODAY)])
        storage.append(Feed.JOURNEY_PLAN, [stop("C1", 1)])
        storage.append(Feed.JOURNEY_PLAN, [stop("C2", 2)])
        assert storage.append(Feed.JOURNEY_PLAN, []) == 0
    stored = [(row["plan_date"], row["customer_code"]) for row in rows_of(database, journey_plan)]
    assert stored == [(TODAY, "C1"), (TODAY, "C2"), (TOMORROW, "old")]
    assert revision(database, PLAN_SCOPE) == 3
