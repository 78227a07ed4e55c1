"""Saving over somebody else's version: refused, with what differs, and nothing is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sales_supervision.days.errors import VersionConflictError
from sales_supervision.domain import route_day
from sales_supervision.domain.differences import Difference
from sales_supervision.domain.visits import NotVisitedReason
from sales_supervision.storage.tables import draft_customer
from tests.clocks import NOON, StandingClock
from tests.days.desk import Desk
from tests.days.records import SAVED, counts, rows


@pytest.fixture
def badr(desk: Desk, clock: StandingClock) -> Desk:
    """Badr worked on the day too; Amal saved before him, an hour after noon."""
    badr = desk.of("Badr")
    badr.visit("C1", bread=7, cake=4)
    badr.change(lambda day: route_day.give_reason(day, "C3", NotVisitedReason.CLOSED))
    badr.change(lambda day: route_day.add_unplanned_customer(day, "C9"))
    badr.visit("C9", rusk=0)
    desk.visit("C1", bread=6, cake=4)
    desk.visit("C2", bread=0)
    clock.pass_time(hours=1)
    desk.save()
    return badr


def conflict_of(desk: Desk, expected_version: int = 0) -> VersionConflictError:
    with pytest.raises(VersionConflictError) as refused:
        desk.save(expected_version)
    return refused.value


def test_the_conflict_says_who_saved_which_version_and_when(badr: Desk) -> None:
    conflict = conflict_of(badr)
    assert conflict.session.record_version == 1
    assert conflict.session.saved_by == "Amal"
    assert conflict.session.saved_at == NOON + timedelta(hours=1)
    assert str(conflict) == (
        "Amal saved this day as version 1 after you began from version 0; your entries are kept "
        "and nothing was overwritten."
    )


def test_the_conflict_names_each_cell_that_differs(badr: Desk) -> None:
    """From theirs to mine; nothing sold and not told differ, equal cells are left out."""
    assert conflict_of(badr).differences == (
        Difference("C1", "actual", "bread", 6, 7),
        Difference("C2", "visited", None, True, False),
        Difference("C2", "actual", "bread", 0, None),
        Difference("C3", "not_visited_reason", None, None, "closed"),
        Difference("C9", "visited", None, False, True),
        Difference("C9", "actual", "rusk", None, 0),
    )


def test_who_knows_the_saved_version_is_told_what_differs_from_it_too(badr: Desk) -> None:
    """As when the page learns of the save while it is asked to save."""
    told, knowing = conflict_of(badr), conflict_of(badr, expected_version=1)
    assert (str(knowing), knowing.differences) == (str(told), told.differences)


def test_nothing_is_overwritten_and_the_draft_is_kept(badr: Desk) -> None:
    saved = counts(badr.database, *SAVED)
    theirs, mine = badr.open_saved(), rows(badr.database, draft_customer)
    conflict_of(badr)
    assert counts(badr.database, *SAVED) == saved
    assert badr.open_saved() == theirs
    assert rows(badr.database, draft_customer) == mine
    assert sorted(row["customer_code"] for row in mine) == ["C1", "C3", "C9"]


def test_two_users_with_the_same_entries_still_conflict(desk: Desk) -> None:
    desk.visit("C1", bread=6)
    badr = desk.of("Badr")
    badr.visit("C1", bread=6)
    desk.save()
    assert conflict_of(badr).differences == ()


def test_a_reopened_day_is_saved_as_its_next_version(desk: Desk, clock: StandingClock) -> None:
    desk.visit("C1", bread=6)
    desk.save()
    first = desk.open_saved().session
    desk.reopen()
    clock.pass_time(hours=1)
    desk.visit("C1", bread=9)
    desk.save(expected_version=1)
    second = desk.open_saved().session
    assert (second.session_id, second.record_version) == (first.session_id, 2)
    assert second.started_at == first.started_at
    assert second.saved_at == NOON + timedelta(hours=1)
    assert counts(desk.database, *SAVED) == [1, 3, 4, 2, 3, 3]


def test_a_stale_save_of_a_reopened_day_conflicts_with_its_newest_version(desk: Desk) -> None:
    desk.visit("C1", bread=6)
    desk.save()
    desk.reopen()
    badr = desk.of("Badr")
    badr.visit("C1", bread=1)
    desk.visit("C1", bread=9, cake=4)
    desk.save(expected_version=1)
    conflict = conflict_of(badr, expected_version=1)
    assert conflict.session.record_version == 2
    assert Difference("C1", "actual", "bread", 9, 1) in conflict.differences
