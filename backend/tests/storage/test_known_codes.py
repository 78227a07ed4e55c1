"""What an import asks of the database before it writes."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from sales_supervision.storage.engine import Database
from sales_supervision.storage.feed_storage import Feed, FeedStorage
from sales_supervision.storage.known_codes import (
    KnownCodes,
    PastImport,
    ensure_routes,
    known_codes,
    last_import,
)
from sales_supervision.storage.tables import route
from tests.clocks import NOON
from tests.storage.feed_rows import ROWS


def test_the_codes_of_customers_and_items_are_known(database: Database) -> None:
    with database.writing() as connection:
        assert known_codes(connection) == KnownCodes([], [])
        for feed in (Feed.CUSTOMERS, Feed.ITEMS):
            FeedStorage(connection, NOON).upsert(feed, ROWS[feed])
        known = known_codes(connection)
    assert (sorted(known.customers), sorted(known.items)) == (["C1", "C2"], ["I1", "I2"])


def test_routes_that_nobody_named_are_made_and_named_ones_stay(database: Database) -> None:
    with database.writing() as connection:
        FeedStorage(connection, NOON).upsert(Feed.ROUTES, ROWS[Feed.ROUTES])
        for _ in range(2):
            ensure_routes(connection, ["9999", "1004", "9999"])
        names = {
            row.route_code: row.route_name
            for row in connection.execute(select(route.c.route_code, route.c.route_name))
        }
    assert names == {"1001": "Bur Dubai", "1004": "Deira North", "9999": "9999"}


def test_the_last_import_of_a_feed_is_remembered(database: Database) -> None:
    with database.writing() as connection:
        assert last_import(connection, Feed.SALES) is None
        for hours, digest in enumerate(["first", "second"]):
            storage = FeedStorage(connection, NOON + timedelta(hours=hours))
            storage.note_import(Feed.SALES, "sales.csv", digest, accepted=5, refused=hours)
        FeedStorage(connection, NOON).note_import(Feed.ITEMS, "items.csv", "other", 1, 0)
        assert last_import(connection, Feed.CUSTOMERS) is None
        assert last_import(connection, Feed.SALES) == PastImport(
            "second", 5, 1, NOON + timedelta(hours=1)
        )


def test_an_import_is_whole_when_the_same_content_was_taken_without_refusals() -> None:
    assert PastImport("same", 5, 0, NOON).is_whole("same")
    assert not PastImport("same", 5, 1, NOON).is_whole("same")
    assert not PastImport("same", 5, 0, NOON).is_whole("changed")
