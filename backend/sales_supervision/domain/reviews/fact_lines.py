"""Facts read back line by line, for the built-in analyst."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from sales_supervision.domain.plan import TIER_RANK, Tier
from sales_supervision.domain.reviews.facts import Facts
from sales_supervision.domain.reviews.findings import Pieces
from sales_supervision.domain.reviews.metrics import Figure
from sales_supervision.domain.reviews.review import Evidence


class Cause(StrEnum):
    """Why an item may have sold short; one an item, so that no advice contradicts another."""

    VAN_SHORT = "van_short"
    TOO_EARLY = "too_early"
    LAPSED = "lapsed"
    ABOVE_USUAL = "above_usual"
    OVERDUE = "overdue"
    FADING = "fading"
    DUE = "due"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class FactLine:
    """One item of one customer, or of the route; figures that are unknown are None."""

    facts: Facts
    customer_code: str | None
    item_code: str | None

    def value(self, metric: str) -> Figure | None:
        return self.facts.value(metric, self.customer_code, self.item_code)

    def number(self, metric: str) -> Figure:
        """The figure, 0 where there is none."""
        return self.value(metric) or 0

    def evidence(self, *metrics: str) -> Pieces:
        """Evidence for figures that are known. Raises ValueError for one that is not."""
        pieces = []
        for metric in metrics:
            figure = self.value(metric)
            if figure is None:
                raise ValueError(f"{metric} of {self.customer_code}, {self.item_code} is unknown")
            pieces.append(Evidence(metric, figure, self.customer_code, self.item_code))
        return tuple(pieces)

    @property
    def tier(self) -> Tier | None:
        tier = self.facts.label("tier", self.customer_code, self.item_code)
        return Tier(tier) if tier else None

    @property
    def must_stock(self) -> bool:
        return self.tier is Tier.MUST_STOCK

    @property
    def tier_rank(self) -> int:
        tier = self.tier
        return len(TIER_RANK) if tier is None else TIER_RANK[tier]

    @property
    def knows_cycle(self) -> bool:
        return self.number("purchase_cycle_days") >= 1 and (
            self.value("days_since_last_purchase") is not None
        )

    @property
    def cycles_since(self) -> float:
        """Purchase cycles since the last purchase; 1 where that is not known."""
        if not self.knows_cycle:
            return 1.0
        return self.number("days_since_last_purchase") / self.number("purchase_cycle_days")

    @property
    def lapsed(self) -> bool:
        """Not sold, and not bought for so long that the shop has stopped buying it."""
        return (
            not self.number("sold_units")
            and self.cycles_since >= 3
            and self.number("days_since_last_purchase") >= 7
        )

    @property
    def skipped(self) -> bool:
        """Left out for several visits in a row although its cycle is over."""
        return self.number("visits_without") >= 3 and self.cycles_since >= 1

    @property
    def cause(self) -> Cause:
        return next(cause for cause, holds in self._causes() if holds)

    def _causes(self) -> Iterator[tuple[Cause, bool]]:
        """The first that holds counts: the surest comes first."""
        sold, usual = self.number("sold_units"), self.number("usual_units")
        last, mean = self.number("earlier_last_units"), self.number("earlier_mean_units")
        yield Cause.VAN_SHORT, self.number("taken_back_units") > 0
        yield Cause.LAPSED, self.lapsed
        yield Cause.TOO_EARLY, self.cycles_since < 0.75 and sold == 0
        high = usual > 0 and self.number("recommended_units") >= 1.25 * usual
        yield Cause.ABOVE_USUAL, high and usual >= sold >= usual / 2
        yield Cause.OVERDUE, self.cycles_since >= 1.5
        # Below the mean last time, and low again.
        yield Cause.FADING, mean > 0 and max(sold, last) <= 0.7 * mean
        yield Cause.DUE, self.knows_cycle and self.cycles_since >= 0.75
        yield Cause.UNCLEAR, True


def item_lines_of(facts: Facts, customer_code: str | None) -> list[FactLine]:
    """Lines of one customer (None: of the route), by item code."""
    items = {item for code, item, _ in facts.values if code == customer_code and item is not None}
    return [FactLine(facts, customer_code, item) for item in sorted(items)]


def customer_lines_of(facts: Facts) -> list[FactLine]:
    """One line a customer, of its own figures, by customer code."""
    codes = {code for code, item, _ in facts.values if code is not None and item is None}
    return [FactLine(facts, code, None) for code in sorted(codes)]


def largest(
    lines: list[FactLine], metric: str, most: int, where: Callable[[FactLine], bool] | None = None
) -> list[FactLine]:
    """At most ``most`` lines with the largest figures above 0; the more important tier first."""
    chosen = [line for line in lines if line.number(metric) > 0 and (not where or where(line))]
    chosen.sort(key=lambda line: (-line.number(metric), line.tier_rank))
    return chosen[:most]
