"""English grammar of figures: plurals, lists, days."""

from __future__ import annotations

from collections.abc import Iterable

from sales_supervision.domain.reviews.findings import Slot


def counted(slot: Slot, one: str, many: str) -> str:
    """The figure with its noun."""
    return f"{slot.figure} {one if slot.value == 1 else many}"


def units(slot: Slot) -> str:
    return counted(slot, "unit", "units")


def items(slot: Slot) -> str:
    return counted(slot, "item", "items")


def customers(slot: Slot) -> str:
    return counted(slot, "customer", "customers")


def visits(slot: Slot) -> str:
    return counted(slot, "visit", "visits")


def quantities(slot: Slot) -> str:
    return counted(slot, "quantity", "quantities")


def was(slot: Slot) -> str:
    return "was" if slot.value == 1 else "were"


def every(cycle: Slot) -> str:
    return "every day" if cycle.value == 1 else f"every {counted(cycle, 'day', 'days')}"


def ago(days: Slot) -> str:
    return "today" if days.value == 0 else f"{counted(days, 'day', 'days')} ago"


def sold_of(sold: Slot, recommended: Slot) -> str:
    """How much was sold of what was recommended, also where it was more."""
    if sold.value > recommended.value:
        return f"{units(sold)} sold for {recommended.figure} recommended"
    return f"{sold.figure} of {units(recommended)} sold"


def left_of(left: Slot, recommended: Slot) -> str:
    return f"{left.figure if left.value else 'none'} left of {recommended.figure}"


def listed(parts: Iterable[str]) -> str:
    *rest, last = parts
    return f"{', '.join(rest)} and {last}" if rest else last
