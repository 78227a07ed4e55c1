"""The plan of one route on one date: customers, their recommended orders, the van load."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from sales_supervision.domain.quantities import MAX_QUANTITY, check_quantities


class Tier(StrEnum):
    """How much a recommended item matters to the customer, most important first."""

    MUST_STOCK = "MUST_STOCK"
    SHOULD_STOCK = "SHOULD_STOCK"
    CONSIDER = "CONSIDER"
    MONITOR = "MONITOR"


TIER_RANK: Mapping[Tier, int] = {tier: rank for rank, tier in enumerate(Tier)}


_Offer = tuple[float, int, str, int]
"""Priority score (negative), sequence, customer code, units: sorted, in offering order."""


class PlanError(ValueError):
    """A plan that contradicts itself; the message names the customer or item."""


# Not frozen, as these are made by the thousand for each day that is opened and a frozen one takes
# three times as long; nobody alters them.
@dataclass(slots=True)
class PurchasePattern:
    """How a customer has bought an item so far; every figure is unknown (None) without history.

    ``purchase_cycle_days``: median gap between buying days. ``purchase_frequency_pct``: share of
    the customer's buying days on which the item was bought, 0-100. ``usual_quantity``: units.
    """

    days_since_last_purchase: int | None = None
    purchase_cycle_days: float | None = None
    purchase_frequency_pct: float | None = None
    usual_quantity: float | None = None


@dataclass(slots=True)
class PlanLine:
    """The recommended order of an item for a customer: units, tier, priority score (0-100)."""

    item_code: str
    recommended: int
    tier: Tier
    priority_score: float
    reason: str = ""
    pattern: PurchasePattern | None = None


@dataclass(frozen=True, slots=True)
class PlannedCustomer:
    """A customer of the journey plan; ``sequence`` is the place in the visiting order."""

    customer_code: str
    sequence: int
    lines: tuple[PlanLine, ...]


@dataclass(frozen=True, slots=True)
class ItemDemand:
    """What the plan holds for one item.

    ``recipients``, ``quantities`` run in offering order (highest first: tier, priority score,
    journey order, customer code) and hold only customers with a recommendation above 0.
    ``van_load`` is Σ recommended when no load is known.
    """

    item_code: str
    van_load: int
    van_load_known: bool
    recommended: Mapping[str, int]
    recipients: tuple[str, ...]
    quantities: tuple[int, ...]
    rank: Mapping[str, int]
    total_recommended: int


@dataclass(frozen=True)
class DayPlan:
    """Customers in visiting order with their recommended orders, and the van load by item (units).

    An item missing from ``van_load`` has an unknown load. Raises PlanError when a customer or an
    item of a customer appears twice, or a quantity lies outside 0..999,999.
    """

    customers: tuple[PlannedCustomer, ...]
    van_load: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        _refuse_twice(
            (customer.customer_code for customer in self.customers),
            "Customer {} is planned twice.",
        )
        for customer in self.customers:
            lines = customer.lines
            if len({line.item_code for line in lines}) != len(lines):
                _refuse_twice(
                    (line.item_code for line in lines),
                    f"Item {{}} is recommended twice to customer {customer.customer_code}.",
                )
            for line in lines:
                if not 0 <= line.recommended <= MAX_QUANTITY:
                    raise PlanError(
                        f"The recommended quantity of item {line.item_code} for customer "
                        f"{customer.customer_code} must lie between 0 and 999,999."
                    )
        check_quantities(self.van_load)

    @cached_property
    def by_code(self) -> Mapping[str, PlannedCustomer]:
        return {customer.customer_code: customer for customer in self.customers}

    @cached_property
    def journey_order(self) -> Mapping[str, tuple[int, str]]:
        """Sort key of each planned customer: (sequence, customer code)."""
        return {c.customer_code: (c.sequence, c.customer_code) for c in self.customers}

    @cached_property
    def recommended(self) -> Mapping[str, Mapping[str, int]]:
        """Original recommendation by customer, then item."""
        return {
            c.customer_code: {line.item_code: line.recommended for line in c.lines}
            for c in self.customers
        }

    @cached_property
    def demand(self) -> Mapping[str, ItemDemand]:
        """Demand by item, for every item that is recommended or loaded, in item-code order."""
        tiers = len(TIER_RANK)
        # By item and tier: apart, most comparisons end at the first figure of two offers.
        offers: dict[str, list[list[_Offer]]] = {
            code: [[] for _ in range(tiers)] for code in self.van_load
        }
        for customer in self.customers:
            code, sequence = customer.customer_code, customer.sequence
            for line in customer.lines:
                item = line.item_code
                by_tier = offers.get(item)
                if by_tier is None:
                    by_tier = offers[item] = [[] for _ in range(tiers)]
                by_tier[TIER_RANK[line.tier]].append(
                    (-line.priority_score, sequence, code, line.recommended)
                )
        return {item: self._item_demand(item, offers[item]) for item in sorted(offers)}

    def _item_demand(self, item_code: str, by_tier: list[list[_Offer]]) -> ItemDemand:
        for offers in by_tier:
            offers.sort()
        everyone = [offer[2:] for offers in by_tier for offer in offers]
        recommended = dict(everyone)
        wanted = recommended
        if not all(recommended.values()):
            wanted = {code: units for code, units in everyone if units}
        total = sum(wanted.values())
        load = self.van_load.get(item_code)
        return ItemDemand(
            item_code=item_code,
            van_load=total if load is None else load,
            van_load_known=load is not None,
            recommended=recommended,
            recipients=tuple(wanted),
            quantities=tuple(wanted.values()),
            rank=dict(zip(wanted, range(len(wanted)), strict=True)),
            total_recommended=total,
        )


def _refuse_twice(codes: Iterable[str], message: str) -> None:
    for code, count in Counter(codes).items():
        if count > 1:
            raise PlanError(message.format(code))
