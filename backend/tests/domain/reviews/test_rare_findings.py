"""Findings that generated days seldom lead to, on a longer route written by hand."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sales_supervision.domain.dynamic_supervisor import supervise
from sales_supervision.domain.plan import DayPlan, PlanLine, PlannedCustomer, Tier
from sales_supervision.domain.policy import Policy
from sales_supervision.domain.reviews.analyst import (
    CUSTOMER_WORDINGS,
    ROUTE_WORDINGS,
    review_customer,
    review_route,
)
from sales_supervision.domain.reviews.customer_findings import visited_customer
from sales_supervision.domain.reviews.evidence import check
from sales_supervision.domain.reviews.facts import RouteFacts
from sales_supervision.domain.reviews.findings import worded
from sales_supervision.domain.reviews.history import EarlierVisit
from sales_supervision.domain.reviews.review import Language, RouteReview
from sales_supervision.domain.reviews.route_findings import route
from sales_supervision.domain.route_day import RouteDay
from sales_supervision.domain.visits import Visit
from tests.domain.reviews.reviewed_days import ON, ReviewedDay

CORE = tuple(f"core {n}" for n in range(5))
REST = tuple(f"rest {n}" for n in range(4))
LINES = tuple(
    PlanLine(item, units, tier, 50.0)
    for items, units, tier in ((CORE, 10, Tier.MUST_STOCK), (REST, 4, Tier.CONSIDER))
    for item in items
)
NOTHING = dict.fromkeys((*CORE, *REST), 0)
LITTLE = NOTHING | dict.fromkeys(CORE, 2)
CORE_ONLY = NOTHING | dict.fromkeys(CORE, 10) | {CORE[0]: 15}


def long_route(**sold: dict[str, int]) -> ReviewedDay:
    """Each customer used to buy 100 units at a visit; of the first core item nothing is left."""
    plan = DayPlan(
        tuple(PlannedCustomer(code, place, LINES) for place, code in enumerate(sold, 1)),
        {CORE[0]: sum(units[CORE[0]] for units in sold.values())},
    )
    visits = [Visit(code, None, units) for code, units in sold.items()]
    earlier = [EarlierVisit(ON - timedelta(days=days), {CORE[0]: 100}) for days in (1, 2, 3)]
    state = supervise(plan, visits, Policy())
    return ReviewedDay(RouteDay(plan, {}, {}, state), dict.fromkeys(sold, earlier))


BAD_DAY = long_route(A=NOTHING, B=NOTHING, C=LITTLE, D=LITTLE, E=CORE_ONLY, F=CORE_ONLY)
GOOD_DAY = long_route(A=CORE_ONLY, B=CORE_ONLY)


@pytest.mark.parametrize(
    ("day", "sentences"),
    [
        (BAD_DAY, {"visits_without_a_sale", "many_falling", "demand_above_plan"}),
        (GOOD_DAY, {"second_half_of_the_list", "must_stock_holds", "whole_lists"}),
    ],
)
def test_what_a_route_says(day: ReviewedDay, sentences: set[str]) -> None:
    facts = day.route()
    assert sentences <= {finding.sentence for finding in route(facts)}
    for language in Language:
        points = tuple(worded(finding, ROUTE_WORDINGS[language]) for finding in route(facts))
        assert check(RouteReview(weaknesses=points), facts).dropped == ()
        assert check(review_route(facts, language), facts).dropped == ()


@pytest.mark.parametrize(("code", "sentence"), [("C", "must_stock_short"), ("E", "core_only")])
def test_what_a_customer_says(code: str, sentence: str) -> None:
    facts = BAD_DAY.customer(code)
    (finding,) = (found for found in visited_customer(facts) if found.sentence == sentence)
    for language in Language:
        worded(finding, CUSTOMER_WORDINGS[language])
        assert check(review_customer(facts, language), facts).dropped == ()


def test_units_placed_with_takers_whom_the_facts_leave_out() -> None:
    facts = RouteFacts(
        {(None, None, "planned_customers"): 0, (None, "core 0", "redistributed_units"): 3}
    )
    (finding,) = (found for found in route(facts) if found.sentence == "placed_ahead")
    for language in Language:
        point = worded(finding, ROUTE_WORDINGS[language])
        assert check(RouteReview(opportunities=(point,)), facts).dropped == ()
