"""The route days that supervisors work on, and who works on which.

Shops, items and what is bought are the demo's; each planned shop is recommended its whole range, so
that a day has about 30 customers and 500 recommended quantities.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from random import Random

from benchmarks.synthetic_days import (
    FIRST_DATE,
    SyntheticDay,
    planned_customer,
    sold_at,
    van_load,
)
from sales_supervision.demo.generator import DemoData, DemoSpec

DATES = 24
_WORKING_DAYS = 20
"""Of 24 dates at least so many are no Fridays, on which vans rest."""

SUPERVISORS_A_GROUP, SEATS_A_GROUP = 6, 5


@dataclass(frozen=True, slots=True)
class DepotSize:
    """``customers``: fewest and most a route; ``days_each``: how many each supervisor has."""

    supervisors: int
    days_each: int
    customers: tuple[int, int] = (30, 45)

    @property
    def seats(self) -> int:
        """Supervisors' places: one in five is shared by two."""
        groups, rest = divmod(self.supervisors, SUPERVISORS_A_GROUP)
        return groups * SEATS_A_GROUP + (0 if rest == 0 else max(1, rest - 1))

    @property
    def routes(self) -> int:
        return -(-self.seats * self.days_each // _WORKING_DAYS)


@dataclass(frozen=True, slots=True)
class Person:
    """``begun``: customers of the first day that are visited before the play begins."""

    user_name: str
    days: Sequence[SyntheticDay]
    begun: int


class Depot:
    """The same for the same size and seed."""

    def __init__(self, size: DepotSize, seed: int) -> None:
        self.size = size
        self._seed = seed
        self.demo = DemoData(
            DemoSpec.of_today(
                FIRST_DATE, seed=seed, routes=size.routes, customers=size.customers, items=60
            )
        )
        by_route: dict[str, list[SyntheticDay]] = {}
        for place in range(DATES):
            for day in self._days_of(FIRST_DATE + timedelta(days=place)):
                by_route.setdefault(day.route_code, []).append(day)
        self.days = [day for days in by_route.values() for day in days]

    def people(self) -> Iterator[Person]:
        """Two on the first of every five places; each begins at some place of the journey."""
        each = self.size.days_each
        for number in range(self.size.supervisors):
            group, place = divmod(number, SUPERVISORS_A_GROUP)
            seat = group * SEATS_A_GROUP + max(0, place - 1)
            days = self.days[seat * each : (seat + 1) * each]
            # Who shares a day is about as far on it.
            chance = Random(f"{self._seed}|seat|{seat}")
            begun = chance.randrange(len(days[0].customers))
            yield Person(f"Supervisor {number + 1}", days, begun)

    def _days_of(self, on: date) -> Iterator[SyntheticDay]:
        planned = self.demo.shop_days_of(on)
        for route_code, shop_days in groupby(planned, key=lambda day: day.shop.route_code):
            stops = list(shop_days)
            chance = Random(f"{self._seed}|day|{route_code}|{on}")
            customers = tuple(planned_customer(stop.shop, on, chance) for stop in stops)
            yield SyntheticDay(
                route_code=route_code,
                on=on,
                customers=customers,
                van_load=van_load(customers, chance),
                sold={stop.shop.customer_code: sold_at(stop) for stop in stops},
            )
