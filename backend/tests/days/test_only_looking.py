"""Whoever only looked at a day has entered nothing, whatever the feed brought them."""

from __future__ import annotations

import pytest

from sales_supervision.days.errors import NothingToMergeError, VersionConflictError
from sales_supervision.days.route_days import Change
from sales_supervision.domain import route_day
from sales_supervision.storage.feed_storage import Feed
from sales_supervision.storage.tables import audit
from tests.clocks import NOON
from tests.days.desk import Desk
from tests.days.records import DRAFTED, counts, rows
from tests.storage.sample_rows import actual_row


@pytest.fixture
def badr(desk: Desk) -> Desk:
    """Badr, who looked at the day when the feed had brought C3; Amal has C1 and C2, too."""
    badr = desk.of("Badr")
    desk.feed(Feed.ACTUALS, [actual_row("C3", "bread", 2, NOON)])
    assert badr.open_live().draft is not None
    desk.visit("C1", bread=6, cake=1)
    desk.visit("C2", bread=9)
    return badr


def test_a_save_leaves_nothing_aside_of_who_only_looked(desk: Desk, badr: Desk) -> None:
    desk.save()
    assert badr.days.stamp(badr.key).draft_base is None
    assert counts(desk.database, *DRAFTED) == [0, 0]
    assert [row["action"] for row in rows(desk.database, audit)] == ["session_saved"]
    with pytest.raises(NothingToMergeError):
        badr.merging.preview(badr.key)


def test_a_reopened_day_is_the_saved_one_for_who_only_looked(desk: Desk, badr: Desk) -> None:
    desk.save()
    badr.reopen()
    assert badr.open_live().day.entries == desk.open_live().day.entries
    badr.enter("C1", bread=7)
    badr.save(expected_version=1)
    assert desk.open_saved().session.record_version == 2


def test_a_look_at_a_reopened_day_is_no_entry_either(desk: Desk, badr: Desk) -> None:
    """What the draft took over from the saved version is not its user's own."""
    desk.change(lambda day: route_day.add_unplanned_customer(day, "C9"))
    desk.enter("C9", rusk=4)
    desk.save()
    desk.reopen()
    desk.feed(Feed.ACTUALS, [actual_row("C9", "bread", 1, NOON)])
    looked = badr.open_live()
    assert looked.draft is not None
    assert looked.draft.base_version == 1
    desk.enter("C2", bread=8)
    desk.save(expected_version=1)
    assert badr.days.stamp(badr.key).draft_base is None
    badr.reopen(version=2)
    assert badr.open_live().day.actuals("C2") == {"bread": 8}


def test_a_merge_leaves_nothing_aside_of_who_only_looked(desk: Desk, badr: Desk) -> None:
    noura = desk.of("Noura")
    noura.enter("C3", bread=4)
    desk.save()
    desk.reopen()
    desk.feed(Feed.ACTUALS, [actual_row("C9", "rusk", 1, NOON)])
    assert badr.open_live().draft is not None
    # Noura entered something, so her draft from before version 1 is still there to merge.
    noura.merge(1)
    assert badr.days.stamp(badr.key).draft_base is None


def test_a_draft_that_an_earlier_release_left_is_dropped_by_the_reopening(
    desk: Desk, badr: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as earlier:
        earlier.setattr(
            "sales_supervision.days.session_writing.drop_drafts_of_the_feed", lambda *_: None
        )
        desk.save()
    assert badr.days.stamp(badr.key).draft_base == 0
    badr.reopen()
    assert sorted(badr.open_live().day.state.visits) == ["C1", "C2", "C3"]


@pytest.mark.parametrize(
    "change",
    [
        lambda day: route_day.enter_actuals(day, "C3", {"bread": 3}),
        lambda day: route_day.unmark_visited(day, "C3"),
        lambda day: route_day.mark_visited(day, "C1", NOON, {}),
        lambda day: route_day.add_unplanned_customer(day, "C9"),
    ],
    ids=["a quantity", "a visit taken back", "a visit", "a customer"],
)
def test_a_draft_with_one_entry_of_its_own_is_kept_aside(
    desk: Desk, badr: Desk, change: Change
) -> None:
    badr.change(change)
    desk.save()
    assert badr.days.stamp(badr.key).draft_base == 0
    badr.reopen()
    with pytest.raises(VersionConflictError):
        badr.save(expected_version=1)
    assert badr.merging.preview(badr.key).draft.base_version == 0


def test_what_was_told_of_the_feeds_visit_is_frozen_by_a_look(desk: Desk, badr: Desk) -> None:
    told = badr.open_live().day.entry("C3").told_recommendation
    badr.visit("C1", bread=0)
    assert badr.open_live().day.entry("C3").told_recommendation == told == {"bread": 10}
