"""The generated days hold every situation that the properties are meant to judge."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from sales_supervision.domain.dynamic_supervisor import RouteState, supervise
from sales_supervision.domain.redistribution import ItemState, draws
from sales_supervision.domain.visits import Visit
from tests.domain.generated_days import ITEMS, UNHEARD_OF, GeneratedDay, crowded_days, days

Situation = Callable[[GeneratedDay, RouteState], bool]


@cache
def _sample(
    strategy: Callable[[], st.SearchStrategy[GeneratedDay]],
) -> list[tuple[GeneratedDay, RouteState]]:
    """A few hundred days, the same ones each time."""
    sample = []

    @settings(max_examples=200, phases=[Phase.generate], derandomize=True, database=None)
    @given(day=strategy())
    def collect(day: GeneratedDay) -> None:
        sample.append((day, supervise(day.plan, day.visits, day.policy)))

    collect()
    return sample


def _some_item(holds: Callable[[ItemState], bool]) -> Situation:
    return lambda _, state: any(holds(item) for item in state.items.values())


def _some_visit(holds: Callable[[GeneratedDay, Visit], bool]) -> Situation:
    return lambda day, _: any(holds(day, visit) for visit in day.visits)


def _places_tie(day: GeneratedDay, _: RouteState) -> bool:
    return len({c.sequence for c in day.plan.customers}) < len(day.plan.customers)


def _only_the_code_tells_apart(day: GeneratedDay, state: RouteState) -> bool:
    """Two customers ahead, alike but for their codes, in an item that was redistributed."""
    seen = set()
    for customer in day.plan.customers:
        for line in customer.lines:
            if customer.customer_code in state.items[line.item_code].adjustments:
                rank = (line.item_code, line.tier, line.priority_score, customer.sequence)
                if rank in seen:
                    return True
                seen.add(rank)
    return False


def _a_draw_is_full(day: GeneratedDay, state: RouteState) -> bool:
    """A draw stopped at the most customers it may go to, while others had room."""
    most = day.limits.max_customers_per_draw
    return any(
        len(draw.recipients) == most
        and draw.placed < draw.units
        and len(item.adjustments) < len(item.ledger.ahead)
        for item in state.items.values()
        for draw in draws(item)
    )


def _begins_in_the_middle(day: GeneratedDay, state: RouteState) -> bool:
    most = day.limits.max_customers_per_draw
    return any(
        later.recipients
        and earlier.recipients
        and later.recipients[0][0] == earlier.recipients[-1][0]
        and len(later.recipients) == most > 1
        and later.placed < later.units
        for item in state.items.values()
        for earlier, later in pairwise(draws(item))
    )


SITUATIONS: dict[str, Situation] = {
    "units offered and all placed": _some_item(lambda i: i.offered == i.allocated_extra > 0),
    "units offered and some placed": _some_item(lambda i: i.offered > i.allocated_extra > 0),
    "units offered and none placed": _some_item(lambda i: i.offered > 0 == i.allocated_extra),
    "units taken back from several customers": _some_item(
        lambda i: i.taken_back > 0 and len(i.adjustments) > 1
    ),
    "a customer taken down to part of the recommendation": _some_item(
        lambda i: i.taken_back > 0 and i.promised_ahead > 0
    ),
    "stock kept for untold visits": _some_item(lambda i: i.reserved > 0),
    "less stock than untold visits may have taken": _some_item(
        lambda i: 0 < i.reserved < i.ledger.untold_recommended
    ),
    "sold above the van load": _some_item(lambda i: i.shortfall > 0),
    "stock that nobody was recommended": _some_item(lambda i: i.spare > 0 and i.offered > 0),
    "an unknown van load": _some_item(lambda i: not i.demand.van_load_known and i.sold > 0),
    "two customers at one place in the journey": _places_tie,
    "two customers whom only the code tells apart": _only_the_code_tells_apart,
    "a recommendation of zero": lambda day, _: any(
        0 in lines.values() for lines in day.plan.recommended.values()
    ),
    "an unplanned customer who buys": _some_visit(
        lambda day, visit: (
            visit.customer_code not in day.plan.by_code and any(visit.actuals.values())
        )
    ),
    "an item outside the plan": _some_visit(
        lambda _, visit: bool(visit.actuals.get(UNHEARD_OF)),
    ),
    "a planned item sold to a customer who was not recommended it": _some_visit(
        lambda day, visit: any(
            visit.actuals.get(item)
            and item not in day.plan.recommended.get(visit.customer_code, {})
            for item in ITEMS
        )
    ),
    "a recommended item that the visit does not name": _some_visit(
        lambda day, visit: bool(
            day.plan.recommended.get(visit.customer_code, {}).keys() - visit.actuals.keys()
        )
    ),
    "a quantity named as unknown": _some_visit(lambda _, visit: None in visit.actuals.values()),
}


@pytest.mark.parametrize("situation", SITUATIONS)
def test_generated_days_hold(situation: str) -> None:
    assert any(SITUATIONS[situation](day, state) for day, state in _sample(days))


CROWDED: dict[str, Situation] = {
    "one customer filled by two visits": _some_item(
        lambda i: sum(len(draw.recipients) for draw in draws(i)) > len(i.adjustments) > 0
    ),
    "a draw that reached its limit of customers": _a_draw_is_full,
    "two draws that lost units to that limit": _some_item(
        lambda i: sum(0 < draw.placed < draw.units for draw in draws(i)) > 1
    ),
    "a draw that begins in the middle of a customer and reaches its limit": _begins_in_the_middle,
    "a draw that found everybody full": _some_item(
        lambda i: any(draw.placed == 0 for draw in draws(i)) and i.allocated_extra > 0
    ),
}


@pytest.mark.parametrize("situation", CROWDED)
def test_crowded_days_hold(situation: str) -> None:
    holding = [day for day, state in _sample(crowded_days) if CROWDED[situation](day, state)]
    assert len(holding) >= 5
