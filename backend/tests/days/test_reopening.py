"""Reopening a saved day: live again for everyone, from exactly what was saved."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import pytest

from sales_supervision.days.errors import (
    DatabaseRestoredError,
    DayRefusedError,
    SessionNotSavedError,
    VersionConflictError,
    VersionUnknownError,
)
from sales_supervision.domain import route_day
from sales_supervision.domain.route_day import CustomerEntry
from sales_supervision.domain.visits import NotVisitedReason
from sales_supervision.storage.epoch import stamp_epoch
from sales_supervision.storage.feed_storage import Feed
from sales_supervision.storage.tables import audit
from tests.clocks import NOON, StandingClock
from tests.days.desk import Desk
from tests.days.records import DRAFTED, SAVED, counts, rows
from tests.storage.sample_rows import actual_row

Entries = Mapping[str, CustomerEntry]


@pytest.fixture
def entries(desk: Desk) -> Entries:
    """Everything that an entry can say, in a draft."""
    desk.feed(Feed.ACTUALS, [actual_row("C3", "bread", 2, NOON)])
    desk.open_live()
    desk.unvisit("C3")
    desk.visit("C1", bread=6)
    desk.visit("C2")
    desk.change(lambda day: route_day.add_unplanned_customer(day, "C9"))
    desk.enter("C9", rusk=None)
    desk.change(lambda day: route_day.give_reason(day, "C3", NotVisitedReason.CLOSED))
    return desk.open_live().day.entries


@pytest.fixture
def saved(desk: Desk, entries: Entries) -> Desk:
    """The day with all these entries, saved."""
    desk.save()
    return desk


def test_the_day_is_live_again_from_what_was_saved(saved: Desk, entries: Entries) -> None:
    saved.reopen()
    for desk in (saved, saved.of("Badr")):
        opened = desk.open_live()
        assert opened.day.entries == entries
        assert opened.draft is None
        assert opened.saved_version == 1
    assert counts(saved.database, *DRAFTED) == [0, 0]


def test_a_first_change_takes_all_that_was_saved_into_the_draft(
    saved: Desk, entries: Entries
) -> None:
    saved.reopen()
    badr = saved.of("Badr")
    badr.enter("C1", bread=7)
    opened = badr.open_live()
    assert opened.draft is not None
    assert opened.draft.base_version == 1
    assert opened.day.entries.keys() == entries.keys()
    assert opened.day.entry("C1").told_recommendation == entries["C1"].told_recommendation
    badr.save(expected_version=1)
    assert saved.open_saved().session.record_version == 2


def test_news_of_the_feed_come_on_top_of_what_was_saved(saved: Desk, entries: Entries) -> None:
    saved.reopen()
    saved.feed(Feed.ACTUALS, [actual_row("C9", "bread", 1, NOON)])
    opened = saved.open_live()
    assert opened.day.entry("C9").visited
    assert opened.day.entry("C1") == entries["C1"]
    assert opened.draft is not None


def test_a_visit_taken_back_before_the_feed_spoke_stays_so_in_the_reopened_day(desk: Desk) -> None:
    desk.visit("C2", bread=3)
    desk.unvisit("C2")
    desk.save()
    desk.reopen()
    desk.feed(Feed.ACTUALS, [actual_row("C2", "bread", 1, NOON)])
    assert not desk.open_live().day.entry("C2").visited


def test_reopening_is_audited_with_its_reason(saved: Desk, clock: StandingClock) -> None:
    clock.pass_time(hours=2)
    saved.of("Badr").reopen(reason="The van came back late")
    entry = rows(saved.database, audit)[-1]
    assert (entry["action"], entry["user_name"]) == ("session_reopened", "Badr")
    assert (entry["record_version"], entry["reason"]) == (1, "The van came back late")
    assert entry["happened_at"] == (NOON + timedelta(hours=2)).replace(tzinfo=None)


def test_a_repeat_is_answered_with_the_first_answer(saved: Desk) -> None:
    first = saved.reopen(idempotency_key="key-0001")
    before = counts(saved.database, *SAVED)
    assert saved.reopen(idempotency_key="key-0001") == first
    assert counts(saved.database, *SAVED) == before


@pytest.mark.parametrize(
    ("version", "refusal"), [(0, VersionConflictError), (2, VersionUnknownError)]
)
def test_only_the_newest_version_is_reopened(
    saved: Desk, version: int, refusal: type[DayRefusedError]
) -> None:
    before = counts(saved.database, *SAVED)
    with pytest.raises(refusal):
        saved.reopen(version)
    assert counts(saved.database, *SAVED) == before


def test_a_live_day_is_not_reopened(desk: Desk) -> None:
    with pytest.raises(SessionNotSavedError, match="never saved"):
        desk.reopen(0)
    desk.save()
    desk.reopen()
    with pytest.raises(SessionNotSavedError, match="reopened already"):
        desk.reopen()


def test_a_version_from_before_a_restore_is_not_taken_for_one_of_now(saved: Desk) -> None:
    held = saved.request(1)
    with saved.database.writing() as connection:
        stamp_epoch(connection, NOON + timedelta(hours=1))
    with pytest.raises(DatabaseRestoredError, match="restored from a back-up at 2026-03-17 09"):
        saved.reopening.reopen(held, "A late van")
    with pytest.raises(DatabaseRestoredError):
        saved.saving.save(held)
    with pytest.raises(DatabaseRestoredError):
        saved.merging.merge(held, {})
    saved.reopen()
