"""One item of one customer on the day: recommended, told, sold, short, over, overdue."""

from __future__ import annotations

from dataclasses import dataclass

from sales_supervision.domain.dynamic_supervisor import RouteState
from sales_supervision.domain.plan import PurchasePattern, Tier
from sales_supervision.domain.quantities import Quantity


@dataclass(frozen=True, slots=True)
class ItemLine:
    """Units. ``told``: the recommendation with its adjustment. ``sold``: None while untold.

    ``accuracy`` is None where there is no recommendation or nothing is told. ``tier`` is None for
    an item outside the plan.
    """

    item_code: str
    recommended: int
    told: int
    sold: Quantity
    tier: Tier | None
    pattern: PurchasePattern | None
    accuracy: float | None

    @property
    def short(self) -> int:
        """Units below the lower of plan and told recommendation; 0 within the perfect zone."""
        if self.sold is None or self.accuracy is None or self.accuracy >= 100:
            return 0
        return max(0, min(self.told, self.recommended) - self.sold)

    @property
    def over(self) -> int:
        """Units above the higher of plan and told recommendation; 0 within the perfect zone."""
        if self.sold is None or self.accuracy is None or self.accuracy >= 100:
            return 0
        return max(0, self.sold - max(self.told, self.recommended))

    @property
    def outside(self) -> int:
        """Units sold without a recommendation."""
        return self.sold or 0 if self.recommended == 0 else 0

    @property
    def received(self) -> int:
        return max(0, self.told - self.recommended)

    @property
    def taken_back(self) -> int:
        return max(0, self.recommended - self.told)

    @property
    def overdue_days(self) -> float:
        """Days past the purchase cycle, 0 while it is not over or not known."""
        pattern = self.pattern
        if (
            pattern is None
            or pattern.days_since_last_purchase is None
            or pattern.purchase_cycle_days is None
        ):
            return 0
        return max(0, pattern.days_since_last_purchase - pattern.purchase_cycle_days)


def item_lines(state: RouteState, customer_code: str) -> list[ItemLine]:
    """Lines of the plan, then what was sold outside it, each by item code."""
    planned = state.plan.by_code.get(customer_code)
    visit, score = state.visits.get(customer_code), state.scores.get(customer_code)
    actuals = visit.actuals if visit else {}
    accuracies = score.accuracy_by_item if score else {}
    told = state.adjusted(customer_code)
    lines = [
        ItemLine(
            line.item_code,
            line.recommended,
            told[line.item_code],
            actuals.get(line.item_code),
            line.tier,
            line.pattern,
            accuracies.get(line.item_code),
        )
        for line in (planned.lines if planned else ())
    ]
    lines.sort(key=lambda line: line.item_code)
    named = {line.item_code for line in lines}
    lines.extend(
        ItemLine(item, 0, 0, actuals[item], None, None, None)
        for item in sorted(actuals.keys() - named)
    )
    return lines
