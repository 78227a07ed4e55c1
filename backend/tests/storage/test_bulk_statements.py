"""The number of statements does not grow with the number of rows."""

from __future__ import annotations

import pytest

from sales_supervision.domain.route_day import CustomerEntry
from sales_supervision.storage.draft_storage import DraftKey, DraftStorage
from sales_supervision.storage.engine import Database
from sales_supervision.storage.feed_storage import Feed, FeedStorage
from sales_supervision.storage.supervision_storage import SupervisionStorage
from tests.clocks import NOON, TODAY
from tests.storage.sample_rows import SESSION_ID, actual_row, session_rows
from tests.storage.statements import statements_of

SMALL, LARGE = (2, 3), (40, 50)


@pytest.mark.parametrize("expected_version", [0, 1])
def test_a_save_of_2041_rows_takes_as_many_statements_as_one_of_9(
    database: Database, expected_version: int
) -> None:
    sent: dict[tuple[int, int], list[str]] = {}
    for (customers, items), route_code in ((SMALL, "1001"), (LARGE, "1004")):
        for version in range(expected_version + 1):
            with database.writing() as connection, statements_of(database) as statements:
                SupervisionStorage(connection).save(
                    f"{route_code}{SESSION_ID}",
                    version,
                    session_rows(customers, items, route_code=route_code),
                    saved_by="Amal",
                    now=NOON,
                )
            sent[customers, items] = statements
    assert sent[LARGE] == sent[SMALL]
    assert len(sent[LARGE]) == (4 if expected_version == 0 else 6)


def test_a_draft_of_many_customers_takes_as_many_statements_as_of_one(database: Database) -> None:
    lengths = []
    for customers in (1, 200):
        key = DraftKey("1004", TODAY, f"user of {customers}")
        entries = {f"C{n}": CustomerEntry(visited_at=NOON) for n in range(customers)}
        with database.writing() as connection:
            storage = DraftStorage(connection)
            record = storage.begin(key, f"draft of {customers}", 0, NOON)
            with statements_of(database) as statements:
                storage.keep(record, {}, entries, NOON)
        lengths.append(len(statements))
    assert lengths == [2, 2]


def test_a_feed_of_many_rows_takes_as_many_statements_as_of_one(database: Database) -> None:
    lengths = []
    for items in (1, 500):
        rows = [actual_row("C1", f"I{n}", n) for n in range(items)]
        with database.writing() as connection, statements_of(database) as statements:
            FeedStorage(connection, NOON).upsert(Feed.ACTUALS, rows)
        lengths.append([statement.split()[0] for statement in statements])
    assert lengths[0] == ["INSERT", "UPDATE", "INSERT", "SELECT"]
    assert lengths[1] == ["INSERT", "UPDATE", "SELECT"]
