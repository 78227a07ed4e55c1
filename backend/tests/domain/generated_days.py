"""Generated days: few codes and small quantities, so that ties and shortages happen all the time.

``test_generated_days.py`` holds the list of situations that must really occur.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hypothesis import strategies as st

from sales_supervision.domain.plan import DayPlan, PlanLine, PlannedCustomer, Tier
from sales_supervision.domain.policy import Policy, RedistributionPolicy
from sales_supervision.domain.quantities import Quantity
from sales_supervision.domain.visits import Visit

PLANNABLE = "ABCDEFGHI"
UNPLANNED = ("U", "V")
ITEMS = ("bread", "cake")
UNHEARD_OF = "zaatar"
"""An item that no plan recommends; it may still be loaded and sold."""

_LINES = tuple(
    (recommended, tier, priority)
    for recommended in (0, 1, 2, 3, 5, 8, 13)
    for tier in (Tier.MUST_STOCK, Tier.CONSIDER, Tier.MONITOR)
    for priority in (0.0, 90.0)
)
_UNNAMED = -1
_SOLD = (0, 0, 0, 0, 0, 0, 1, 2, 3, 6, 40, None, None, None, _UNNAMED)
"""Mostly nothing, so that days end with unsold units, and sometimes far above the van load."""


@dataclass(frozen=True)
class GeneratedDay:
    plan: DayPlan
    visits: tuple[Visit, ...]
    policy: Policy

    @property
    def limits(self) -> RedistributionPolicy:
        return self.policy.redistribution


policies = st.builds(
    lambda percent, least, customers: Policy(
        redistribution=RedistributionPolicy(
            max_extra_percent=percent, min_extra_units=least, max_customers_per_draw=customers
        )
    ),
    percent=st.sampled_from([50, 50, 50, 0, 33, 100, 250]),
    least=st.sampled_from([1, 1, 1, 0, 2]),
    customers=st.sampled_from([5, 1, 2, 3]),
)


_line = st.sampled_from((None, *_LINES))
_customer = st.tuples(st.integers(1, 5), *(_line for _ in ITEMS))
_load = st.sampled_from((None, None, 0, 4, 10, 20, 60))
_loads = st.tuples(*(_load for _ in (*ITEMS, UNHEARD_OF)))
_sold = st.sampled_from(_SOLD)


@st.composite
def plans(draw: st.DrawFn) -> DayPlan:
    """A plan of up to nine customers, several of whom may share a place in the journey."""
    drawn = draw(st.lists(_customer, max_size=len(PLANNABLE)))
    customers = tuple(
        PlannedCustomer(
            code,
            sequence,
            tuple(PlanLine(item, *line) for item, line in zip(ITEMS, lines, strict=True) if line),
        )
        for code, (sequence, *lines) in zip(PLANNABLE, drawn, strict=False)
    )
    loads = zip((*ITEMS, UNHEARD_OF), draw(_loads), strict=True)
    return DayPlan(customers, {item: load for item, load in loads if load is not None})


def _actuals_of(sold: Sequence[Quantity]) -> dict[str, Quantity]:
    named = zip((*ITEMS, UNHEARD_OF), sold, strict=True)
    return {item: quantity for item, quantity in named if quantity != _UNNAMED}


actuals: st.SearchStrategy[dict[str, Quantity]] = st.tuples(
    _sold, _sold, st.sampled_from((_UNNAMED, _UNNAMED, _UNNAMED, None, 0, 4))
).map(_actuals_of)
"""What a visit tells: known and unknown quantities, of items in and outside the plan."""


def customer_codes(plan: DayPlan) -> st.SearchStrategy[str]:
    """Anyone who can be visited: planned customers, and two whom nobody planned."""
    return st.sampled_from((*plan.by_code, *UNPLANNED))


@st.composite
def days(draw: st.DrawFn) -> GeneratedDay:
    """A plan with visits to some of its customers and to unplanned ones, in any order."""
    plan = draw(plans())
    codes = draw(st.lists(customer_codes(plan), unique=True, max_size=5))
    visits = tuple(Visit(code, visited_at=None, actuals=draw(actuals)) for code in codes)
    return GeneratedDay(plan, visits, draw(policies))


@st.composite
def crowded_days(draw: st.DrawFn) -> GeneratedDay:
    """One item that visits left unsold in plenty, and many customers ahead with little room each.

    Here limits decide: draws end at their most customers, begin in the middle of one, or find
    everybody full.
    """
    left = draw(st.lists(st.tuples(st.integers(0, 30), st.sampled_from((0, 0, 1, 4))), max_size=4))
    wanted = draw(st.lists(st.integers(0, 12), max_size=16))
    recommended = [*(units for units, _ in left), *wanted]
    customers = tuple(
        PlannedCustomer(f"{place:02}", place, (PlanLine(ITEMS[0], units, Tier.MUST_STOCK, 50.0),))
        for place, units in enumerate(recommended)
    )
    visits = tuple(
        Visit(customer.customer_code, visited_at=None, actuals={ITEMS[0]: sold})
        for customer, (_, sold) in zip(customers, left, strict=False)
    )
    spare = draw(st.sampled_from((None, None, -10, 0, 10)))
    load = {} if spare is None else {ITEMS[0]: max(0, sum(recommended) + spare)}
    return GeneratedDay(DayPlan(customers, load), visits, draw(policies))


@st.composite
def days_with_a_visit(draw: st.DrawFn) -> tuple[GeneratedDay, Visit]:
    """A day, and a visit to one of its customers, who may have been visited already."""
    day = draw(days())
    visit = Visit(draw(customer_codes(day.plan)), visited_at=None, actuals=draw(actuals))
    return day, visit
