"""Drafts: one a route, date and user; they outlive the process that wrote them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from sales_supervision.domain.route_day import CustomerEntry, VisitSource
from sales_supervision.domain.visits import NotVisitedReason
from sales_supervision.storage.draft_storage import (
    DraftKey,
    DraftMovedError,
    DraftRecord,
    DraftStorage,
)
from sales_supervision.storage.engine import Database
from sales_supervision.storage.tables import draft, draft_customer
from tests.clocks import NOON, TODAY
from tests.database_servers import address_of

KEY = DraftKey("1004", TODAY, "Amal")

FULL = CustomerEntry(
    visited_at=NOON,
    visit_source=VisitSource.FEED,
    told_recommendation={"I1": 12, "I2": 0},
    told_original={"I1": 10, "I2": 3},
    edits={"I1": 0, "I2": 999_999, "added": None},
    unplanned=True,
    feed_visit_dismissed=True,
)
ENTRIES = {
    "visited": CustomerEntry(visited_at=NOON, visit_source=VisitSource.SUPERVISOR),
    "everything": FULL,
    "closed": CustomerEntry(not_visited_reason=NotVisitedReason.CLOSED),
    "blank": CustomerEntry(),
    "متجر": CustomerEntry(edits={"خبز": 3}),
}


def begin_with(database: Database, entries: dict[str, CustomerEntry]) -> DraftRecord:
    with database.writing() as connection:
        storage = DraftStorage(connection)
        return storage.keep(storage.begin(KEY, "d1", 2, NOON), {}, entries, NOON)


def stored(database: Database) -> tuple[DraftRecord | None, dict[str, CustomerEntry]]:
    with database.reading() as connection:
        storage = DraftStorage(connection)
        record = storage.find(KEY)
        return record, storage.entries(record.draft_id) if record else {}


def test_there_is_no_draft_before_one_is_begun(database: Database) -> None:
    assert stored(database) == (None, {})


def test_a_draft_reads_back_exactly(database: Database) -> None:
    kept = begin_with(database, ENTRIES)
    assert kept == DraftRecord("d1", base_version=2, revision=1, started_at=NOON, kept_at=NOON)
    assert stored(database) == (kept, ENTRIES)


def test_a_draft_survives_a_restart(database: Database) -> None:
    kept = begin_with(database, ENTRIES)
    database.dispose()
    reborn = Database(address_of(database))
    assert stored(reborn) == (kept, ENTRIES)
    reborn.dispose()


def test_only_what_changed_is_written_and_the_revision_rises_by_one(database: Database) -> None:
    kept = begin_with(database, ENTRIES)
    after = {code: entry for code, entry in ENTRIES.items() if code != "blank"}
    after["closed"] = replace(ENTRIES["closed"], not_visited_reason=None)
    after["new"] = FULL
    later = NOON + timedelta(minutes=5)
    with database.writing() as connection:
        kept = DraftStorage(connection).keep(kept, ENTRIES, after, later)
    assert (kept.revision, kept.started_at, kept.kept_at) == (2, NOON, later)
    assert stored(database) == (kept, after)


def test_keeping_what_is_kept_already_changes_nothing(database: Database) -> None:
    kept = begin_with(database, ENTRIES)
    with database.writing() as connection:
        same = DraftStorage(connection).keep(
            kept, ENTRIES, dict(ENTRIES), NOON + timedelta(hours=1)
        )
    assert same == kept
    assert stored(database) == (kept, ENTRIES)


@pytest.mark.parametrize(
    "other",
    [
        replace(KEY, route_code="1001"),
        replace(KEY, on=TODAY + timedelta(days=1)),
        replace(KEY, user_name="Badr"),
    ],
    ids=["another route", "another date", "another user"],
)
def test_drafts_are_apart(database: Database, other: DraftKey) -> None:
    begin_with(database, ENTRIES)
    with database.writing() as connection:
        storage = DraftStorage(connection)
        assert storage.find(other) is None
        theirs = storage.begin(other, "d2", 0, NOON)
        kept = storage.keep(theirs, {}, {"visited": FULL}, NOON)
        storage.discard(kept)
    assert stored(database)[1] == ENTRIES


def test_a_user_has_one_draft_of_a_day(database: Database) -> None:
    begin_with(database, ENTRIES)
    with pytest.raises(IntegrityError), database.writing() as connection:
        DraftStorage(connection).begin(KEY, "a second", 0, NOON)


def test_a_discarded_draft_leaves_no_row(database: Database) -> None:
    begin_with(database, ENTRIES)
    with database.writing() as connection:
        storage = DraftStorage(connection)
        record = storage.find(KEY)
        assert record is not None
        storage.discard(record)
    with database.reading() as connection:
        for table in (draft, draft_customer):
            assert connection.scalar(select(func.count()).select_from(table)) == 0


def test_a_draft_that_was_changed_meanwhile_is_not_discarded(database: Database) -> None:
    begin_with(database, ENTRIES)
    with database.writing() as connection:
        storage = DraftStorage(connection)
        read = storage.find(KEY)
        assert read is not None
        storage.keep(read, ENTRIES, {**ENTRIES, "news": FULL}, NOON)
    with pytest.raises(DraftMovedError), database.writing() as connection:
        DraftStorage(connection).discard(read)
    assert set(stored(database)[1]) == {*ENTRIES, "news"}
