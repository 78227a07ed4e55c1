"""What reviews cost and what the cache saved, over some days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sales_supervision.storage.review_figure_storage import PRICE, FigureKey

_MICROS = 1_000_000
_FALLBACK = "fallback_"


@dataclass(frozen=True, slots=True)
class ReviewMoney:
    """Answers by where they came from; ``written``: on request or ahead; money in US dollars."""

    hits: int
    answers: int
    written: int
    fallbacks: int
    spent: float
    saved: float

    @property
    def hit_percent(self) -> float | None:
        """Answers that needed no writing; None where nobody asked."""
        return 100 * self.hits / self.answers if self.answers else None

    @property
    def reduction_percent(self) -> float | None:
        """How much less was spent than without the cache; None where no money was at stake."""
        whole = self.spent + self.saved
        return 100 * self.saved / whole if whole else None

    @property
    def fallback_share(self) -> float | None:
        """How many of the reviews written the built-in analyst wrote in a model's place; None where
        none was written."""
        # A release before this one counted fallbacks alone.
        written = max(self.written, self.fallbacks)
        return self.fallbacks / written if written else None


def review_money(
    figures: Mapping[FigureKey, Mapping[str, int]], days: Iterable[date]
) -> ReviewMoney:
    """The figures of all models on ``days``, added up."""
    of_days, amounts = set(days), Counter[str]()
    for key, counted in figures.items():
        if key.on in of_days:
            amounts.update(counted)
    answered_at_once = amounts["hits"] + amounts["coalesced"]
    return ReviewMoney(
        hits=answered_at_once,
        answers=answered_at_once + amounts["misses"],
        written=amounts["written"],
        fallbacks=sum(n for figure, n in amounts.items() if figure.startswith(_FALLBACK)),
        spent=amounts[PRICE] / _MICROS,
        saved=amounts["price_saved_micros"] / _MICROS,
    )
