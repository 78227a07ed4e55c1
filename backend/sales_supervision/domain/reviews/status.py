"""Where a customer of the day stands."""

from __future__ import annotations

from sales_supervision.domain.route_day import RouteDay


def customer_status(day: RouteDay, customer_code: str) -> str:
    """``visited``; ``missed`` where a reason says why not; else ``ahead``."""
    if customer_code in day.state.visits:
        return "visited"
    return "missed" if day.entry(customer_code).not_visited_reason else "ahead"
