"""Merging a day that two people changed: no edit of either side vanishes unseen."""

from __future__ import annotations

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
    assert merge(before, both, both) == MergeResult(both, ())


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
        assert _value(result.merged, cell) == value or fought[cell].mine == value


@given(case=merges())
def test_no_edit_of_theirs_vanishes_unseen(case: Case) -> None:
    before, mine, theirs, choices = case
    result = merge(before, mine, theirs, choices)
    fought = {conflict.cell: conflict for conflict in result.conflicts}
    for cell, value in _changes(before, theirs).items():
        assert _value(result.merged, cell) == value or (
            fought[cell].theirs == value and fought[cell].choice is Choice.MINE
        )


@given(case=merges())
def test_conflicts_are_exactly_the_cells_changed_on_both_sides_to_different_values(
    case: Case,
) -> None:
    before, mine, theirs, choices = case
    my_changes, their_changes = _changes(before, mine), _changes(before, theirs)
    conflicts = merge(before, mine, theirs, choices).conflicts
    assert {c.cell: (c.before, c.mine, c.theirs, c.choice) for c in conflicts} == {
        cell: (
            _value(before, cell),
            my_changes[cell],
            their_changes[cell],
            choices.get(cell),
        )
        for cell in my_changes.keys() & their_changes.keys()
        if my_changes[cell] != their_changes[cell]
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
