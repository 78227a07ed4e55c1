"""One item of one customer on the day: recommended, told, sold, short, over, overdue."""

from __future__ import annotations

from dataclasses import dataclass

from sales_supervision.domain.dynamic_supervisor import RouteState
from sales_supervision.domain.plan import PlanLine, PurchasePattern, Tier
from sales_supervision.domain.quantities import Quantity


@dataclass(slots=True)
class ItemLine:
    """Units. ``told``: the recommendation with its adjustment. ``sold``: None while untold.

    ``accuracy`` is None where there is no recommendation or nothing is told. ``tier`` is None for
    an item outside the plan. ``short`` and ``over``: units below the lower and above the higher of
    plan and told recommendation, 0 within the perfect zone. ``outside``: sold without a
    recommendation. ``overdue_days``: past the purchase cycle, 0 where that is not known.
    """

    item_code: str
    recommended: int
    told: int
    sold: Quantity
    tier: Tier | None
    pattern: PurchasePattern | None
    accuracy: float | None
    short: int
    over: int
    outside: int
    received: int
    taken_back: int
    overdue_days: float


@dataclass(slots=True)
class LineSums:
    """A customer's lines summed up: ``items``, units and overdue over the recommended ones."""

    items: int = 0
    recommended: int = 0
    received: int = 0
    taken_back: int = 0
    overdue_items: int = 0
    short: int = 0
    short_items: int = 0
    over: int = 0
    over_items: int = 0
    outside_items: int = 0

    @classmethod
    def of(cls, lines: list[ItemLine]) -> LineSums:
        sums = cls()
        for line in lines:
            if line.recommended == 0:
                sums.outside_items += line.outside > 0
                continue
            sums.items += 1
            sums.recommended += line.recommended
            sums.received += line.received
            sums.taken_back += line.taken_back
            sums.overdue_items += line.overdue_days > 0
            sums.short += line.short
            sums.short_items += line.short > 0
            sums.over += line.over
            sums.over_items += line.over > 0
        return sums


def item_lines(state: RouteState, customer_code: str) -> list[ItemLine]:
    """Lines of the plan, then what was sold outside it, each by item code."""
    planned = state.plan.by_code.get(customer_code)
    visit, score = state.visits.get(customer_code), state.scores.get(customer_code)
    actuals = visit.actuals if visit else {}
    accuracies = score.accuracy_by_item if score else {}
    told = state.adjusted(customer_code)
    lines = []
    for line in planned.lines if planned else ():
        item = line.item_code
        lines.append(
            _line(item, line, told[item], actuals.get(item), accuracies.get(item)),
        )
    lines.sort(key=lambda line: line.item_code)
    named = {line.item_code for line in lines}
    lines.extend(
        _line(item, None, 0, actuals[item], None) for item in sorted(actuals.keys() - named)
    )
    return lines


def _line(
    item_code: str, line: PlanLine | None, told: int, sold: Quantity, accuracy: float | None
) -> ItemLine:
    recommended, pattern = (line.recommended, line.pattern) if line else (0, None)
    short = over = 0
    if sold is not None and accuracy is not None and accuracy < 100:
        lower, higher = (told, recommended) if told < recommended else (recommended, told)
        short, over = max(0, lower - sold), max(0, sold - higher)
    return ItemLine(
        item_code=item_code,
        recommended=recommended,
        told=told,
        sold=sold,
        tier=line.tier if line else None,
        pattern=pattern,
        accuracy=accuracy,
        short=short,
        over=over,
        outside=0 if recommended or sold is None else sold,
        received=told - recommended if told > recommended else 0,
        taken_back=recommended - told if told < recommended else 0,
        overdue_days=_overdue_days(pattern),
    )


def _overdue_days(pattern: PurchasePattern | None) -> float:
    if pattern is None:
        return 0
    since, cycle = pattern.days_since_last_purchase, pattern.purchase_cycle_days
    return 0 if since is None or cycle is None or since < cycle else since - cycle
