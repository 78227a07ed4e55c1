"""Merging a day that two people changed: no edit of either side vanishes unseen."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from sales_supervision.domain.differences import (
    Cell,
    CustomerEntries,
    DayEntries,
    Value,
    cells,
    differences,
)
from sales_supervision.domain.merge import Choice, Conflict, MergeResult, merge
from tests.domain.generated_entries import day_entries


def _changes(before: DayEntries, after: DayEntries) -> dict[Cell, Value]:
    return {(d.customer_code, d.field, d.item_code): d.after for d in differences(before, after)}


def _value(entries: DayEntries, cell: Cell) -> Value:
    return cells(entries).get(cell, False if cell[1] == "visited" else None)


def _is_fought(cell: Cell, mine: dict[Cell, Value], theirs: dict[Cell, Value]) -> bool:
    """The rule of conflicts, written once more and plainly."""
    code, field, _ = cell
    visit: Cell = (code, "visited", None)
    visit_is_fought = any(
        visit in one
        and visit not in other
        and (
            other.get((code, "not_visited_reason", None)) is not None
            if one[visit]
            else any(key[:2] == (code, "actual") for key in other)
        )
        for one, other in ((mine, theirs), (theirs, mine))
    )
    if field == "visited":
        return visit_is_fought
    if field == "not_visited_reason" and visit_is_fought:
        return False
    return cell in mine and cell in theirs and mine[cell] != theirs[cell]


def _follows_a_fought_visit(cell: Cell, result: MergeResult) -> bool:
    """A reason for not visiting goes with the choice of the visit, which says so by being there."""
    visit: Cell = (cell[0], "visited", None)
    return cell[1] == "not_visited_reason" and visit in {one.cell for one in result.conflicts}


@st.composite
def merges(draw: st.DrawFn) -> tuple[DayEntries, DayEntries, DayEntries, dict[Cell, Choice]]:
    """Two versions of a day that began from one, with choices for some of the conflicts."""
    before, mine, theirs = draw(day_entries), draw(day_entries), draw(day_entries)
    fought = sorted((c.cell for c in merge(before, mine, theirs).conflicts), key=repr)
    choices = {cell: draw(st.none() | st.sampled_from(Choice)) for cell in fought}
    return before, mine, theirs, {cell: choice for cell, choice in choices.items() if choice}


Case = tuple[DayEntries, DayEntries, DayEntries, dict[Cell, Choice]]


def test_changes_to_different_cells_merge_by_themselves() -> None:
    before = {"A": CustomerEntries(True, actuals={"bread": 1, "cake": 1})}
    mine = {"A": CustomerEntries(True, actuals={"bread": 2, "cake": 1})}
    theirs = {
        "A": CustomerEntries(True, actuals={"bread": 1, "cake": 3}),
        "U": CustomerEntries(True),
    }

    result = merge(before, mine, theirs)

    assert result.conflicts == ()
    assert result.merged == {
        "A": CustomerEntries(True, actuals={"bread": 2, "cake": 3}),
        "U": CustomerEntries(True),
    }


def test_a_cell_that_both_changed_is_reported_with_all_three_values() -> None:
    before, mine, theirs = (
        {"A": CustomerEntries(True, actuals={"bread": units})} for units in (1, 2, None)
    )
    cell: Cell = ("A", "actual", "bread")

    undecided = merge(before, mine, theirs)
    assert undecided.conflicts == (Conflict(cell, 1, 2, None, choice=None),)
    assert undecided.undecided == undecided.conflicts
    assert _value(undecided.merged, cell) is None

    chosen = merge(before, mine, theirs, {cell: Choice.MINE})
    assert chosen.conflicts == (Conflict(cell, 1, 2, None, Choice.MINE),)
    assert chosen.undecided == ()
    assert _value(chosen.merged, cell) == 2


def test_both_making_the_same_change_is_no_conflict() -> None:
    before = {"A": CustomerEntries()}
    both = {"A": CustomerEntries(True, actuals={"bread": 0})}
    result = merge(before, both, both)
    assert (result.merged, result.conflicts) == (both, ())
    assert [(cell.cell[1], cell.merged, cell.is_conflict) for cell in result.cells] == [
        ("visited", True, False),
        ("actual", 0, False),
    ]


def test_a_visit_taken_back_against_quantities_entered_is_a_conflict() -> None:
    """Merged by cells alone, their quantities would stand with a customer nobody visited."""
    before = {"A": CustomerEntries(True, actuals={"bread": 1})}
    mine = {"A": CustomerEntries(False, actuals={"bread": 1})}
    theirs = {"A": CustomerEntries(True, actuals={"bread": 1, "cake": 3})}
    visit: Cell = ("A", "visited", None)

    assert merge(before, mine, theirs).undecided == (Conflict(visit, True, False, True, None),)
    assert merge(before, theirs, mine).undecided == (Conflict(visit, True, True, False, None),)
    kept = merge(before, mine, theirs, {visit: Choice.THEIRS})
    assert kept.merged == theirs
    gone = merge(before, mine, theirs, {visit: Choice.MINE})
    assert gone.merged["A"] == CustomerEntries(False, actuals={"bread": 1, "cake": 3})


def test_a_visit_against_a_reason_for_not_visiting_is_a_conflict_and_the_reason_follows() -> None:
    before = {"A": CustomerEntries()}
    mine = {"A": CustomerEntries(not_visited_reason="closed")}
    theirs = {"A": CustomerEntries(True, actuals={"bread": 3})}
    visit: Cell = ("A", "visited", None)

    undecided = merge(before, mine, theirs)
    assert undecided.undecided == (Conflict(visit, False, False, True, None),)
    assert [(cell.cell[1], cell.merged, cell.is_conflict) for cell in undecided.cells] == [
        ("visited", None, True),
        ("not_visited_reason", None, False),
        ("actual", 3, False),
    ]
    assert merge(before, mine, theirs, {visit: Choice.THEIRS}).merged == theirs
    assert merge(before, mine, theirs, {visit: Choice.MINE}).merged["A"] == CustomerEntries(
        False, "closed", {"bread": 3}
    )


def test_a_visit_taken_back_that_nothing_speaks_against_merges_by_itself() -> None:
    before = {"A": CustomerEntries(True, actuals={"bread": 1}), "B": CustomerEntries()}
    mine = {"A": CustomerEntries(False, "closed", {"bread": 1}), "B": CustomerEntries()}
    theirs = {"A": CustomerEntries(True, actuals={"bread": 1}), "B": CustomerEntries(True)}
    result = merge(before, mine, theirs)
    assert result.conflicts == ()
    assert result.merged == {"A": mine["A"], "B": theirs["B"]}


def test_taking_an_entry_back_is_a_change_like_any_other() -> None:
    before = {"A": CustomerEntries(True, actuals={"bread": 1})}
    mine = {"A": CustomerEntries(True)}
    assert _value(merge(before, mine, before).merged, ("A", "actual", "bread")) is None


def test_zero_against_untold_is_a_conflict() -> None:
    before, mine, theirs = ({"A": CustomerEntries(actuals={"bread": q})} for q in (5, 0, None))
    assert len(merge(before, mine, theirs).conflicts) == 1


@given(case=merges())
def test_no_edit_of_mine_vanishes_unseen(case: Case) -> None:
    """Each of my changes is in the merge, or is in a conflict that says so."""
    before, mine, theirs, choices = case
    result = merge(before, mine, theirs, choices)
    fought = {conflict.cell: conflict for conflict in result.conflicts}
    for cell, value in _changes(before, mine).items():
        if not _follows_a_fought_visit(cell, result):
            assert _value(result.merged, cell) == value or fought[cell].mine == value


@given(case=merges())
def test_no_edit_of_theirs_vanishes_unseen(case: Case) -> None:
    before, mine, theirs, choices = case
    result = merge(before, mine, theirs, choices)
    fought = {conflict.cell: conflict for conflict in result.conflicts}
    for cell, value in _changes(before, theirs).items():
        if not _follows_a_fought_visit(cell, result):
            assert _value(result.merged, cell) == value or (
                fought[cell].theirs == value and fought[cell].choice is Choice.MINE
            )


@given(case=merges())
def test_whoever_looks_at_the_cells_sees_every_edit_of_either_side(case: Case) -> None:
    before, mine, theirs, choices = case
    result = merge(before, mine, theirs, choices)
    shown = {cell.cell: cell for cell in result.cells}
    assert len(shown) == len(result.cells)
    my_changes, their_changes = _changes(before, mine), _changes(before, theirs)
    assert shown.keys() == my_changes.keys() | their_changes.keys()
    for cell, one in shown.items():
        assert one.before == _value(before, cell)
        assert (one.mine, one.theirs) == (_value(mine, cell), _value(theirs, cell))
    assert {one.cell for one in result.cells if one.is_conflict} == {
        conflict.cell for conflict in result.conflicts
    }
    open_visits = {
        conflict.cell[0] for conflict in result.undecided if conflict.cell[1] == "visited"
    }
    for cell, one in shown.items():
        waits = cell in {conflict.cell for conflict in result.undecided} or (
            cell[1] == "not_visited_reason" and cell[0] in open_visits
        )
        assert one.merged == (None if waits else _value(result.merged, cell))


@given(case=merges())
def test_no_quantity_of_either_side_loses_its_visit_unseen(case: Case) -> None:
    """A quantity that one side entered with a visit counts still, or the visit is in conflict."""
    before, mine, theirs, choices = case
    result = merge(before, mine, theirs, choices)
    fought = {conflict.cell for conflict in result.conflicts}
    for side in (mine, theirs):
        for code, field, _ in _changes(before, side):
            visit: Cell = (code, "visited", None)
            if field == "actual" and _value(side, visit) and not _value(result.merged, visit):
                assert visit in fought


@given(case=merges())
def test_no_customer_comes_out_visited_with_a_reason_for_not_being(case: Case) -> None:
    consistent = [
        {
            code: replace(entry, not_visited_reason=None) if entry.visited else entry
            for code, entry in side.items()
        }
        for side in case[:3]
    ]
    before, mine, theirs = consistent
    for entry in merge(before, mine, theirs, case[3]).merged.values():
        assert not (entry.visited and entry.not_visited_reason)


@given(case=merges())
def test_conflicts_are_the_cells_changed_on_both_sides_and_the_visits_that_the_other_undermines(
    case: Case,
) -> None:
    before, mine, theirs, choices = case
    my_changes, their_changes = _changes(before, mine), _changes(before, theirs)
    conflicts = merge(before, mine, theirs, choices).conflicts
    assert {c.cell: (c.before, c.mine, c.theirs, c.choice) for c in conflicts} == {
        cell: (_value(before, cell), _value(mine, cell), _value(theirs, cell), choices.get(cell))
        for cell in my_changes.keys() | their_changes.keys()
        if _is_fought(cell, my_changes, their_changes)
    }
    assert len({c.cell for c in conflicts}) == len(conflicts)


@given(case=merges())
def test_a_cell_that_nobody_changed_keeps_its_value(case: Case) -> None:
    before, mine, theirs, choices = case
    merged = merge(before, mine, theirs, choices).merged
    changed = _changes(before, mine).keys() | _changes(before, theirs).keys()
    for cell in (cells(before).keys() | cells(merged).keys()) - changed:
        assert _value(merged, cell) == _value(before, cell)


@given(case=merges())
def test_a_conflict_takes_the_side_that_was_chosen(case: Case) -> None:
    before, mine, theirs, choices = case
    result = merge(before, mine, theirs, choices)
    for conflict in result.conflicts:
        expected = conflict.mine if conflict.choice is Choice.MINE else conflict.theirs
        assert _value(result.merged, conflict.cell) == expected
    assert result.undecided == tuple(c for c in result.conflicts if c.cell not in choices)


@given(before=day_entries, after=day_entries)
def test_one_sided_changes_merge_by_themselves(before: DayEntries, after: DayEntries) -> None:
    for result in (merge(before, after, before), merge(before, before, after)):
        assert result.conflicts == ()
        assert differences(result.merged, after) == ()


@given(before=day_entries, same=day_entries)
def test_merging_equal_sides_gives_that_side(before: DayEntries, same: DayEntries) -> None:
    result = merge(before, same, same)
    assert result.conflicts == ()
    assert differences(result.merged, same) == ()


@given(case=merges())
def test_swapping_the_sides_and_the_choices_gives_the_same_day(case: Case) -> None:
    before, mine, theirs, _ = case
    fought = [conflict.cell for conflict in merge(before, mine, theirs).conflicts]
    one = merge(before, mine, theirs, dict.fromkeys(fought, Choice.MINE))
    other = merge(before, theirs, mine, dict.fromkeys(fought, Choice.THEIRS))
    assert differences(one.merged, other.merged) == ()


@given(case=merges())
def test_a_choice_for_a_cell_without_conflict_changes_nothing(case: Case) -> None:
    before, mine, theirs, _ = case
    settled = (cells(mine).keys() | cells(theirs).keys()) - {
        conflict.cell for conflict in merge(before, mine, theirs).conflicts
    }
    meddled = merge(before, mine, theirs, dict.fromkeys(settled, Choice.MINE))
    assert meddled == merge(before, mine, theirs)
