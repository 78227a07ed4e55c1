"""Differences of two versions of a day, cell by cell."""

from __future__ import annotations

from hypothesis import given

from sales_supervision.domain.differences import (
    Cell,
    CustomerEntries,
    DayEntries,
    Difference,
    Value,
    cells,
    differences,
)
from sales_supervision.domain.visits import NotVisitedReason
from tests.domain.generated_entries import day_entries


def test_differences_name_customer_field_and_item_with_both_values() -> None:
    before = {"A": CustomerEntries(visited=True, actuals={"bread": 6, "cake": 1})}
    after = {
        "A": CustomerEntries(not_visited_reason="closed", actuals={"bread": 7, "cake": 1}),
    }
    assert differences(before, after) == (
        Difference("A", "visited", None, before=True, after=False),
        Difference("A", "not_visited_reason", None, before=None, after="closed"),
        Difference("A", "actual", "bread", before=6, after=7),
    )


def test_differences_run_by_customer_then_field_then_item() -> None:
    entries = CustomerEntries(True, NotVisitedReason.OTHER, {"cake": 1, "bread": 1})
    found = differences({}, {"B": entries, "A": entries})
    assert [(d.customer_code, d.field, d.item_code) for d in found] == [
        (code, field, item)
        for code in ("A", "B")
        for field, item in (
            ("visited", None),
            ("not_visited_reason", None),
            ("actual", "bread"),
            ("actual", "cake"),
        )
    ]


def test_selling_nothing_differs_from_untold() -> None:
    nothing = {"A": CustomerEntries(actuals={"bread": 0})}
    untold = {"A": CustomerEntries(actuals={"bread": None})}
    assert differences(untold, nothing) == (Difference("A", "actual", "bread", None, 0),)


def test_naming_an_untold_item_or_an_untouched_customer_is_no_difference() -> None:
    assert differences({}, {"A": CustomerEntries(actuals={"bread": None})}) == ()


@given(day=day_entries)
def test_a_version_does_not_differ_from_itself(day: DayEntries) -> None:
    assert differences(day, day) == ()


@given(before=day_entries, after=day_entries)
def test_differences_the_other_way_round_swap_their_values(
    before: DayEntries, after: DayEntries
) -> None:
    swapped = tuple(
        Difference(d.customer_code, d.field, d.item_code, before=d.after, after=d.before)
        for d in differences(after, before)
    )
    assert differences(before, after) == swapped


@given(before=day_entries, after=day_entries)
def test_differences_are_all_that_it_takes_to_get_from_one_to_the_other(
    before: DayEntries, after: DayEntries
) -> None:
    values = cells(before)
    for change in differences(before, after):
        assert change.before != change.after
        values[change.customer_code, change.field, change.item_code] = change.after
    assert _recorded(values) == _recorded(cells(after))


def _recorded(values: dict[Cell, Value]) -> dict[Cell, Value]:
    """Without the cells that hold what nobody has recorded; 0 is a record, and no False."""
    return {
        cell: value for cell, value in values.items() if value is not None and value is not False
    }
