"""Merging a draft with what somebody else saved: previewed, chosen, saved as the next version."""

from __future__ import annotations

import json

import pytest

from sales_supervision.days.errors import (
    MergeUndecidedError,
    NothingToMergeError,
    VersionConflictError,
)
from sales_supervision.domain import route_day
from sales_supervision.domain.differences import Cell
from sales_supervision.domain.merge import Choice
from sales_supervision.domain.visits import NotVisitedReason
from sales_supervision.storage.feed_storage import Feed
from sales_supervision.storage.supervision_storage import HowSaved
from sales_supervision.storage.tables import audit
from tests.clocks import NOON, StandingClock
from tests.days.desk import Desk
from tests.days.records import DRAFTED, SAVED, counts, rows
from tests.storage.sample_rows import actual_row

BREAD_OF_C1: Cell = ("C1", "actual", "bread")


@pytest.fixture
def badr(desk: Desk, clock: StandingClock) -> Desk:
    """Badr's draft beside what Amal saved: C1's bread differs, the rest is one-sided."""
    badr = desk.of("Badr")
    badr.visit("C1", bread=7)
    badr.change(lambda day: route_day.add_unplanned_customer(day, "C9"))
    badr.visit("C9", rusk=1)
    clock.pass_time(minutes=5)
    desk.visit("C1", bread=6, cake=4)
    desk.visit("C2", bread=0)
    desk.save()
    return badr


def test_the_preview_shows_each_cell_of_either_side(badr: Desk) -> None:
    sides = badr.merging.preview(badr.key)
    assert (sides.draft.base_version, sides.tag.record_version) == (0, 1)
    assert [
        (*cell.cell, cell.before, cell.mine, cell.theirs, cell.merged, cell.is_conflict)
        for cell in sides.result.cells
    ] == [
        ("C1", "visited", None, False, True, True, True, False),
        ("C1", "actual", "bread", None, 7, 6, None, True),
        ("C1", "actual", "cake", None, None, 4, 4, False),
        ("C2", "visited", None, False, False, True, True, False),
        ("C2", "actual", "bread", None, None, 0, 0, False),
        ("C9", "visited", None, False, True, False, True, False),
        ("C9", "actual", "rusk", None, 1, None, 1, False),
    ]
    assert sides.names.customers["C9"].customer_name == "Shop 9"
    assert sides.names.items["rusk"].item_name == "Rusk"


def test_a_merge_saves_both_sides_as_the_next_version(desk: Desk, badr: Desk) -> None:
    theirs = desk.history.document("1004", desk.key.on, 1)
    badr.merge(1, {BREAD_OF_C1: Choice.MINE})
    saved = desk.open_saved()
    assert (saved.session.record_version, saved.session.saved_by) == (2, "Badr")
    state = json.loads(saved.document.content)["state"]["customers"]
    assert {
        code: {item: actual["quantity"] for item, actual in customer["actuals"].items()}
        for code, customer in state.items()
        if customer["status"] == "visited"
    } == {"C1": {"bread": 7, "cake": 4}, "C2": {"bread": 0}, "C9": {"rusk": 1}}
    assert counts(desk.database, *DRAFTED) == [0, 0]
    assert desk.history.document("1004", desk.key.on, 1) == theirs
    told = json.loads(theirs.content)["state"]["customers"]["C1"]
    assert state["C1"]["visited_at"] == told["visited_at"]


def test_a_merge_is_audited_with_its_choices(badr: Desk) -> None:
    badr.merge(1, {BREAD_OF_C1: Choice.THEIRS})
    entry = rows(badr.database, audit)[-1]
    assert (entry["action"], entry["record_version"], entry["from_version"]) == (
        "session_merged",
        2,
        0,
    )
    assert json.loads(entry["detail"]) == {
        "merged_with": 1,
        "choices": [
            {
                "customer_code": "C1",
                "field": "actual",
                "item_code": "bread",
                "before": None,
                "mine": 7,
                "theirs": 6,
                "choice": "theirs",
            }
        ],
    }
    newest = badr.history.versions("1004", badr.key.on)[0].version
    assert (newest.how, newest.from_version) == (HowSaved.MERGED, 0)


def test_a_merge_with_an_open_conflict_saves_nothing(badr: Desk) -> None:
    before = counts(badr.database, *SAVED, *DRAFTED)
    with pytest.raises(MergeUndecidedError) as refused:
        badr.merge(1)
    assert [conflict.cell for conflict in refused.value.conflicts] == [BREAD_OF_C1]
    assert counts(badr.database, *SAVED, *DRAFTED) == before


