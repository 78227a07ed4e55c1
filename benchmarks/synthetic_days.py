"""Route days of any size from the demo's generator: every customer is recommended every item.

Shops, items, what a shop takes on a date and what it really bought come from the generator; only
the range of a shop is widened to all items, so that a day of 40 × 50 has 2,000 lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from math import ceil
from random import Random
from zoneinfo import ZoneInfo

from sales_supervision.demo.generator import DemoData, DemoSpec
from sales_supervision.demo.sales import ShopDay, expected_units, shop_day
from sales_supervision.demo.shops import Habit, Shop
from sales_supervision.domain.plan import DayPlan, PlanLine, PlannedCustomer, PurchasePattern, Tier
from sales_supervision.domain.quantities import Quantity

FIRST_DATE = date(2026, 3, 2)
_TIERS = ((65, Tier.MUST_STOCK), (45, Tier.SHOULD_STOCK), (28, Tier.CONSIDER), (0, Tier.MONITOR))
_TRAY = 6


@dataclass(frozen=True, slots=True)
class DaySize:
    customers: int
    items: int

    def __str__(self) -> str:
        return f"{self.customers} × {self.items}"


SMALL = DaySize(10, 50)
USUAL = DaySize(40, 50)
LARGE = DaySize(200, 200)
LONG_LIST = DaySize(200, 50)


@dataclass(frozen=True, slots=True)
class SyntheticDay:
    """``sold``: by customer in journey order; an item that nobody told is missing."""

    route_code: str
    on: date
    customers: tuple[PlannedCustomer, ...]
    van_load: Mapping[str, int]
    sold: Mapping[str, Mapping[str, Quantity]]

    def fresh_plan(self) -> DayPlan:
        """The plan with nothing worked out yet."""
        return DayPlan(self.customers, self.van_load)


class SyntheticRoute:
    """The only route of a demo of ``size``; the same for the same size and seed."""

    def __init__(self, size: DaySize, seed: int = 7) -> None:
        self.size = size
        self.demo = DemoData(
            DemoSpec.of_today(
                FIRST_DATE,
                seed=seed,
                routes=1,
                customers=(size.customers, size.customers),
                items=size.items,
            )
        )
        self._seed = seed
        self._zone = ZoneInfo(self.demo.spec.time_zone)

    @cached_property
    def _shops(self) -> tuple[Shop, ...]:
        (shops,) = self.demo.shops.values()
        return tuple(self._with_whole_range(shop) for shop in shops)

    def days(self, count: int) -> Iterator[SyntheticDay]:
        """The first ``count`` dates of the route."""
        for place in range(count):
            yield self._day(FIRST_DATE + timedelta(days=place))

    def _day(self, on: date) -> SyntheticDay:
        chance = _chance(self._seed, "day", on)
        customers = tuple(planned_customer(shop, on, chance) for shop in self._shops)
        return SyntheticDay(
            route_code=self._shops[0].route_code,
            on=on,
            customers=customers,
            van_load=van_load(customers, chance),
            sold={shop.customer_code: self._sold(shop, on) for shop in self._shops},
        )

    def _with_whole_range(self, shop: Shop) -> Shop:
        chance = _chance(self._seed, "range", shop.customer_code)
        known = {habit.item.item_code: habit.usual for habit in shop.habits}
        habits = []
        for item in self.demo.item_list:
            usual = max(1.0, item.usual * chance.uniform(0.4, 1.8))
            # A cycle of one day makes the item due at every visit.
            habits.append(Habit(item, cycle=1, phase=0, usual=known.get(item.item_code, usual)))
        return replace(shop, slipping=False, habits=tuple(habits))

    def _sold(self, shop: Shop, on: date) -> dict[str, Quantity]:
        return sold_at(shop_day(shop, on, len(self._shops), self._zone, self._seed))


def planned_customer(shop: Shop, on: date, chance: Random) -> PlannedCustomer:
    """The shop with all its range recommended."""
    lines = []
    for habit in shop.habits:
        score = round(chance.uniform(5, 100), 2)
        usual = expected_units(shop, habit, on)
        cycle, since = habit.item.cycle, chance.randint(1, 2 * habit.item.cycle)
        units = max(1, round(usual))
        lines.append(
            PlanLine(
                item_code=habit.item.item_code,
                recommended=units,
                tier=next(tier for least, tier in _TIERS if score >= least),
                priority_score=score,
                reason=f"buys every {cycle} days, last {since} days ago, usually {units}",
                pattern=PurchasePattern(since, float(cycle), score, round(usual, 2)),
            )
        )
    return PlannedCustomer(shop.customer_code, shop.place, tuple(lines))


def sold_at(day: ShopDay) -> dict[str, Quantity]:
    """About as much as recommended, some items none, a few unknown; rarely nothing at all."""
    if day.sold is None:
        return {habit.item.item_code: 0 for habit in day.shop.habits}
    return {item: units for item, units in day.sold.items() if item not in day.untold}


def moment(day: SyntheticDay, place: int) -> datetime:
    """When the customer at ``place`` of the journey, from 0, is visited."""
    return datetime.combine(day.on, time(4), UTC) + timedelta(minutes=place)


def van_load(customers: tuple[PlannedCustomer, ...], chance: Random) -> dict[str, int]:
    """In whole trays, mostly enough, as the demo's depot loads."""
    wanted: dict[str, int] = {}
    for customer in customers:
        for line in customer.lines:
            wanted[line.item_code] = wanted.get(line.item_code, 0) + line.recommended
    load = {}
    for item in sorted(wanted):
        kind = chance.choices((None, 0.75, 1.08, 1.35), weights=(3, 12, 70, 15))[0]
        if kind is not None:
            load[item] = _TRAY * ceil(wanted[item] * kind / _TRAY)
    return load


def _chance(*seeds: object) -> Random:
    return Random("|".join(map(str, seeds)))
