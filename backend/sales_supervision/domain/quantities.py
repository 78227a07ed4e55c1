"""Quantities are whole units from 0 to a million, or unknown.

``None`` means "nobody has told us yet" and is never the same as 0, "nothing sold".
"""

from __future__ import annotations

from collections.abc import Mapping

MAX_QUANTITY = 999_999

Quantity = int | None


class QuantityError(ValueError):
    """A quantity outside 0..999,999. ``item_code`` names the offending item."""

    def __init__(self, item_code: str, value: object) -> None:
        self.item_code = item_code
        self.value = value
        problem = (
            "Quantity cannot exceed 999,999"
            if isinstance(value, int) and value > MAX_QUANTITY
            else "Quantity must be a whole number from 0 to 999,999"
        )
        super().__init__(f"{problem} (item {item_code}: {value!r}).")


def check_quantities(quantities: Mapping[str, Quantity]) -> None:
    """Raise QuantityError for the first quantity that is neither unknown nor 0..999,999 units."""
    for item_code, value in quantities.items():
        # Neither a bool, which is an int to isinstance.
        if value is not None and (type(value) is not int or not 0 <= value <= MAX_QUANTITY):
            raise QuantityError(item_code, value)
