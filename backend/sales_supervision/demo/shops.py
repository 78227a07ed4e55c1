"""The demo's customers: who they are, when they are visited, what they buy how often."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from sales_supervision.demo.names import SHOP_NAMES, SHOP_TYPES, DemoItem


@dataclass(frozen=True, slots=True)
class Habit:
    """An item that a shop buys: every ``cycle`` days, ``usual`` units, on days set by ``phase``."""

    item: DemoItem
    cycle: int
    phase: int
    usual: float


@dataclass(frozen=True, slots=True)
class Shop:
    """``rhythm``: days between visits. ``growth``: change of its purchases in a year, 0.2 = +20 %.

    A shop that is ``slipping`` stops buying for a quarter of each 100 days. The quarters of a
    route's shops follow each other by their places, so that at any date a few shops of every route
    are on their way out.
    """

    customer_code: str
    customer_name: str
    customer_name_ar: str
    route_code: str
    place: int
    rhythm: int
    phase: int
    growth: float
    slipping: bool
    habits: tuple[Habit, ...]

    def is_planned(self, on: date) -> bool:
        return (on.toordinal() + self.phase) % self.rhythm == 0

    def has_slipped(self, on: date) -> bool:
        return self.slipping and (on.toordinal() + 25 * (self.place // 7)) % 100 >= 75


def shops_of_route(
    route_code: str, customers: int, items: tuple[DemoItem, ...], seed: int
) -> tuple[Shop, ...]:
    """The shops of a route in visiting order; they depend on route and seed alone."""
    random = Random(f"{seed}|{route_code}")
    return tuple(
        _shop(random, route_code, place, name, items)
        for place, name in enumerate(_names(random, customers), start=1)
    )


def _names(random: Random, count: int) -> list[tuple[str, str, float]]:
    names: list[tuple[str, str, float]] = []
    shops = list(SHOP_NAMES)
    random.shuffle(shops)
    for index in range(count):
        lap, place = divmod(index, len(shops))
        english, arabic = shops[place]
        kinds = [kind for kind in SHOP_TYPES for _ in range(6 if kind[0] == "Grocery" else 2)]
        kind, kind_ar, size = random.choice(kinds)
        number = f" {lap + 1}" if lap else ""
        names.append((f"{english} {kind}{number}", f"{kind_ar} {arabic}{number}", size))
    return names


def _shop(
    random: Random,
    route_code: str,
    place: int,
    name: tuple[str, str, float],
    items: tuple[DemoItem, ...],
) -> Shop:
    english, arabic, size = name
    rhythm = random.choices((1, 2, 3), weights=(70, 20, 10))[0]
    size *= random.uniform(0.7, 1.5)
    popular = sorted(items, key=lambda item: random.random() ** (1 / (1 + item.usual / item.cycle)))
    assortment = popular[-random.randint(min(10, len(items)), min(24, len(items))) :]
    return Shop(
        customer_code=f"C{route_code}{place:03d}",
        customer_name=english,
        customer_name_ar=arabic,
        route_code=route_code,
        place=place,
        rhythm=rhythm,
        phase=random.randrange(rhythm),
        growth=random.choice((-0.3, 0.0, 0.0, 0.1, 0.2, 0.5)),
        slipping=random.random() < 0.1 or place % 7 == 3,
        habits=tuple(
            Habit(
                item=item,
                cycle=max(rhythm, item.cycle * random.choice((1, 1, 1, 2, 3))),
                phase=random.randrange(60),
                usual=max(1.0, item.usual * size * random.uniform(0.6, 1.4)),
            )
            for item in sorted(assortment, key=lambda item: item.item_code)
        ),
    )
