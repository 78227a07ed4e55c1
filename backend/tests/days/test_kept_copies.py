"""Copies kept in memory: never used for another revision than their own, and let go in time."""

from __future__ import annotations

import gc
from dataclasses import replace
from weakref import ref

import pytest

from sales_supervision.days.errors import VersionConflictError
from sales_supervision.days.kept_revisions import LINES_KEPT, KeptRevisions
from sales_supervision.domain.route_day import enter_actuals
from sales_supervision.storage.draft_storage import DraftMovedError, DraftStorage
from sales_supervision.storage.feed_storage import Feed
from sales_supervision.storage.supervision_storage import SessionStatus
from sales_supervision.storage.tables import route_summary
from tests.clocks import NOON
from tests.days.desk import Desk
from tests.storage.feed_rows import loaded
from tests.storage.sample_rows import actual_row


def test_only_the_newest_revision_of_a_value_is_kept() -> None:
    kept = KeptRevisions[str, int, str](len)
    kept.keep("day", 1, "first")
    kept.keep("day", 2, "second")
    assert kept.get("day", 1) is None
    assert kept.get("day", 2) == "second"
    assert kept.get("other day", 2) is None


def test_what_alone_is_too_much_is_not_kept() -> None:
    kept = KeptRevisions[str, int, str](lambda _value: LINES_KEPT)
    kept.keep("day", 1, "large")
    assert kept.get("day", 1) is None


def test_a_copy_makes_way_for_what_the_feeds_bring(desk: Desk) -> None:
    sources = str(desk.visit("C1", bread=10).after.revisions)
    desk.feed(Feed.VAN_LOADS, [loaded("bread", 12)])
    desk.feed(Feed.ACTUALS, [actual_row("C2", "bread", 2, NOON)])
    changed = desk.enter("C3", bread=0)
    assert changed.after.day.state.items["bread"].demand.van_load == 12
    assert changed.after.day.actuals("C2") == {"bread": 2}
    assert str(changed.after.revisions) != sources


def test_a_copy_makes_way_for_a_change_through_another_server(desk: Desk) -> None:
    desk.visit("C1", bread=10)
    Desk(desk.database, desk.clock, desk.key).enter("C1", bread=3)
    assert desk.visit("C2", bread=1).after.day.actuals("C1")["bread"] == 3


def test_a_draft_that_moved_is_not_written_over(desk: Desk) -> None:
    before = desk.visit("C1", bread=10).after
    desk.enter("C1", bread=3)
    assert before.draft is not None
    with desk.database.writing() as connection, pytest.raises(DraftMovedError):
        DraftStorage(connection).keep(before.draft, {}, before.day.entries, NOON)


def test_a_draft_begun_before_a_save_conflicts_whatever_version_is_sent(desk: Desk) -> None:
    desk.visit("C1", bread=10)
    theirs = desk.of("Badr")
    theirs.visit("C2", bread=4)
    theirs.save()
    with desk.database.writing() as connection:
        reopened = route_summary.update().values(session_status=SessionStatus.REOPENED.value)
        connection.execute(reopened)
    with pytest.raises(VersionConflictError) as refused:
        desk.save(expected_version=1)
    assert {cell.customer_code for cell in refused.value.differences} >= {"C1", "C2"}


def test_who_has_no_draft_beside_a_saved_day_is_not_told_of_one(desk: Desk) -> None:
    desk.visit("C1", bread=10)
    desk.save()
    with pytest.raises(VersionConflictError, match="you have no entries beside it") as refused:
        desk.save()
    assert refused.value.differences == ()


def test_of_a_day_that_was_closed_nothing_is_kept(desk: Desk) -> None:
    plan = ref(desk.visit("C1", bread=10).after.stored_plan)
    assert plan() is not None
    desk.save()
    gc.collect()
    assert plan() is None


def test_a_merged_day_is_let_go_too(desk: Desk) -> None:
    plan = ref(desk.visit("C1", bread=10).after.stored_plan)
    desk.of("Badr").save()
    desk.merge(1)
    gc.collect()
    assert plan() is None


def test_a_discarded_draft_is_let_go_too(desk: Desk) -> None:
    plan = ref(desk.visit("C1", bread=10).after.stored_plan)
    desk.discard()
    gc.collect()
    assert plan() is None


def test_what_somebody_else_entered_on_the_same_server_stays_at_hand(desk: Desk) -> None:
    badr = replace(desk.key, user_name="Badr")
    plan = ref(desk.visit("C1", bread=10).after.stored_plan)
    desk.days.change(badr, lambda day: enter_actuals(day, "C2", {"bread": 4}))
    desk.save()
    gc.collect()
    assert plan() is not None
