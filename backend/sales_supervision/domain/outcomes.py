"""What became of each visit's unsold units, over all items at once."""

from __future__ import annotations

from sales_supervision.domain.dynamic_supervisor import RouteState, VisitOutcome
from sales_supervision.domain.redistribution import draws, outcome


def visit_outcomes(state: RouteState) -> dict[str, VisitOutcome]:
    """Units offered and taken, and the result in one word, by visited customer."""
    offered = dict.fromkeys(state.visits, 0)
    placed = dict.fromkeys(state.visits, 0)
    eligible: set[str] = set()
    for item in state.items.values():
        if item.offered == 0:
            continue
        anyone_eligible = bool(item.ledger.ahead)
        for draw in draws(item):
            offered[draw.from_customer] += draw.units
            placed[draw.from_customer] += draw.placed
            if anyone_eligible:
                eligible.add(draw.from_customer)
    anyone_ahead = state.anyone_ahead
    return {
        code: VisitOutcome(
            offered[code],
            placed[code],
            outcome(
                offered[code],
                placed[code],
                anyone_ahead=anyone_ahead,
                anyone_eligible=code in eligible,
            ),
        )
        for code in state.visits
    }
