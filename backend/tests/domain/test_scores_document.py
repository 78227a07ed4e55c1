"""Every worked example of docs/scores.md comes out as it says there."""

from __future__ import annotations

import pytest

from sales_supervision.domain.dynamic_supervisor import RouteState, supervise
from sales_supervision.domain.plan import DayPlan, PlannedCustomer
from sales_supervision.domain.scoring import item_accuracy
from sales_supervision.domain.visits import Visit
from tests.domain.document_settings import check_settings
from tests.domain.document_tables import Row, quantity, section, table
from tests.domain.exact_accuracy import exact_accuracy
from tests.domain.small_days import plan_of

DOCUMENT = "scores.md"
ACCURACIES = table(section(DOCUMENT, "Worked examples of accuracy"), "Sold", "Told", "Accuracy")
VISITS = section(DOCUMENT, "Worked visits")
SCORES = table(VISITS, "Customer", "Coverage", "Score")


def _rate(value: float | None) -> str:
    return "—" if value is None else f"{value:.1f}"


def _whole(row: Row, column: str) -> int:
    value = quantity(row[column])
    assert value is not None
    return value


@pytest.mark.parametrize(
    "row", ACCURACIES, ids=lambda row: f"{row['Sold']} of {row['Recommended']}, {row['Told']}"
)
def test_each_accuracy_is_as_documented(row: Row) -> None:
    case = (_whole(row, "Sold"), _whole(row, "Recommended"), quantity(row["Told"]))
    assert _rate(item_accuracy(*case)) == row["Accuracy"]
    assert _rate(float(exact_accuracy(*case))) == row["Accuracy"]


def test_the_examples_of_accuracy_reach_every_zone() -> None:
    assert len(ACCURACIES) >= 25
    assert {row["Told"] == "—" for row in ACCURACIES} == {True, False}
    assert {"0.0", "50.0", "100.0"} < {row["Accuracy"] for row in ACCURACIES}


def _worked_route() -> RouteState:
    """The visits of the document, and one customer more whom nobody visited."""
    recommended: dict[str, dict[str, int]] = {}
    visits: dict[str, Visit] = {}
    for row in table(VISITS, "Customer", "Item", "Sold"):
        code, item = row["Customer"], row["Item"]
        recommended.setdefault(code, {})[item] = _whole(row, "Recommended")
        visit = visits.setdefault(code, Visit(code, None, {}, {}))
        told = quantity(row["Told"])
        visits[code] = Visit(
            code,
            None,
            {**visit.actuals, item: quantity(row["Sold"])},
            visit.told_recommendation
            if told is None
            else {**visit.told_recommendation, item: told},
        )
    plan = plan_of(recommended)
    unvisited = PlannedCustomer("not visited", len(plan.customers) + 1, ())
    return supervise(DayPlan((*plan.customers, unvisited)), visits.values())


@pytest.mark.parametrize("row", SCORES, ids=lambda row: row["Customer"])
def test_each_visit_scores_as_documented(row: Row) -> None:
    score = _worked_route().scores[row["Customer"]]
    assert {
        "Customer": score.customer_code,
        "Coverage": _rate(score.coverage),
        "Accuracy": _rate(score.accuracy),
        "Score": _rate(score.score),
        "Fulfilment": _rate(score.fulfilment),
        "Thanks to redistribution": str(score.redistribution_units),
        "Untold": str(score.untold_items),
        "Outside": str(score.outside_units),
    } == row


def test_every_visit_of_the_document_is_scored_in_it() -> None:
    assert {row["Customer"] for row in SCORES} == set(_worked_route().visits)


def test_the_route_scores_as_documented() -> None:
    route = _worked_route().route_score
    assert table(section(DOCUMENT, "Score of a route"), "Planned", "Completion", "Score") == [
        {
            "Planned": str(route.planned_customers),
            "Visited": str(route.visited_customers),
            "Completion": _rate(route.completion),
            "Coverage": _rate(route.coverage),
            "Fulfilment": _rate(route.fulfilment),
            "Score": _rate(route.score),
        }
    ]


def test_the_settings_are_as_documented() -> None:
    check_settings(table(section(DOCUMENT, "Settings"), "Setting", "Default"), prefix="score_")
