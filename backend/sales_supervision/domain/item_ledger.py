"""Running sums of one item over the visits of a day, from which ``redistribution`` settles it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import accumulate

from sales_supervision.domain.plan import ItemDemand
from sales_supervision.domain.policy import RedistributionPolicy
from sales_supervision.domain.quantities import Quantity

JourneyKey = tuple[int, str]
"""Sequence and customer code: where a visit stands in the journey."""

Told = tuple[JourneyKey, Quantity]
"""A visit that concerns an item, and what was sold of it there: units, None where untold."""

Recipient = tuple[int, str, int]
"""Rank, customer code and cap of a customer ahead."""


@dataclass(slots=True)
class ItemLedger:
    """Running sums of one item over the visits.

    The ``ahead`` lists run over the customers not yet visited, in offering order: rank (see
    ItemDemand.recipients), code, and cap of what may be added. The ``unsold`` lists run over the
    told visits with units left over, in journey order; ``unsold_ends`` are running sums of those
    units. Nothing of a ledger is ever altered, so that one made from another may share its lists.
    """

    sold: int
    untold_recommended: int
    ahead_recommended: int
    net_unsold: int
    ahead: list[int]
    ahead_codes: list[str]
    ahead_caps: list[int]
    unsold_keys: list[JourneyKey]
    unsold_ends: list[int]

    @classmethod
    def of_visits(
        cls, demand: ItemDemand, policy: RedistributionPolicy, visits: Collection[Told]
    ) -> ItemLedger:
        """The ledger of an item over all visits that concern it, each given once, in any order."""
        codes, ranks = list(demand.recipients), list(range(len(demand.recipients)))
        quantities: Sequence[int] = demand.quantities
        ahead_recommended = demand.total_recommended
        sold = untold = net_unsold = 0
        unsold: list[tuple[JourneyKey, int]] = []
        if visits:
            recommended_to = demand.recommended
            visited = set()
            for key, actual in visits:
                code = key[1]
                visited.add(code)
                recommended = recommended_to.get(code, 0)
                ahead_recommended -= recommended
                if actual is None:
                    untold += recommended
                    continue
                left = recommended - actual
                sold += actual
                net_unsold += left
                if left > 0:
                    unsold.append((key, left))
            unsold.sort()
            ranks = [rank for rank, code in enumerate(codes) if code not in visited]
            codes = [codes[rank] for rank in ranks]
            quantities = [quantities[rank] for rank in ranks]
        percent, least = policy.max_extra_percent, policy.min_extra_units
        # RedistributionPolicy.cap, written out: opening a large day asks it of every line.
        caps = [
            extra if (extra := recommended * percent // 100) > least else least
            for recommended in quantities
        ]
        return cls(
            sold,
            untold,
            ahead_recommended,
            net_unsold,
            ranks,
            codes,
            caps,
            [key for key, _ in unsold],
            list(accumulate([left for _, left in unsold])),
        )

    def entered(
        self, key: JourneyKey, rank: int | None, recommended: int, actual: Quantity
    ) -> ItemLedger:
        """As it is once a customer is visited; ``rank``: None for one without a recommendation."""
        ahead, codes, caps = self.ahead, self.ahead_codes, self.ahead_caps
        ahead_recommended = self.ahead_recommended
        if rank is not None:
            place = bisect_left(ahead, rank)
            ahead, codes, caps = ahead.copy(), codes.copy(), caps.copy()
            del ahead[place], codes[place], caps[place]
            ahead_recommended -= recommended
        keys, ends = self.unsold_keys, self.unsold_ends
        sold, untold, net_unsold = self.sold, self.untold_recommended, self.net_unsold
        if actual is None:
            untold += recommended
        else:
            left = recommended - actual
            sold += actual
            net_unsold += left
            if left > 0:
                if not keys or keys[-1] < key:
                    ends = [*ends, left + ends[-1] if ends else left]
                    keys = [*keys, key]
                else:
                    place = bisect_left(keys, key)
                    end = left + (ends[place - 1] if place else 0)
                    keys = [*keys[:place], key, *keys[place:]]
                    ends = [*ends[:place], end, *[later + left for later in ends[place:]]]
        return ItemLedger(
            sold, untold, ahead_recommended, net_unsold, ahead, codes, caps, keys, ends
        )

    def without(
        self, key: JourneyKey, customer: Recipient | None, recommended: int, actual: Quantity
    ) -> ItemLedger:
        """``entered`` of a customer exactly undone; ``customer``: as they are ahead again."""
        ahead, codes, caps = self.ahead, self.ahead_codes, self.ahead_caps
        ahead_recommended = self.ahead_recommended
        if customer is not None:
            rank, code, cap = customer
            place = bisect_left(ahead, rank)
            ahead, codes, caps = ahead.copy(), codes.copy(), caps.copy()
            ahead.insert(place, rank)
            codes.insert(place, code)
            caps.insert(place, cap)
            ahead_recommended += recommended
        keys, ends = self.unsold_keys, self.unsold_ends
        sold, untold, net_unsold = self.sold, self.untold_recommended, self.net_unsold
        if actual is None:
            untold -= recommended
        else:
            left = recommended - actual
            sold -= actual
            net_unsold -= left
            if left > 0:
                place = bisect_left(keys, key)
                keys = keys[:place] + keys[place + 1 :]
                ends = ends[:place] + [later - left for later in ends[place + 1 :]]
        return ItemLedger(
            sold, untold, ahead_recommended, net_unsold, ahead, codes, caps, keys, ends
        )
