"""The demo's data, the same for the same spec on every machine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from math import ceil
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from sales_supervision.demo.names import ROUTES, DemoItem, demo_items
from sales_supervision.demo.sales import ShopDay, expected_units, is_due, shop_day
from sales_supervision.demo.shops import Shop, shops_of_route

WAITING_ROUTE = "1004"
"""The route that waits for a hand: it works every day, and today nothing is fed for it."""

Row = dict[str, Any]

_TRAY = 6
_FRIDAY = 4


@dataclass(frozen=True, slots=True)
class DemoSpec:
    """``now`` decides what of today has happened; ``customers``: fewest and most a route."""

    today: date
    now: datetime
    seed: int = 7
    routes: int = len(ROUTES)
    customers: tuple[int, int] = (30, 45)
    items: int = 60
    history_days: int = 120
    plan_days: int = 14
    time_zone: str = "Asia/Dubai"

    @classmethod
    def of_today(cls, today: date, **sizes: Any) -> DemoSpec:
        """A spec for tests and benchmarks: ``now`` is noon UTC of ``today``."""
        return cls(today=today, now=datetime.combine(today, time(12), UTC), **sizes)

    @property
    def route_names(self) -> tuple[tuple[str, str, str], ...]:
        """Code, name and territory; the waiting route is always among them."""
        named = sorted(ROUTES, key=lambda route: route[0] != WAITING_ROUTE)
        extra = [(str(9000 + n), f"Route {9000 + n}", "Demo") for n in range(self.routes)]
        return tuple(sorted([*named, *extra][: self.routes]))


class DemoData:
    """Rows by feed, each with the column names of its table. Made afresh at each call."""

    def __init__(self, spec: DemoSpec) -> None:
        self.spec = spec
        self.item_list: tuple[DemoItem, ...] = demo_items(spec.items)
        low, high = spec.customers
        self.shops: dict[str, tuple[Shop, ...]] = {
            code: shops_of_route(
                code,
                Random(f"{spec.seed}|size|{code}").randint(low, high),
                self.item_list,
                spec.seed,
            )
            for code, _, _ in spec.route_names
        }
        self._zone = ZoneInfo(spec.time_zone)

    def routes(self) -> Iterator[Row]:
        for code, name, territory in self.spec.route_names:
            yield {"route_code": code, "route_name": name, "territory": territory}

    def customers(self) -> Iterator[Row]:
        for route_code, shops in self.shops.items():
            for shop in shops:
                yield {
                    "customer_code": shop.customer_code,
                    "customer_name": shop.customer_name,
                    "customer_name_ar": shop.customer_name_ar,
                    "route_code": route_code,
                    "country": "United Arab Emirates",
                }

    def items(self) -> Iterator[Row]:
        for item in self.item_list:
            yield {
                "item_code": item.item_code,
                "item_name": item.item_name,
                "item_name_ar": item.item_name_ar,
            }

    def journey_plan(self) -> Iterator[Row]:
        for on in self._plan_dates():
            for route_code in self.shops:
                for sequence, shop in enumerate(self._planned(route_code, on), start=1):
                    yield {
                        "route_code": route_code,
                        "plan_date": on,
                        "customer_code": shop.customer_code,
                        "sequence": sequence,
                    }

    def sales(self) -> Iterator[Row]:
        """Sales of the history, up to yesterday."""
        first = self.spec.today - timedelta(days=self.spec.history_days)
        prices = {item.item_code: item.price for item in self.item_list}
        for day in self._shop_days(_dates(first, self.spec.today)):
            for item, units in (day.sold or {}).items():
                if units:
                    yield {
                        "route_code": day.shop.route_code,
                        "sale_date": day.on,
                        "customer_code": day.shop.customer_code,
                        "item_code": item,
                        "quantity": units,
                        "unit_price": prices[item],
                    }

    def van_loads(self) -> Iterator[Row]:
        """What the depot loads, from the start of the plan until tomorrow, in whole trays."""
        for on in self._plan_dates():
            if on > self.spec.today + timedelta(days=1):
                return
            for route_code in self.shops:
                for item, units in self._load(route_code, on).items():
                    yield {
                        "route_code": route_code,
                        "load_date": on,
                        "item_code": item,
                        "quantity": units,
                    }

    def actuals(self, until: datetime | None = None) -> Iterator[Row]:
        """What the vans reported up to ``until`` (``spec.now`` if None), but the waiting route."""
        moment = until or self.spec.now
        first = self.spec.today - timedelta(days=self.spec.plan_days)
        for day in self._shop_days(_dates(first, self.spec.today + timedelta(days=1))):
            waiting = day.on == self.spec.today and day.shop.route_code == WAITING_ROUTE
            if waiting or day.visited_at > moment:
                continue
            yield from actual_rows(day)

    def shop_days_of_today(self) -> list[ShopDay]:
        """Today's visits of all routes but the waiting one, in the order of time."""
        days = [
            day
            for day in self._shop_days([self.spec.today])
            if day.shop.route_code != WAITING_ROUTE
        ]
        return sorted(days, key=lambda day: (day.visited_at, day.shop.customer_code))

    def shop_days_of(self, on: date) -> list[ShopDay]:
        """The planned visits of ``on``, of all routes, by route and in journey order."""
        return list(self._shop_days([on]))

    def _shop_days(self, dates: list[date]) -> Iterator[ShopDay]:
        for on in dates:
            for route_code in self.shops:
                planned = self._planned(route_code, on)
                for shop in planned:
                    yield shop_day(
                        shop, on, len(self.shops[route_code]), self._zone, self.spec.seed
                    )

    def _planned(self, route_code: str, on: date) -> list[Shop]:
        if on.weekday() == _FRIDAY and route_code != WAITING_ROUTE:
            return []
        return [shop for shop in self.shops[route_code] if shop.is_planned(on)]

    def _plan_dates(self) -> list[date]:
        reach = timedelta(days=self.spec.plan_days)
        return _dates(self.spec.today - reach, self.spec.today + reach + timedelta(days=1))

    def _load(self, route_code: str, on: date) -> dict[str, int]:
        wanted: dict[str, float] = {}
        for shop in self._planned(route_code, on):
            for habit in shop.habits:
                if is_due(shop, habit, on):
                    item = habit.item.item_code
                    wanted[item] = wanted.get(item, 0) + expected_units(shop, habit, on)
        random = Random(f"{self.spec.seed}|load|{route_code}|{on.toordinal()}")
        load = {}
        for item in sorted(wanted):
            # A few items are forgotten by the depot's list, a few short, a few in surplus.
            kind = random.choices((None, 0.75, 1.08, 1.35), weights=(3, 12, 70, 15))[0]
            if kind is not None:
                load[item] = _TRAY * ceil(wanted[item] * kind / _TRAY)
        return load


def actual_rows(day: ShopDay) -> Iterator[Row]:
    """What the sales feed says of one visit: nothing where it was missed."""
    for item, units in (day.sold or {}).items():
        if item not in day.untold:
            yield {
                "route_code": day.shop.route_code,
                "sale_date": day.on,
                "customer_code": day.shop.customer_code,
                "item_code": item,
                "quantity": units,
                "sold_at": day.visited_at.replace(tzinfo=None),
            }


def _dates(first: date, end: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((end - first).days)]
