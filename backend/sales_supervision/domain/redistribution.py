"""One item's stock: what is sold, reserved, taken back from and offered to the customers ahead.

The rule is section 3 of the specification; ``docs/redistribution.md`` explains it with examples.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import accumulate, islice

from sales_supervision.domain.plan import ItemDemand
from sales_supervision.domain.policy import RedistributionPolicy
from sales_supervision.domain.quantities import Quantity

JourneyKey = tuple[int, str]


class Outcome(StrEnum):
    """What became of unsold units: all placed, some placed, or why none were."""

    SUCCESS = "success"
    PARTIAL = "partial"
    NOTHING_TO_REDISTRIBUTE = "nothing_to_redistribute"
    NO_REMAINING_CUSTOMERS = "no_remaining_customers"
    LIMITS_REACHED = "limits_reached"
    NO_ELIGIBLE_CUSTOMER = "no_eligible_customer"


@dataclass(frozen=True, slots=True)
class Draw:
    """``units`` of unsold stock of one visit, and the customers ahead who got them, in order."""

    from_customer: str
    units: int
    recipients: tuple[tuple[str, int], ...]

    @property
    def placed(self) -> int:
        return sum(units for _, units in self.recipients)


@dataclass(slots=True)
class ItemLedger:
    """Running sums of one item over the visits; changed only on a copy that nobody has seen yet.

    ``ahead`` holds ranks (see ItemDemand.recipients) of customers not yet visited. ``unsold`` maps
    told visits with units left over, in journey order, to those units.
    """

    sold: int = 0
    untold_recommended: int = 0
    ahead_recommended: int = 0
    net_unsold: int = 0
    ahead: list[int] = field(default_factory=list)
    unsold_keys: list[JourneyKey] = field(default_factory=list)
    unsold_units: list[int] = field(default_factory=list)

    @classmethod
    def of_untouched_plan(cls, demand: ItemDemand) -> ItemLedger:
        return cls(
            ahead_recommended=demand.total_recommended, ahead=list(range(len(demand.recipients)))
        )

    def copy(self) -> ItemLedger:
        return ItemLedger(
            self.sold,
            self.untold_recommended,
            self.ahead_recommended,
            self.net_unsold,
            self.ahead.copy(),
            self.unsold_keys.copy(),
            self.unsold_units.copy(),
        )

    def leave_ahead(self, rank: int, recommended: int) -> None:
        """A customer with a recommendation is no longer ahead."""
        del self.ahead[bisect_left(self.ahead, rank)]
        self.ahead_recommended -= recommended

    def return_ahead(self, rank: int, recommended: int) -> None:
        insort(self.ahead, rank)
        self.ahead_recommended += recommended

    def add_visit(self, key: JourneyKey, recommended: int, actual: Quantity) -> None:
        if actual is None:
            self.untold_recommended += recommended
            return
        self.sold += actual
        self.net_unsold += recommended - actual
        if recommended > actual:
            place = bisect_left(self.unsold_keys, key)
            self.unsold_keys.insert(place, key)
            self.unsold_units.insert(place, recommended - actual)

    def remove_visit(self, key: JourneyKey, recommended: int, actual: Quantity) -> None:
        """Exactly undo ``add_visit`` with the same arguments."""
        if actual is None:
            self.untold_recommended -= recommended
            return
        self.sold -= actual
        self.net_unsold -= recommended - actual
        if recommended > actual:
            place = bisect_left(self.unsold_keys, key)
            del self.unsold_keys[place]
            del self.unsold_units[place]


@dataclass(slots=True)
class ItemState:
    """One item after redistribution. All figures are units and >= 0 unless said otherwise.

    ``stock`` may be negative (sold above the van load); ``shortfall`` is that lack. ``adjustments``
    maps customers ahead to what redistribution adds to (> 0) or takes from (< 0) their
    recommendation. ``ledger`` and ``segment_ends`` serve ``advance``
    and ``draws`` alone.
    """

    demand: ItemDemand
    ledger: ItemLedger
    stock: int
    reserved: int
    offered: int
    allocated_extra: int
    taken_back: int
    unallocated: int
    spare: int
    adjustments: Mapping[str, int]
    segment_ends: Sequence[int]

    @property
    def sold(self) -> int:
        return self.ledger.sold

    @property
    def shortfall(self) -> int:
        return max(0, -self.stock)

    @property
    def promised_ahead(self) -> int:
        """Σ allocated over the customers ahead: recommendation with its adjustment."""
        return self.ledger.ahead_recommended + self.allocated_extra - self.taken_back


def settle(demand: ItemDemand, ledger: ItemLedger, policy: RedistributionPolicy) -> ItemState:
    """Redistribute one item: the state that follows from its ledger, by section 3 of the spec."""
    stock = demand.van_load - ledger.sold
    reserved = min(ledger.untold_recommended, max(0, stock))
    balance = stock - reserved - ledger.ahead_recommended
    if balance < 0:
        adjustments = _take_back(demand, ledger, -balance)
        return ItemState(
            demand=demand,
            ledger=ledger,
            stock=stock,
            reserved=reserved,
            offered=0,
            allocated_extra=0,
            taken_back=-sum(adjustments.values()),
            unallocated=0,
            spare=0,
            adjustments=adjustments,
            segment_ends=(),
        )
    offered = min(balance, max(0, ledger.net_unsold))
    if offered == 0:
        placed, adjustments, ends = 0, {}, []
    else:
        placed, adjustments, ends = _offer(demand, ledger, policy, offered)
    return ItemState(
        demand=demand,
        ledger=ledger,
        stock=stock,
        reserved=reserved,
        offered=offered,
        allocated_extra=placed,
        taken_back=0,
        unallocated=offered - placed,
        spare=balance - offered,
        adjustments=adjustments,
        segment_ends=ends,
    )


def outcome(offered: int, placed: int, *, anyone_ahead: bool, anyone_eligible: bool) -> Outcome:
    """How an offer of ``offered`` units ended, ``placed`` of them taken.

    ``anyone_ahead``: a planned customer is not yet visited; ``anyone_eligible``: one of them has a
    recommendation of the item.
    """
    if offered == 0:
        return Outcome.NOTHING_TO_REDISTRIBUTE
    if placed == offered:
        return Outcome.SUCCESS
    if placed > 0:
        return Outcome.PARTIAL
    if not anyone_ahead:
        return Outcome.NO_REMAINING_CUSTOMERS
    return Outcome.LIMITS_REACHED if anyone_eligible else Outcome.NO_ELIGIBLE_CUSTOMER


def _take_back(demand: ItemDemand, ledger: ItemLedger, lack: int) -> dict[str, int]:
    """Adjustments (< 0) that free ``lack`` units, lowest customer first, each to 0 before the next."""
    adjustments: dict[str, int] = {}
    for rank in reversed(ledger.ahead):
        if lack <= 0:
            break
        taken = min(demand.quantities[rank], lack)
        adjustments[demand.recipients[rank]] = -taken
        lack -= taken
    return adjustments


def _offer(
    demand: ItemDemand, ledger: ItemLedger, policy: RedistributionPolicy, offered: int
) -> tuple[int, dict[str, int], list[int]]:
    """Place ``offered`` units: (units placed, adjustments, where each visit's draw ends).

    The caps of the customers ahead laid end to end form a line of units. Each visit's draw covers
    the next stretch of that line, so where the draws end says all: who gets how much from whom.
    """
    quantities = demand.quantities
    percent, least = policy.max_extra_percent, policy.min_extra_units
    ahead = (
        ledger.ahead
        if least
        else [rank for rank in ledger.ahead if quantities[rank] * percent // 100]
    )
    # The cap of RedistributionPolicy.cap, written out: this runs for every customer ahead.
    caps = [
        extra if (extra := quantities[rank] * percent // 100) > least else least for rank in ahead
    ]
    edges = list(accumulate(caps))
    count, most = len(edges), policy.max_customers_per_draw - 1
    ends: list[int] = []
    position = index = 0
    left = offered
    for unsold in ledger.unsold_units:
        if left <= 0 or index >= count:
            break
        draw = min(unsold, left)
        left -= draw
        furthest = edges[index + most] if index + most < count else edges[-1]
        position = min(position + draw, furthest)
        ends.append(position)
        while index < count and edges[index] <= position:
            index += 1
    recipients = demand.recipients
    adjustments = {
        recipients[rank]: cap for rank, cap in zip(islice(ahead, index), caps, strict=False)
    }
    start = edges[index - 1] if index else 0
    if position > start:
        adjustments[recipients[ahead[index]]] = position - start
    return position, adjustments, ends


def draws(state: ItemState) -> tuple[Draw, ...]:
    """Whose unsold units went to whom, in journey order of the visits they came from.

    Draws that found no taker at all are listed with no recipients.
    """
    return tuple(_draws(state))


def _draws(state: ItemState) -> Iterator[Draw]:
    left = state.offered
    takers = list(state.adjustments.items())
    taker, used, start = 0, 0, 0
    ends = iter(state.segment_ends)
    ledger = state.ledger
    for (_, customer), unsold in zip(ledger.unsold_keys, ledger.unsold_units, strict=True):
        if left <= 0:
            return
        units = min(unsold, left)
        left -= units
        end = next(ends, start)
        recipients: list[tuple[str, int]] = []
        while start < end:
            code, extra = takers[taker]
            given = min(extra - used, end - start)
            recipients.append((code, given))
            start += given
            used += given
            if used == extra:
                taker, used = taker + 1, 0
        yield Draw(customer, units, tuple(recipients))


def sources(state: ItemState) -> dict[str, dict[str, int]]:
    """Customer ahead → visited customer → units, for units that were offered and taken."""
    result: dict[str, dict[str, int]] = {}
    for draw in draws(state):
        for customer, units in draw.recipients:
            result.setdefault(customer, {})[draw.from_customer] = units
    return result
