"""What differs between two versions of what was recorded on a day, cell by cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from sales_supervision.domain.quantities import Quantity

Field = Literal["visited", "not_visited_reason", "actual"]
Value = int | bool | str | None
Cell = tuple[str, Field, str | None]
"""Customer code, field, and the item code for an ``actual``."""


@dataclass(frozen=True, slots=True)
class CustomerEntries:
    """What was recorded of one customer; a missing item is one that nobody has told."""

    visited: bool = False
    not_visited_reason: str | None = None
    actuals: Mapping[str, Quantity] = field(default_factory=dict)


DayEntries = Mapping[str, CustomerEntries]
"""What was recorded of a day, by customer; a missing customer is one of whom nothing was."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One cell whose value went from ``before`` to ``after``."""

    customer_code: str
    field: Field
    item_code: str | None
    before: Value
    after: Value


def differences(before: DayEntries, after: DayEntries) -> tuple[Difference, ...]:
    """The cells that differ, by customer, then visited, reason, and actuals by item."""
    old, new = cells(before), cells(after)
    return tuple(
        Difference(*cell, old.get(cell, blank(cell)), new.get(cell, blank(cell)))
        for cell in sorted(old.keys() | new.keys(), key=cell_order)
        if old.get(cell, blank(cell)) != new.get(cell, blank(cell))
    )


def cells(entries: DayEntries) -> dict[Cell, Value]:
    """Every recorded value by its cell; a cell that is missing holds what nobody has recorded."""
    return dict(_cells(entries))


def _cells(entries: DayEntries) -> Iterator[tuple[Cell, Value]]:
    for code, entry in entries.items():
        yield (code, "visited", None), entry.visited
        yield (code, "not_visited_reason", None), entry.not_visited_reason
        for item, quantity in entry.actuals.items():
            yield (code, "actual", item), quantity


def blank(cell: Cell) -> Value:
    """What a cell holds that nobody has recorded."""
    return False if cell[1] == "visited" else None


_FIELD_ORDER: Mapping[Field, int] = {"visited": 0, "not_visited_reason": 1, "actual": 2}


def cell_order(cell: Cell) -> tuple[str, int, str]:
    """Sort key: by customer, then visited, reason, and actuals by item."""
    return cell[0], _FIELD_ORDER[cell[1]], cell[2] or ""
