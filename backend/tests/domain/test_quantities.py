"""Quantities: whole numbers from 0 to 999,999, or unknown."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sales_supervision.domain.quantities import MAX_QUANTITY, QuantityError, check_quantities


@given(units=st.integers(0, MAX_QUANTITY) | st.none())
def test_whole_numbers_up_to_the_limit_and_unknown_are_accepted(units: int | None) -> None:
    check_quantities({"bread": units})


@given(units=st.integers(max_value=-1) | st.integers(min_value=MAX_QUANTITY + 1))
def test_whole_numbers_outside_the_limits_are_refused(units: int) -> None:
    with pytest.raises(QuantityError) as refusal:
        check_quantities({"bread": units})
    assert (refusal.value.item_code, refusal.value.value) == ("bread", units)


@pytest.mark.parametrize("value", [1.0, 0.5, float("nan"), "1", True, False, [1]])
def test_anything_but_a_whole_number_is_refused(value: Any) -> None:
    with pytest.raises(QuantityError, match="must be a whole number from 0 to 999,999"):
        check_quantities({"bread": value})


def test_too_much_is_said_in_the_words_of_the_page() -> None:
    with pytest.raises(QuantityError, match=r"^Quantity cannot exceed 999,999 \(item bread"):
        check_quantities({"bread": 1_000_000})


def test_a_negative_quantity_is_said_to_be_no_quantity() -> None:
    with pytest.raises(QuantityError, match=r"must be a whole number .* \(item bread: -5\)"):
        check_quantities({"bread": -5})


def test_the_first_offending_item_is_named() -> None:
    with pytest.raises(QuantityError, match="cake"):
        check_quantities({"bread": 1, "cake": -1, "dates": -2})
