"""A small day, worked out by hand, that the tests of the reviews share.

Al Noor took none of 14 bread, 5 of 12 rolls and all 4 cakes; Corner is ahead with bread and rolls.
"""

from __future__ import annotations

from datetime import timedelta

from sales_supervision.domain.dynamic_supervisor import supervise
from sales_supervision.domain.plan import DayPlan, PlanLine, PlannedCustomer, PurchasePattern, Tier
from sales_supervision.domain.policy import Policy
from sales_supervision.domain.reviews.customer_facts import customer_facts
from sales_supervision.domain.reviews.facts import CustomerFacts, RouteFacts
from sales_supervision.domain.reviews.history import EarlierVisit
from sales_supervision.domain.reviews.names import Names
from sales_supervision.domain.reviews.route_facts import route_facts
from sales_supervision.domain.route_day import RouteDay
from sales_supervision.domain.visits import Visit
from tests.domain.reviews.reviewed_days import ON, ROUTE

NAMES = Names(
    {"N": "Al Noor Grocery", "C": "Corner Café"},
    {"bread": "White Bread 600 g", "rolls": "Finger Rolls 8 pc", "cake": "Date Cake"},
)
EARLIER = [
    EarlierVisit(ON - timedelta(days=days), {"bread": 12, "rolls": units, "cake": 4})
    for days, units in ((5, 8), (7, 9), (9, 10))
]


def _line(item: str, units: int, since: int, cycle: float, tier: Tier) -> PlanLine:
    pattern = PurchasePattern(since, cycle, 80.0, units - 0.5)
    return PlanLine(item, units, tier, 50.0, pattern=pattern)


PLAN = DayPlan(
    (
        PlannedCustomer(
            "N",
            1,
            (
                _line("bread", 14, 5, 2.0, Tier.MUST_STOCK),
                _line("rolls", 12, 5, 5.0, Tier.SHOULD_STOCK),
                _line("cake", 4, 5, 3.0, Tier.CONSIDER),
            ),
        ),
        PlannedCustomer(
            "C",
            2,
            (
                _line("bread", 10, 1, 1.0, Tier.MUST_STOCK),
                _line("rolls", 6, 9, 3.0, Tier.SHOULD_STOCK),
            ),
        ),
    ),
    {"bread": 24, "rolls": 20, "cake": 4},
)
VISIT = Visit("N", None, {"bread": 0, "rolls": 5, "cake": 4})


def day(*visits: Visit) -> RouteDay:
    return RouteDay(PLAN, {}, {}, supervise(PLAN, visits or (VISIT,), Policy()))


def of_al_noor(*visits: Visit, names: Names = NAMES) -> CustomerFacts:
    return customer_facts(day(*visits), "N", ON, EARLIER, names)


def of_the_route(*visits: Visit, names: Names = NAMES) -> RouteFacts:
    return route_facts(day(*visits), ROUTE, ON, {"N": EARLIER}, names)
