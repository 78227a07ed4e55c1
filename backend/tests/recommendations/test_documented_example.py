"""``docs/recommended-orders.md`` tells the truth: its example and its numbers are the code's."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from sales_supervision.recommendations.purchase_cycles import (
    PurchaseCyclePolicy,
    PurchaseCycleRecommender,
)
from tests.clocks import TODAY
from tests.recommendations.histories import Purchase, history

PAGE = Path(__file__).parents[3] / "docs" / "recommended-orders.md"


def table(first_column: str, second_column: str) -> list[list[str]]:
    """Heading and rows of the page's one table whose heading begins with these two columns."""
    found: list[list[list[str]]] = []
    inside = False
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if not line.startswith("|"):
            inside = False
        elif cells[:2] == [first_column, second_column]:
            found.append([cells])
            inside = True
        elif inside and not set(cells[0]) <= {"-"}:
            found[-1].append(cells)
    (only,) = found
    return only


def documented_history() -> list[Purchase]:
    heading, *rows = table("item", "12 days ago")
    days_ago = [int(cell.split()[0]) for cell in heading[1:]]
    return [
        (ago, "Al Noor Grocery", name, int(units))
        for name, *cells in rows
        for ago, units in zip(days_ago, cells, strict=True)
        if units
    ]


def test_the_worked_example_comes_out_as_written() -> None:
    _, *documented = table("item", "quantity")
    orders = PurchaseCycleRecommender().recommend(
        history(documented_history()), ["Al Noor Grocery"], TODAY
    )
    assert [
        [
            order.item_code,
            str(order.quantity),
            order.tier.value,
            f"{order.priority_score:.2f}",
            order.reason,
        ]
        for order in orders
    ] == documented
    assert len(documented) == 4


def test_the_numbers_of_the_rule_are_those_of_the_policy() -> None:
    _, *documented = table("name", "default")
    assert {name.strip("`"): float(value) for name, value in documented} == {
        name: float(value) for name, value in asdict(PurchaseCyclePolicy()).items()
    }
