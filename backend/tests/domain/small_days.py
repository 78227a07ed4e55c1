"""Small days written by hand: who is recommended what, in journey order."""

from __future__ import annotations

from collections.abc import Mapping

from sales_supervision.domain.plan import DayPlan, PlanLine, PlannedCustomer, Tier
from sales_supervision.domain.quantities import Quantity
from sales_supervision.domain.visits import Visit


def plan_of(
    recommended: Mapping[str, Mapping[str, int]], van_load: Mapping[str, int] | None = None
) -> DayPlan:
    """Customers in the order given, all their items alike in tier and priority."""
    return DayPlan(
        tuple(
            PlannedCustomer(
                code,
                sequence,
                tuple(
                    PlanLine(item, units, Tier.MUST_STOCK, priority_score=50.0)
                    for item, units in items.items()
                ),
            )
            for sequence, (code, items) in enumerate(recommended.items(), start=1)
        ),
        van_load or {},
    )


def visit_to(customer: str, told: Mapping[str, int] | None = None, /, **sold: Quantity) -> Visit:
    """A visit with what it sold by item; ``told`` as frozen when it was recorded."""
    return Visit(customer, visited_at=None, actuals=sold, told_recommendation=told or {})
