"""Every worked example of docs/redistribution.md comes out as it says there, to the unit."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest

from sales_supervision.domain.dynamic_supervisor import RouteState, supervise
from sales_supervision.domain.outcomes import visit_outcomes
from sales_supervision.domain.plan import DayPlan, PlanLine, PlannedCustomer, Tier
from sales_supervision.domain.policy import RedistributionPolicy
from sales_supervision.domain.redistribution import Outcome
from sales_supervision.domain.visits import Visit
from tests.domain.document_settings import check_settings
from tests.domain.document_tables import Row, quantity, section, sections, table
from tests.domain.plain_rule import ItemFigures, plain_supervise
from tests.domain.shown_figures import shown_figures

DOCUMENT = "redistribution.md"
ITEM = "White Bread"


@dataclass(frozen=True)
class WorkedExample:
    title: str
    plan_rows: list[Row]
    visit_rows: list[Row]
    ahead_rows: list[Row]
    account: dict[str, int]

    @property
    def plan(self) -> DayPlan:
        customers = tuple(
            PlannedCustomer(
                row["Customer"],
                int(row["Place"]),
                (
                    PlanLine(
                        ITEM, int(row["Recommended"]), Tier(row["Tier"]), float(row["Priority"])
                    ),
                ),
            )
            for row in self.plan_rows
        )
        return DayPlan(customers, {ITEM: self.account["Van load"]})

    @property
    def visits(self) -> list[Visit]:
        return [
            Visit(row["Visited"], None, {ITEM: quantity(row["Sold"])}) for row in self.visit_rows
        ]

    @property
    def state(self) -> RouteState:
        return supervise(self.plan, self.visits)


def _example(title: str, lines: list[str]) -> WorkedExample:
    (account,) = table(lines, "Van load", "Stock", "Unallocated")
    return WorkedExample(
        title,
        table(lines, "Place", "Customer", "Recommended"),
        table(lines, "Visited", "Sold"),
        table(lines, "Ahead", "Adjusted", "Where from"),
        {figure: int(cell) for figure, cell in account.items()},
    )


EXAMPLES = [
    _example(title, lines)
    for title, lines in sections(DOCUMENT, level=3)
    if re.match(r"\d\. ", title)
]
each_example = pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.title)


def _where_from(figures: ItemFigures, customer: str, recommended: int) -> str:
    """In the words of the document."""
    if customer in figures.sources:
        given = figures.sources[customer]
        return ", ".join(f"{units} from {visited}" for visited, units in given.items())
    taken = recommended - figures.allocated[customer]
    return f"{taken} taken back" if taken else "—"


def test_there_are_examples() -> None:
    assert len(EXAMPLES) == 4


@each_example
def test_customers_ahead_are_adjusted_as_documented(example: WorkedExample) -> None:
    figures = shown_figures(example.state)[ITEM]
    assert example.ahead_rows == [
        {
            "Ahead": code,
            "Recommended": str(lines[ITEM]),
            "Adjusted": str(figures.allocated[code]),
            "Where from": _where_from(figures, code, lines[ITEM]),
        }
        for code, lines in example.plan.recommended.items()
        if code in figures.allocated
    ]


@each_example
def test_the_account_of_the_item_is_as_documented(example: WorkedExample) -> None:
    item = example.state.items[ITEM]
    assert example.account == {
        "Van load": item.demand.van_load,
        "Stock": item.stock,
        "Sold": item.sold,
        "Promised ahead": item.promised_ahead,
        "Reserved": item.reserved,
        "Unallocated": item.unallocated,
        "Spare": item.spare,
        "Shortfall": item.shortfall,
    }


@each_example
def test_results_of_visits_are_as_documented(example: WorkedExample) -> None:
    outcomes = visit_outcomes(example.state)
    assert {
        row["Visited"]: (int(row["Offered"]), int(row["Placed"]), row["Result"])
        for row in example.visit_rows
    } == {
        code: (outcome.offered, outcome.placed, outcome.result.value)
        for code, outcome in outcomes.items()
    }


@each_example
def test_the_plain_rule_agrees_with_the_document(example: WorkedExample) -> None:
    plain = plain_supervise(example.plan, example.visits, RedistributionPolicy())
    assert plain == shown_figures(example.state)


def test_every_result_is_explained() -> None:
    rows = table(section(DOCUMENT, "Results of a visit"), "Result", "Meaning")
    assert {row["Result"] for row in rows} == set(Outcome)


def test_the_settings_are_as_documented() -> None:
    rows = table(section(DOCUMENT, "Settings"), "Setting", "Default")
    check_settings(rows, prefix="redistribution_")
