"""Quantities over HTTP: whole numbers from 0 to 999,999, or null for what nobody has told."""

from __future__ import annotations

import json

import pytest

from tests.http.made_day import AMAL, BREAD, CHEESE, MILK
from tests.http.supervisor import Supervisor, problem_of

TOO_MANY = "Quantity cannot exceed 999,999"
NOT_WHOLE = "Quantity must be a whole number from 0 to 999,999"


@pytest.mark.parametrize("quantity", [0, 1, 999_999, None])
def test_a_valid_quantity_is_kept_as_it_is(day: Supervisor, quantity: int | None) -> None:
    day.enter(AMAL, {CHEESE: quantity})
    actual = day.open()["state"]["customers"][AMAL]["actuals"][CHEESE]
    assert (actual["quantity"], type(actual["quantity"])) == (quantity, type(quantity))


@pytest.mark.parametrize(
    ("quantity", "words"),
    [
        (1_000_000, TOO_MANY),
        (10**30, TOO_MANY),
        (-1, NOT_WHOLE),
        (1.5, NOT_WHOLE),
        (2.0, NOT_WHOLE),
        ("x", NOT_WHOLE),
        ("7", NOT_WHOLE),
        (True, NOT_WHOLE),
        ([1], NOT_WHOLE),
    ],
)
@pytest.mark.parametrize("mark_visited", [False, True], ids=["enter", "visit"])
def test_any_other_is_refused_naming_customer_and_item_and_keeps_nothing(
    day: Supervisor, quantity: object, words: str, mark_visited: bool
) -> None:
    change = day.try_visit if mark_visited else day.try_enter
    problem = problem_of(change(AMAL, {MILK: 2, BREAD: quantity}), 422, "invalid-quantity")
    assert problem["detail"] == f"{words}: item {BREAD} of customer {AMAL}."
    assert problem["errors"] == [
        {
            "field": f"body.actuals.{BREAD}",
            "message": problem["detail"],
            "customer_code": AMAL,
            "item_code": BREAD,
        }
    ]
    assert day.open()["draft"] is None


def test_every_wrong_quantity_of_a_change_is_named(day: Supervisor) -> None:
    problem = problem_of(day.try_enter(AMAL, {BREAD: -1, MILK: 10**6}), 422, "invalid-quantity")
    assert [error["item_code"] for error in problem["errors"]] == [BREAD, MILK]
    assert problem["detail"].endswith("(1 more)")


@pytest.mark.parametrize("code", ["", "x" * 51, "\0", "\ud800"], ids=ascii)
def test_an_item_code_that_cannot_be_one_is_refused(day: Supervisor, code: str) -> None:
    address = f"{day.address}/customers/{AMAL}/actuals"
    body = json.dumps({"actuals": {code: 1}})  # half characters are escaped, as JSON allows
    answer = day.http.patch(address, content=body, headers={"Content-Type": "application/json"})
    problem = problem_of(answer, 422, "invalid-request")
    assert problem["errors"][0]["customer_code"] == AMAL


def test_a_change_without_any_quantity_is_refused(day: Supervisor) -> None:
    problem_of(day.try_enter(AMAL, {}), 422, "invalid-request")
