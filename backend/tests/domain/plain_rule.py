"""Section 3 of the specification, written down plainly, to hold the fast domain core against.

Nothing here comes from the code under test: units move one at a time, every list is sorted anew,
and nothing is remembered. Slow on purpose; a reader can hold it beside the specification.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sales_supervision.domain.plan import DayPlan
from sales_supervision.domain.policy import RedistributionPolicy
from sales_supervision.domain.visits import Visit

TIERS_HIGHEST_FIRST = ["MUST_STOCK", "SHOULD_STOCK", "CONSIDER", "MONITOR"]


@dataclass(frozen=True)
class ItemFigures:
    """What the specification says of one item; the fields are those of the worked-out days."""

    allocated: dict[str, int]
    sources: dict[str, dict[str, int]]
    unallocated: int
    spare: int
    reserved: int
    shortfall: int
    stock: int


@dataclass(frozen=True)
class _Wish:
    """A planned customer's recommendation of the item."""

    customer: str
    sequence: int
    recommended: int
    tier: str
    priority: float


@dataclass
class _Hands:
    """Units of one item as they stand while redistribution moves them."""

    allocated: dict[str, int]
    room: dict[str, int]
    sources: dict[str, dict[str, int]] = field(default_factory=dict)

    def give(self, customer: str, visited: str) -> None:
        self.allocated[customer] += 1
        self.room[customer] -= 1
        given = self.sources.setdefault(customer, {})
        given[visited] = given.get(visited, 0) + 1


def plain_supervise(
    plan: DayPlan, visits: Sequence[Visit], limits: RedistributionPolicy
) -> dict[str, ItemFigures]:
    """Figures of every item that the plan, the van load or a visit names."""
    items = set(plan.van_load)
    for customer in plan.customers:
        items.update(line.item_code for line in customer.lines)
    for visit in visits:
        items.update(visit.actuals)
    return {item: _figures(plan, visits, item, limits) for item in items}


def _figures(
    plan: DayPlan, visits: Sequence[Visit], item: str, limits: RedistributionPolicy
) -> ItemFigures:
    wishes = _wishes(plan, item)
    recommended = {wish.customer: wish.recommended for wish in wishes}
    visited = {visit.customer_code for visit in visits}
    ahead = [wish for wish in wishes if wish.customer not in visited and wish.recommended > 0]
    highest_first = sorted(
        ahead,
        key=lambda wish: (
            TIERS_HIGHEST_FIRST.index(wish.tier),
            -wish.priority,
            wish.sequence,
            wish.customer,
        ),
    )

    van_load = plan.van_load.get(item, sum(recommended.values()))
    sold = {
        visit.customer_code: units
        for visit in visits
        if (units := visit.actuals.get(item)) is not None
    }
    untold = sum(recommended.get(code, 0) for code in visited if code not in sold)
    stock = van_load - sum(sold.values())
    reserved = min(untold, max(0, stock))
    promised = sum(wish.recommended for wish in ahead)
    balance = stock - reserved - promised

    hands = _Hands(
        allocated={wish.customer: wish.recommended for wish in ahead},
        room={
            wish.customer: max(
                limits.min_extra_units, wish.recommended * limits.max_extra_percent // 100
            )
            for wish in ahead
        },
    )
    unallocated = spare = 0
    if balance < 0:
        _take_back(hands, [wish.customer for wish in reversed(highest_first)], -balance)
    else:
        net = sum(recommended.get(code, 0) - units for code, units in sold.items())
        offer = min(balance, max(0, net))
        unsold = [
            (code, max(0, recommended.get(code, 0) - sold[code]))
            for code in _in_journey_order(plan, sold)
        ]
        customers = [wish.customer for wish in highest_first]
        unallocated = _offer(hands, customers, unsold, offer, limits.max_customers_per_draw)
        spare = balance - offer
    return ItemFigures(
        allocated=hands.allocated,
        sources=hands.sources,
        unallocated=unallocated,
        spare=spare,
        reserved=reserved,
        shortfall=max(0, -stock),
        stock=stock,
    )


def _take_back(hands: _Hands, lowest_first: list[str], lack: int) -> None:
    for customer in lowest_first:
        while lack > 0 and hands.allocated[customer] > 0:
            hands.allocated[customer] -= 1
            lack -= 1


def _offer(
    hands: _Hands,
    highest_first: list[str],
    unsold: list[tuple[str, int]],
    offer: int,
    customers_per_draw: int,
) -> int:
    """Place the offer; the units that found no taker."""
    unallocated = 0
    for visited, units in unsold:
        draw = min(units, offer)
        offer -= draw
        served: set[str] = set()
        for customer in highest_first:
            while draw > 0 and hands.room[customer] > 0:
                if customer not in served and len(served) == customers_per_draw:
                    break
                served.add(customer)
                hands.give(customer, visited)
                draw -= 1
        unallocated += draw
    return unallocated


def _wishes(plan: DayPlan, item: str) -> list[_Wish]:
    return [
        _Wish(
            customer.customer_code,
            customer.sequence,
            line.recommended,
            line.tier.value,
            line.priority_score,
        )
        for customer in plan.customers
        for line in customer.lines
        if line.item_code == item
    ]


def _in_journey_order(plan: DayPlan, visited: dict[str, int]) -> list[str]:
    """Planned customers by their place in the journey, then the unplanned ones by code."""
    place = {customer.customer_code: customer.sequence for customer in plan.customers}
    planned = sorted((code for code in visited if code in place), key=lambda c: (place[c], c))
    return planned + sorted(code for code in visited if code not in place)
