"""One item's stock: what is sold, reserved, taken back from and offered to the customers ahead.

The rule is section 3 of the specification; ``docs/redistribution.md`` explains it with examples.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate
from typing import TypeVar

from sales_supervision.domain.plan import ItemDemand
from sales_supervision.domain.policy import RedistributionPolicy
from sales_supervision.domain.quantities import Quantity

T = TypeVar("T")

JourneyKey = tuple[int, str]
"""Sequence and customer code: where a visit stands in the journey."""

Recipient = tuple[int, str, int]
"""Rank, customer code and cap of a customer ahead."""


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
    """Running sums of one item over the visits.

    The ``ahead`` lists run over the customers not yet visited, in offering order: rank (see
    ItemDemand.recipients), code, and cap of what may be added. The ``unsold`` lists run over the
    told visits with units left over, in journey order. A ledger changes only while it is a fresh
    copy; its lists are replaced, never altered, so that copies may share them.
    """

    sold: int
    untold_recommended: int
    ahead_recommended: int
    net_unsold: int
    ahead: list[int]
    ahead_codes: list[str]
    ahead_caps: list[int]
    unsold_keys: list[JourneyKey]
    unsold_units: list[int]

    @classmethod
    def of_untouched_plan(cls, demand: ItemDemand, policy: RedistributionPolicy) -> ItemLedger:
        codes = list(demand.recipients)
        percent, least = policy.max_extra_percent, policy.min_extra_units
        # RedistributionPolicy.cap, written out: opening a large day asks it of every line.
        caps = [
            extra if (extra := recommended * percent // 100) > least else least
            for recommended in demand.quantities
        ]
        return cls(0, 0, demand.total_recommended, 0, list(range(len(codes))), codes, caps, [], [])

    def copy(self) -> ItemLedger:
        return ItemLedger(
            self.sold,
            self.untold_recommended,
            self.ahead_recommended,
            self.net_unsold,
            self.ahead,
            self.ahead_codes,
            self.ahead_caps,
            self.unsold_keys,
            self.unsold_units,
        )

    def enter(self, key: JourneyKey, rank: int | None, recommended: int, actual: Quantity) -> None:
        """A customer is visited; ``rank`` is None for one without a recommendation."""
        if rank is not None:
            place = bisect_left(self.ahead, rank)
            self.ahead = _without(self.ahead, place)
            self.ahead_codes = _without(self.ahead_codes, place)
            self.ahead_caps = _without(self.ahead_caps, place)
            self.ahead_recommended -= recommended
        if actual is None:
            self.untold_recommended += recommended
            return
        self.sold += actual
        self.net_unsold += recommended - actual
        if recommended > actual:
            place = bisect_left(self.unsold_keys, key)
            self.unsold_keys = _with(self.unsold_keys, place, key)
            self.unsold_units = _with(self.unsold_units, place, recommended - actual)

    def take_out(
        self, key: JourneyKey, customer: Recipient | None, recommended: int, actual: Quantity
    ) -> None:
        """Exactly undo ``enter`` of a customer, who is ahead again as ``customer`` says."""
        if customer is not None:
            rank, code, cap = customer
            place = bisect_left(self.ahead, rank)
            self.ahead = _with(self.ahead, place, rank)
            self.ahead_codes = _with(self.ahead_codes, place, code)
            self.ahead_caps = _with(self.ahead_caps, place, cap)
            self.ahead_recommended += recommended
        if actual is None:
            self.untold_recommended -= recommended
            return
        self.sold -= actual
        self.net_unsold -= recommended - actual
        if recommended > actual:
            place = bisect_left(self.unsold_keys, key)
            self.unsold_keys = _without(self.unsold_keys, place)
            self.unsold_units = _without(self.unsold_units, place)


@dataclass(slots=True)
class ItemState:
    """One item after redistribution. All figures are units and >= 0 unless said otherwise.

    ``stock`` may be negative (sold above the van load); ``shortfall`` is that lack. ``adjustments``
    maps customers ahead to what redistribution adds to (> 0) or takes from (< 0) their
    recommendation. ``ledger`` and ``cuts`` serve ``advance`` and ``draws`` alone; a cut is a draw
    (its place among the draws) and the units of it that its last possible customer had no room for.
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
    cuts: Sequence[tuple[int, int]]

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
    reserved = min(ledger.untold_recommended, max(0, stock)) if ledger.untold_recommended else 0
    balance = stock - reserved - ledger.ahead_recommended
    if balance < 0:
        adjustments = _take_back(demand, ledger, -balance)
        taken = -sum(adjustments.values())
        return ItemState(demand, ledger, stock, reserved, 0, 0, taken, 0, 0, adjustments, ())
    offered = min(balance, max(0, ledger.net_unsold))
    if offered == 0:
        return ItemState(demand, ledger, stock, reserved, 0, 0, 0, 0, balance, {}, ())
    placed, adjustments, cuts = _offer(ledger, policy, offered)
    return ItemState(
        demand,
        ledger,
        stock,
        reserved,
        offered,
        placed,
        0,
        offered - placed,
        balance - offered,
        adjustments,
        cuts,
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
    """Adjustments (< 0) that free ``lack`` units, lowest first, each to 0 before the next."""
    adjustments: dict[str, int] = {}
    for rank in reversed(ledger.ahead):
        if lack <= 0:
            break
        taken = min(demand.quantities[rank], lack)
        adjustments[demand.recipients[rank]] = -taken
        lack -= taken
    return adjustments


def _offer(
    ledger: ItemLedger, policy: RedistributionPolicy, offered: int
) -> tuple[int, dict[str, int], Sequence[tuple[int, int]]]:
    """Place ``offered`` units: (units placed, adjustments, cuts as in ItemState).

    The caps of the customers ahead laid end to end form a line of units. Each visit's draw covers
    the next stretch of that line, so how far the draws get says who is given how much.
    """
    codes, caps = ledger.ahead_codes, ledger.ahead_caps
    if policy.min_extra_units == 0:
        # Whoever may get nothing does not count among the customers of a draw.
        codes = [code for code, cap in zip(codes, caps, strict=True) if cap]
        caps = [cap for cap in caps if cap]
    edges = list(accumulate(caps))
    if not edges:
        return 0, {}, ()
    cuts = _cuts(edges, _draw_ends(ledger.unsold_units, offered), policy.max_customers_per_draw - 1)
    position = min(offered - sum([lost for _, lost in cuts]), edges[-1])
    full = bisect_right(edges, position)
    adjustments = dict(zip(codes[:full], caps, strict=False))
    start = edges[full - 1] if full else 0
    if position > start:
        adjustments[codes[full]] = position - start
    return position, adjustments, cuts


def _cuts(edges: list[int], ends: list[int], reach: int) -> Sequence[tuple[int, int]]:
    """The draws that would pass the ``reach`` customers after the one that they begin with.

    ``edges``: where each customer's stretch of the line ends; ``ends``: where each draw's does.
    Draws that end within the reach of an earlier one cannot be cut, so the search leaps from reach
    to reach; ``begins`` is the customer with whom the draw in hand begins.
    """
    cuts: list[tuple[int, int]] = []
    draw = begins = lost = 0
    count, draws_made = len(edges), len(ends)
    while begins + reach < count:
        draw = bisect_right(ends, edges[begins + reach] + lost, draw)
        if draw == draws_made:
            break
        if draw:
            begins = bisect_right(edges, ends[draw - 1] - lost, begins)
            if begins + reach >= count:
                break
        excess = ends[draw] - lost - edges[begins + reach]
        if excess > 0:
            cuts.append((draw, excess))
            lost += excess
            draw += 1
            begins += reach + 1
    return cuts


def _draw_ends(unsold: list[int], offered: int) -> list[int]:
    """Running sums of what is drawn from each visit in journey order until ``offered`` is used."""
    sums = list(accumulate(unsold))
    last = bisect_left(sums, offered)
    return [*sums[:last], offered]


def draws(state: ItemState) -> tuple[Draw, ...]:
    """Whose unsold units went to whom, in journey order of the visits they came from.

    Draws that found no taker at all are listed with no recipients.
    """
    return tuple(_draws(state))


def _draws(state: ItemState) -> Iterator[Draw]:
    if state.offered == 0:
        return
    takers = iter(state.adjustments.items())
    taker, room = "", 0
    ledger, cuts = state.ledger, dict(state.cuts)
    left = state.allocated_extra
    start = 0
    for draw, end in enumerate(_draw_ends(ledger.unsold_units, state.offered)):
        units = end - start
        start = end
        placed = min(units - cuts.get(draw, 0), left)
        left -= placed
        recipients: list[tuple[str, int]] = []
        while placed:
            if room == 0:
                taker, room = next(takers)
            given = min(room, placed)
            recipients.append((taker, given))
            room -= given
            placed -= given
        yield Draw(ledger.unsold_keys[draw][1], units, tuple(recipients))


def sources(state: ItemState) -> dict[str, dict[str, int]]:
    """Customer ahead → visited customer → units, for units that were offered and taken."""
    result: dict[str, dict[str, int]] = {}
    for draw in draws(state):
        for customer, units in draw.recipients:
            result.setdefault(customer, {})[draw.from_customer] = units
    return result


def _with(items: list[T], place: int, item: T) -> list[T]:
    longer = items.copy()
    longer.insert(place, item)
    return longer


def _without(items: list[T], place: int) -> list[T]:
    shorter = items.copy()
    del shorter[place]
    return shorter
