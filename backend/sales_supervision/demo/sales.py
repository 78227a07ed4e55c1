"""What a demo shop buys on a date: a function of shop, date and seed, and of nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from math import cos, pi
from random import Random
from zoneinfo import ZoneInfo

from sales_supervision.demo.shops import Habit, Shop

_YEAR_ONE = date(2026, 1, 1)

_WEEKDAY = (1.0, 0.95, 0.95, 1.05, 1.2, 1.25, 0.9)
"""Monday to Sunday: the weekend's shopping is done on Friday and Saturday."""

_MISSED = 0.04
_FORGOTTEN_ITEM = 0.08
_HUGE_ORDER = 0.006
_UNKNOWN_QUANTITY = 0.02


@dataclass(frozen=True, slots=True)
class ShopDay:
    """One planned visit: units by item (0: due but nothing sold), None where it was missed.

    ``untold`` items are those whose quantity the sales feed keeps to itself.
    """

    shop: Shop
    on: date
    sold: dict[str, int] | None
    untold: frozenset[str]
    visited_at: datetime


def expected_units(shop: Shop, habit: Habit, on: date) -> float:
    """Units that the shop would take of a due item, before chance."""
    years = (on - _YEAR_ONE).days / 365
    season = 1 + 0.08 * cos(2 * pi * (on.timetuple().tm_yday - 15) / 365)
    return habit.usual * _WEEKDAY[on.weekday()] * season * max(0.3, 1 + shop.growth * years)


def is_due(shop: Shop, habit: Habit, on: date) -> bool:
    """Whether the item's cycle has come round since the visit before this one."""
    now = on.toordinal() + habit.phase
    return now // habit.cycle > (now - shop.rhythm) // habit.cycle


def shop_day(shop: Shop, on: date, stops: int, zone: ZoneInfo, seed: int) -> ShopDay:
    """What happens at ``shop`` on the date ``on``, the route having ``stops`` stops that day."""
    random = Random(f"{seed}|{shop.customer_code}|{on.toordinal()}")
    minutes = 8 * 60 * (shop.place - 1) / max(1, stops) + random.uniform(0, 6)
    start = datetime.combine(on, time(6, 50), zone)
    visited_at = (start + timedelta(minutes=minutes)).astimezone(UTC).replace(microsecond=0)
    if random.random() < _MISSED or shop.has_slipped(on):
        return ShopDay(shop, on, None, frozenset(), visited_at)
    sold, untold = {}, []
    for habit in shop.habits:
        chance, noise = random.random(), random.gauss(0, 0.22)
        item = habit.item.item_code
        if not is_due(shop, habit, on) or chance < _FORGOTTEN_ITEM:
            sold[item] = 0
        else:
            huge = 3.5 if chance > 1 - _HUGE_ORDER else 1
            units = expected_units(shop, habit, on) * huge * max(0.2, 1 + noise)
            sold[item] = max(1, round(units))
        if random.random() < _UNKNOWN_QUANTITY:
            untold.append(item)
    return ShopDay(shop, on, sold, frozenset(untold), visited_at)
