"""Looking back: versions, one of them, what differs between two, and who did what."""

from __future__ import annotations

import pytest

from sales_supervision.days.errors import VersionNotFoundError
from sales_supervision.domain.differences import Difference
from tests.clocks import TODAY, StandingClock
from tests.days.desk import Desk


@pytest.fixture
def twice_saved(desk: Desk, clock: StandingClock) -> Desk:
    desk.visit("C1", bread=6)
    desk.save()
    desk.reopen(reason="A late van")
    clock.pass_time(hours=1)
    badr = desk.of("Badr")
    badr.enter("C1", bread=9)
    badr.save(expected_version=1)
    return desk


def test_versions_are_listed_newest_first_with_the_reason_for_reopening(twice_saved: Desk) -> None:
    assert [
        (
            entry.version.record_version,
            entry.version.saved_by,
            entry.version.from_version,
            entry.reopened_reason,
        )
        for entry in twice_saved.history.versions("1004", TODAY)
    ] == [(2, "Badr", 1, "A late van"), (1, "Amal", 0, None)]


def test_two_versions_are_compared_either_way(twice_saved: Desk) -> None:
    there = twice_saved.history.compare("1004", TODAY, 1, 2)
    assert there.differences == (Difference("C1", "actual", "bread", 6, 9),)
    assert there.names.customers["C1"].customer_name == "Shop 1"
    back = twice_saved.history.compare("1004", TODAY, 2, 1)
    assert back.differences == (Difference("C1", "actual", "bread", 9, 6),)


def test_a_version_that_was_never_saved_is_not_found(desk: Desk, twice_saved: Desk) -> None:
    for version in (0, 3):
        with pytest.raises(VersionNotFoundError):
            twice_saved.history.document("1004", TODAY, version)
    with pytest.raises(VersionNotFoundError):
        desk.history.compare("1004", TODAY, 1, 3)
    assert desk.history.versions("1004", TODAY.replace(day=1)) == []


def test_the_trail_tells_who_did_what_newest_first(twice_saved: Desk) -> None:
    twice_saved.reopen(2, "Once more")
    twice_saved.visit("C2")
    twice_saved.discard()
    twice_saved.discard()
    trail = twice_saved.history.audit("1004", TODAY)
    assert [
        (record.entry.action, record.entry.user_name, record.entry.reason) for record in trail
    ] == [
        ("draft_discarded", "Amal", None),
        ("session_reopened", "Amal", "Once more"),
        ("session_saved", "Badr", None),
        ("session_reopened", "Amal", "A late van"),
        ("session_saved", "Amal", None),
    ]
    discarded = trail[0].entry
    assert discarded.detail is not None
    assert discarded.detail["entries"]["C2"]["visit_source"] == "supervisor"
    assert twice_saved.open_live().draft is None
