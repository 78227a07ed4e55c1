"""One customer of a day as the page sees it."""

from __future__ import annotations

from functools import cached_property

from sales_supervision.api import day_schemas as schemas
from sales_supervision.days.opened_day import OpenedDay
from sales_supervision.days.summary_rows import visit_numbers
from sales_supervision.domain.dynamic_supervisor import VisitOutcome
from sales_supervision.domain.outcomes import visit_outcomes
from sales_supervision.domain.redistribution import Outcome
from sales_supervision.domain.scoring import untold_items


class CustomerViews:
    """Renders the customers of one day, sharing what is computed over all of them."""

    def __init__(self, opened: OpenedDay) -> None:
        self._opened = opened
        self._state = opened.day.state

    @cached_property
    def _outcomes(self) -> dict[str, VisitOutcome]:
        return visit_outcomes(self._state)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return visit_numbers(self._opened)

    def differing(self, other: CustomerViews) -> set[str]:
        """Visited customers whose outcome or visit number differs from ``other``'s."""
        return {code for code, _ in self._outcomes.items() ^ other._outcomes.items()} | {
            code for code, _ in self._numbers.items() ^ other._numbers.items()
        }

    def customer(self, code: str) -> schemas.CustomerState:
        day, state = self._opened.day, self._state
        entry, score, named = (
            day.entry(code),
            state.scores.get(code),
            self._opened.customers.get(code),
        )
        original, adjusted = day.plan.recommended.get(code, {}), state.adjusted(code)
        visited = code in state.visits
        actuals = day.actuals(code)
        outcome = self._outcomes.get(code)
        recommended_units = sum(original.values())
        shown = schemas.CustomerState(
            customer_code=code,
            customer_name=named.customer_name if named else code,
            customer_name_ar=named.customer_name_ar if named else None,
            planned=code in day.plan.by_code,
            status=schemas.CustomerStatus.VISITED if visited else schemas.CustomerStatus.PLANNED,
            visited_at=entry.visited_at,
            visit_source=(
                schemas.VisitSource(entry.visit_source.value) if entry.visit_source else None
            ),
            visit_number=self._numbers.get(code),
            not_visited_reason=entry.not_visited_reason,
            recommended_units=recommended_units,
            adjusted_units=sum(adjusted.values()),
            sold_units=sum([units or 0 for units in actuals.values()]) if visited else 0,
            outside_units=score.outside_units if score else 0,
            untold_items=score.untold_items if score else untold_items(original, actuals),
            coverage=score.coverage if score else None,
            mean_accuracy=score.accuracy if score else None,
            fulfilment=score.fulfilment if score else None,
            score=score.score if score else None,
            actuals=self._actuals(code),
            adjusted={item: units for item, units in adjusted.items() if units != original[item]},
            accuracy=dict(score.accuracy_by_item) if score else {},
            redistributed=_redistributed(outcome),
        )
        corrected = {
            item: then
            for item, units in original.items()
            if (then := entry.told_original.get(item, units)) != units
        }
        if corrected:
            shown["told_original"] = corrected
        return shown

    def _actuals(self, code: str) -> dict[str, schemas.Actual]:
        day = self._opened.day
        edits, fed = day.entry(code).edits, day.live_actuals.get(code, {})
        return {
            item: schemas.Actual(
                quantity=quantity,
                edited=edits.get(item) is not None,
                from_feed=fed[item].quantity if item in fed else None,
            )
            for item, quantity in day.actuals(code).items()
        }


def _redistributed(outcome: VisitOutcome | None) -> schemas.Redistributed | None:
    """None where the visit left nothing unsold, or is not told yet."""
    if outcome is None or outcome.result is Outcome.NOTHING_TO_REDISTRIBUTE:
        return None
    return schemas.Redistributed(
        offered=outcome.offered, placed=outcome.placed, result=outcome.result
    )
