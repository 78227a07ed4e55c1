"""What customers bought at their last visits: from sales, and from saved sessions."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sales_supervision.domain.reviews.history import LAST_VISITS, EarlierVisit
from sales_supervision.storage.earlier_visits import REACH, earlier_visits
from sales_supervision.storage.engine import Database
from sales_supervision.storage.feed_storage import Feed, FeedStorage
from sales_supervision.storage.moments import to_stored
from sales_supervision.storage.supervision_storage import SupervisionStorage
from tests.clocks import NOON, TODAY
from tests.storage.feed_rows import sold
from tests.storage.sample_rows import SESSION_ID, customer_row, item_columns, item_row, session_rows

DAY = timedelta(days=1)
DAYS = [TODAY - timedelta(days=days) for days in range(10)]


def test_the_last_visits_before_the_date_newest_first(database: Database) -> None:
    rows = [sold("C1", "bread", place, day) for place, day in enumerate(DAYS)]
    rows += [sold("C1", "cake", 3, DAYS[2]), sold("C2", "bread", 1, DAYS[9])]
    rows += [sold("C3", "bread", 1, DAYS[1]), sold("C1", "bread", 1, TODAY - REACH - DAY)]
    with database.writing() as connection:
        FeedStorage(connection, NOON).upsert(Feed.SALES, rows)
        found = earlier_visits(connection, "1004", TODAY, ["C1", "C2", "C9"])
    assert found == {
        "C1": [
            EarlierVisit(day, {"bread": place} | ({"cake": 3} if place == 2 else {}))
            for place, day in enumerate(DAYS[1 : LAST_VISITS + 1], 1)
        ],
        "C2": [EarlierVisit(DAYS[9], {"bread": 1})],
    }


def test_another_route_and_no_history_give_nothing(database: Database) -> None:
    with database.writing() as connection:
        FeedStorage(connection, NOON).upsert(Feed.SALES, [sold("C1", "bread", 2, DAYS[1])])
        assert earlier_visits(connection, "1001", TODAY, ["C1"]) == {}
        assert earlier_visits(connection, "1004", DAYS[1], ["C1"]) == {}


def test_a_saved_visit_counts_though_nothing_was_sold(database: Database) -> None:
    saved = session_rows(customers=0, supervision_date=DAYS[2])
    visited = {"visit_timestamp": to_stored(NOON)}
    saved = replace(
        saved,
        customers=[
            customer_row("C000") | visited,
            customer_row("C001") | visited,
            customer_row("C002"),
        ],
        items=item_columns(
            item_row("C000", "I000", 7), item_row("C000", "I001"), item_row("C001", "I000", 0)
        ),
    )
    with database.writing() as connection:
        SupervisionStorage(connection).save(SESSION_ID, 0, saved, saved_by="Amal", now=NOON)
        found = earlier_visits(connection, "1004", TODAY, ["C000", "C001", "C002"])
        FeedStorage(connection, NOON).upsert(Feed.SALES, [sold("C001", "I000", 4, DAYS[2])])
        believed = earlier_visits(connection, "1004", TODAY, ["C001"])
    assert found == {
        "C000": [EarlierVisit(DAYS[2], {"I000": 7})],
        "C001": [EarlierVisit(DAYS[2], {})],
    }
    assert believed == {"C001": [EarlierVisit(DAYS[2], {"I000": 4})]}
