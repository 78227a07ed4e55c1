"""Three-way merge of a day that two people changed from the same version."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from sales_supervision.domain.differences import (
    Cell,
    CustomerEntries,
    DayEntries,
    Difference,
    Value,
    blank,
    cell_order,
    cells,
    differences,
)
from sales_supervision.domain.quantities import Quantity


class Choice(StrEnum):
    """Whose value a cell keeps that both changed."""

    MINE = "mine"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True)
class Conflict:
    """A cell that somebody must choose. ``choice`` is None until somebody did."""

    cell: Cell
    before: Value
    mine: Value
    theirs: Value
    choice: Choice | None


@dataclass(frozen=True, slots=True)
class MergedCell:
    """A cell that either side changed. ``merged``: None too while the merge waits for a choice."""

    cell: Cell
    before: Value
    mine: Value
    theirs: Value
    merged: Value
    is_conflict: bool


@dataclass(frozen=True, slots=True)
class MergeResult:
    """``merged`` holds one-sided changes of both sides; a conflict without choice stays as theirs.

    ``conflicts`` lists, chosen or not, every cell changed on both sides to different values, and
    every visit that one side made or took back while the other side's entries say otherwise.
    ``cells`` lists every cell that either side changed, conflicts among them.
    """

    merged: DayEntries
    conflicts: tuple[Conflict, ...]
    cells: tuple[MergedCell, ...]

    @property
    def undecided(self) -> tuple[Conflict, ...]:
        return tuple(conflict for conflict in self.conflicts if conflict.choice is None)


_Changes = Mapping[Cell, Difference]


def merge(
    before: DayEntries,
    mine: DayEntries,
    theirs: DayEntries,
    choices: Mapping[Cell, Choice] | None = None,
) -> MergeResult:
    """Merge the changes of two people who began from ``before``; no edit vanishes unseen.

    Where a customer's visit is in conflict, the not-visited reason goes with the choice made there.
    """
    chosen = choices or {}
    my_changes = {_cell(change): change for change in differences(before, mine)}
    their_changes = {_cell(change): change for change in differences(before, theirs)}
    fought_visits = {*_undermined(my_changes, their_changes)} | {
        *_undermined(their_changes, my_changes)
    }
    was, values = cells(before), cells(theirs)
    conflicts, merged_cells = [], []
    for cell in sorted(my_changes.keys() | their_changes.keys(), key=cell_order):
        old = was.get(cell, blank(cell))
        my_value = my_changes[cell].after if cell in my_changes else old
        their_value = their_changes[cell].after if cell in their_changes else old
        visit: Cell = (cell[0], "visited", None)
        follows_visit = cell[1] == "not_visited_reason" and visit in fought_visits
        is_conflict = not follows_visit and (
            cell in fought_visits
            or (cell in my_changes and cell in their_changes and my_value != their_value)
        )
        choice = chosen.get(visit if follows_visit else cell)
        if is_conflict:
            conflicts.append(Conflict(cell, old, my_value, their_value, choice))
        needs_choice = is_conflict or follows_visit
        takes_mine = choice is Choice.MINE if needs_choice else cell in my_changes
        value = my_value if takes_mine else their_value
        values[cell] = value
        is_open = needs_choice and choice is None
        merged_cells.append(
            MergedCell(cell, old, my_value, their_value, None if is_open else value, is_conflict)
        )
    return MergeResult(_entries(values), tuple(conflicts), tuple(merged_cells))


def _undermined(changes: _Changes, others: _Changes) -> Iterator[Cell]:
    """Visits changed on one side only, against what the other side entered of the customer.

    Taking a visit back would leave the quantities that the other side entered uncounted; making one
    would drop the reason that the other side gave for not visiting.
    """
    for cell, change in changes.items():
        code, field, _ = cell
        if field != "visited" or cell in others:
            continue
        if change.after:
            reason = others.get((code, "not_visited_reason", None))
            if reason is not None and reason.after is not None:
                yield cell
        elif any(other[0] == code and other[1] == "actual" for other in others):
            yield cell


def _cell(change: Difference) -> Cell:
    return change.customer_code, change.field, change.item_code


def _entries(values: Mapping[Cell, Value]) -> DayEntries:
    visited: dict[str, bool] = {}
    reasons: dict[str, str | None] = {}
    actuals: dict[str, dict[str, Quantity]] = {}
    for (code, field, item), value in values.items():
        visited.setdefault(code, False)
        if field == "visited":
            visited[code] = bool(value)
        elif field == "not_visited_reason":
            reasons[code] = None if value is None else str(value)
        elif item is not None:
            actuals.setdefault(code, {})[item] = None if value is None else int(value)
    return {
        code: CustomerEntries(was_visited, reasons.get(code), actuals.get(code, {}))
        for code, was_visited in visited.items()
    }
