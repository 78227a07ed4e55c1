"""One item's stock: what is sold, reserved, taken back from and offered to the customers ahead.

The rule is section 3 of the specification; ``docs/redistribution.md`` explains it with examples.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import accumulate

from sales_supervision.domain.item_ledger import ItemLedger
from sales_supervision.domain.plan import ItemDemand
from sales_supervision.domain.policy import RedistributionPolicy

_FIRST_STRETCHES = 12


class Outcome(StrEnum):
    """What became of unsold units: all placed, some placed, or why none were."""

    SUCCESS = "success"
    PARTIAL = "partial"
    NOTHING_TO_REDISTRIBUTE = "nothing_to_redistribute"
    NO_REMAINING_CUSTOMERS = "no_remaining_customers"
    LIMITS_REACHED = "limits_reached"
    NO_ELIGIBLE_CUSTOMER = "no_eligible_customer"


@dataclass(slots=True)
class Draw:
    """``units`` of unsold stock of one visit, and the customers ahead who got them, in order.

    ``placed``: how many of the units they got. Not frozen, since a day has a thousand.
    """

    from_customer: str
    units: int
    placed: int
    recipients: tuple[tuple[str, int], ...]


@dataclass(slots=True)
class ItemState:
    """One item after redistribution. All figures are units and >= 0 unless said otherwise.

    ``stock`` may be negative (sold above the van load); ``shortfall`` is that lack. ``adjustments``
    maps customers ahead to what redistribution adds to (> 0) or takes from (< 0) their
    recommendation. ``ledger`` and ``cuts`` serve ``advance`` and ``draws`` alone; a cut is a draw
    (its place among the draws) and the units of it that its last possible customer had no room for.
    ``drawn`` is what ``draws`` answers, kept once it was asked.
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
    drawn: tuple[Draw, ...] | None = field(default=None, compare=False, repr=False)

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
    ahead = ledger.ahead_recommended
    reserved = min(ledger.untold_recommended, max(0, stock)) if ledger.untold_recommended else 0
    balance = stock - reserved - ahead
    if balance < 0:
        taken = min(-balance, ahead)
        adjustments = _take_back(demand, ledger, taken)
        return ItemState(demand, ledger, stock, reserved, 0, 0, taken, 0, 0, adjustments, ())
    offered = min(ledger.net_unsold, balance)
    if offered <= 0:
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
    edges = _edges(caps, offered)
    if not edges:
        return 0, {}, ()
    # Where nobody is cut, the units get as far as they are or as the line is.
    position = offered
    cuts: Sequence[tuple[int, int]] = ()
    reach = policy.max_customers_per_draw - 1
    if reach < len(edges):
        cuts = _cuts(edges, _draw_ends(ledger.unsold_ends, offered), reach)
        for _, lost in cuts:
            position -= lost
    position = min(position, edges[-1])
    full = bisect_right(edges, position)
    # The keyword `strict` would take as long as the rest of the line.
    adjustments = dict(zip(codes[:full], caps))  # noqa: B905
    start = edges[full - 1] if full else 0
    if position > start:
        adjustments[codes[full]] = position - start
    return position, adjustments, cuts


def _edges(caps: list[int], offered: int) -> list[int]:
    """Where each customer's stretch of the line ends, as far as ``offered`` units can get.

    Most offers end within the first few customers, so the line is laid in ever longer parts.
    """
    length = _FIRST_STRETCHES
    edges = list(accumulate(caps[:length]))
    while length < len(caps) and edges[-1] < offered:
        edges.extend(accumulate(caps[length : 4 * length], initial=edges.pop()))
        length *= 4
    return edges


def _cuts(edges: list[int], ends: list[int], reach: int) -> Sequence[tuple[int, int]]:
    """The draws that would pass the ``reach`` customers after the one that they begin with.

    ``edges``: where each customer's stretch of the line ends, up to the last draw's end; ``ends``:
    where each draw's does. Draws that end within the reach of an earlier one cannot be cut, so the
    search leaps from reach to reach; ``begins`` is the customer with whom the draw in hand begins.
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


def _draw_ends(unsold_ends: list[int], offered: int) -> list[int]:
    """Running sums of what is drawn from each visit in journey order until ``offered`` is used."""
    return [*unsold_ends[: bisect_left(unsold_ends, offered)], offered]


def draws(state: ItemState) -> tuple[Draw, ...]:
    """Whose unsold units went to whom, in journey order of the visits they came from.

    Draws that found no taker at all are listed with no recipients.
    """
    if state.drawn is None:
        state.drawn = tuple(_draws(state))
    return state.drawn


def _draws(state: ItemState) -> Iterator[Draw]:
    if state.offered == 0:
        return
    takers = iter(state.adjustments.items())
    taker, room = "", 0
    ledger, cuts = state.ledger, dict(state.cuts)
    left = state.allocated_extra
    start = 0
    for draw, end in enumerate(_draw_ends(ledger.unsold_ends, state.offered)):
        units = end - start
        start = end
        placed = min(units - cuts.get(draw, 0), left)
        left -= placed
        recipients: list[tuple[str, int]] = []
        to_give = placed
        while to_give:
            if room == 0:
                taker, room = next(takers)
            given = min(room, to_give)
            recipients.append((taker, given))
            room -= given
            to_give -= given
        yield Draw(ledger.unsold_keys[draw][1], units, placed, tuple(recipients))


def sources(state: ItemState) -> dict[str, dict[str, int]]:
    """Customer ahead → visited customer → units, for units that were offered and taken."""
    result: dict[str, dict[str, int]] = {}
    for draw in draws(state):
        for customer, units in draw.recipients:
            result.setdefault(customer, {})[draw.from_customer] = units
    return result
