"""Three-way merge of a day that two people changed from the same version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sales_supervision.domain.differences import (
    Cell,
    CustomerEntries,
    DayEntries,
    Difference,
    Value,
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
    """A cell that both changed, to different values. ``choice`` is None until somebody chose."""

    cell: Cell
    before: Value
    mine: Value
    theirs: Value
    choice: Choice | None


@dataclass(frozen=True, slots=True)
class MergeResult:
    """``merged`` holds one-sided changes of both sides; a conflict without choice stays as theirs.

    ``conflicts`` lists every cell changed on both sides to different values, chosen or not.
    """

    merged: DayEntries
    conflicts: tuple[Conflict, ...]

    @property
    def undecided(self) -> tuple[Conflict, ...]:
        return tuple(conflict for conflict in self.conflicts if conflict.choice is None)


def merge(
    before: DayEntries,
    mine: DayEntries,
    theirs: DayEntries,
    choices: Mapping[Cell, Choice] | None = None,
) -> MergeResult:
    """Merge the changes of two people who began from ``before``; no edit vanishes unseen."""
    chosen = choices or {}
    my_changes = {_cell(change): change for change in differences(before, mine)}
    their_changes = {_cell(change): change for change in differences(before, theirs)}
    values = cells(theirs)
    conflicts = []
    for cell, change in my_changes.items():
        rival = their_changes.get(cell)
        if rival is None or rival.after == change.after:
            values[cell] = change.after
            continue
        choice = chosen.get(cell)
        conflicts.append(Conflict(cell, change.before, change.after, rival.after, choice))
        if choice is Choice.MINE:
            values[cell] = change.after
    return MergeResult(_entries(values), tuple(conflicts))


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
