"""What a customer bought at its last visits, and how an item or a visit compares with them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

LAST_VISITS = 5


@dataclass(frozen=True, slots=True)
class EarlierVisit:
    """``sold``: units by item; an item that is missing was not bought."""

    on: date
    sold: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ItemHistory:
    """One item at the last visits. ``without``: how many of the newest in a row lack it."""

    bought: int
    without: int
    last_units: int
    mean_units: float


@dataclass(frozen=True, slots=True)
class History:
    """At most LAST_VISITS visits before a date, newest first."""

    visits: tuple[EarlierVisit, ...]

    @classmethod
    def before(cls, on: date, earlier: Iterable[EarlierVisit]) -> History:
        """From visits in any order; those of one date count as one."""
        by_date: dict[date, list[EarlierVisit]] = {}
        for visit in earlier:
            if visit.on < on:
                by_date.setdefault(visit.on, []).append(visit)
        newest = sorted(by_date, reverse=True)[:LAST_VISITS]
        return cls(tuple(_as_one(by_date[day]) for day in newest))

    @property
    def mean_units(self) -> float | None:
        """Mean units of a visit over all items, None without a visit."""
        if not self.visits:
            return None
        return sum(sum(visit.sold.values()) for visit in self.visits) / len(self.visits)

    def item(self, item_code: str) -> ItemHistory | None:
        """How the item went, None without a visit."""
        if not self.visits:
            return None
        units = [visit.sold.get(item_code, 0) for visit in self.visits]
        bought = sum(1 for sold in units if sold > 0)
        without = next((place for place, sold in enumerate(units) if sold > 0), len(units))
        return ItemHistory(bought, without, units[0], sum(units) / len(units))


def _as_one(visits: list[EarlierVisit]) -> EarlierVisit:
    first, *others = visits
    if not others:
        return first
    sold = Counter(first.sold)
    for visit in others:
        sold.update(visit.sold)
    return EarlierVisit(first.on, sold)