def test_a_repeated_merge_is_answered_with_the_first_answer(badr: Desk) -> None:
    first = badr.merge(1, {BREAD_OF_C1: Choice.MINE}, idempotency_key="key-0001")
    before = counts(badr.database, *SAVED)
    again = badr.merge(1, {BREAD_OF_C1: Choice.MINE}, idempotency_key="key-0001")
    assert again == first
    assert counts(badr.database, *SAVED) == before


def test_a_merge_with_a_version_that_moved_again_is_a_conflict(desk: Desk, badr: Desk) -> None:
    desk.reopen()
    desk.enter("C1", bread=9)
    desk.save(expected_version=1)
    with pytest.raises(VersionConflictError) as refused:
        badr.merge(1, {BREAD_OF_C1: Choice.MINE})
    assert refused.value.session.record_version == 2
    badr.merge(2, {BREAD_OF_C1: Choice.MINE})
    assert desk.open_saved().session.record_version == 3


def test_a_draft_of_a_reopened_day_merges_from_the_version_it_began_with(desk: Desk) -> None:
    desk.visit("C1", bread=6, cake=4)
    desk.save()
    desk.reopen()
    badr = desk.of("Badr")
    badr.enter("C1", cake=1)
    desk.enter("C1", bread=9)
    desk.save(expected_version=1)
    cells = badr.merging.preview(badr.key).result.cells
    assert [(cell.cell[2], cell.before, cell.merged) for cell in cells] == [
        ("bread", 6, 9),
        ("cake", 4, 1),
    ]
    badr.merge(2)
    compared = desk.history.compare("1004", desk.key.on, 1, 3)
    assert [(cell.item_code, cell.after) for cell in compared.differences] == [
        ("bread", 9),
        ("cake", 1),
    ]


def test_what_the_feed_brought_meanwhile_is_nobodys_change(desk: Desk, badr: Desk) -> None:
    desk.feed(
        Feed.ACTUALS, [actual_row("C3", "bread", 5, NOON), actual_row("C1", "bread", 2, NOON)]
    )
    cells = badr.merging.preview(badr.key).result.cells
    assert {cell.cell[0] for cell in cells} == {"C1", "C2", "C9"}
    badr.merge(1, {BREAD_OF_C1: Choice.MINE})
    state = json.loads(desk.open_saved().document.content)["state"]["customers"]
    assert state["C3"]["actuals"]["bread"]["quantity"] == 5
    assert state["C1"]["actuals"]["bread"] == {"quantity": 7, "edited": True, "from_feed": 2}


def test_a_visit_taken_back_while_the_other_entered_quantities_is_a_conflict(desk: Desk) -> None:
    desk.visit("C1", bread=6)
    desk.save()
    desk.reopen()
    badr = desk.of("Badr")
    badr.unvisit("C1")
    badr.change(lambda day: route_day.give_reason(day, "C1", NotVisitedReason.CLOSED))
    desk.enter("C1", cake=4)
    desk.save(expected_version=1)
    with pytest.raises(MergeUndecidedError) as refused:
        badr.merge(2)
    assert [conflict.cell for conflict in refused.value.conflicts] == [("C1", "visited", None)]
    badr.merge(2, {("C1", "visited", None): Choice.THEIRS})
    (customer,) = (
        entry
        for code, entry in json.loads(desk.open_saved().document.content)["state"][
            "customers"
        ].items()
        if code == "C1"
    )
    assert (customer["status"], customer["not_visited_reason"]) == ("visited", None)


def test_there_is_nothing_to_merge_without_an_older_draft(desk: Desk) -> None:
    with pytest.raises(NothingToMergeError):
        desk.merging.preview(desk.key)
    desk.visit("C1")
    with pytest.raises(NothingToMergeError):
        desk.merging.preview(desk.key)
    desk.save()
    with pytest.raises(NothingToMergeError):
        desk.merge(1)


def test_a_visit_that_one_side_denied_is_not_made_by_a_later_feed(desk: Desk) -> None:
    badr = desk.of("Badr")
    badr.visit("C3", bread=1)
    badr.unvisit("C3")
    desk.visit("C1", bread=6)
    desk.save()
    badr.merge(1)
    badr.reopen(2)
    desk.feed(Feed.ACTUALS, [actual_row("C3", "bread", 2, NOON)])
    assert sorted(badr.open_live().day.state.visits) == ["C1"]
