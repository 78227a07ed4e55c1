"""The rows of a saved day that sum it up: of the route, and of each customer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sales_supervision.days.opened_day import OpenedDay
from sales_supervision.domain.dynamic_supervisor import RouteState
from sales_supervision.domain.scoring import VisitScore
from sales_supervision.storage.moments import to_stored
from sales_supervision.storage.supervision_storage import SessionStatus

Row = dict[str, Any]


def visit_numbers(opened: OpenedDay) -> dict[str, int]:
    """Place of each visited customer among the visits by time, from 1."""
    visits = opened.day.state.visits.values()
    order = sorted(visits, key=lambda visit: (visit.visited_at, visit.customer_code))
    return {visit.customer_code: number for number, visit in enumerate(order, start=1)}


def route_row(opened: OpenedDay, started_at: datetime, completed_at: datetime) -> Row:
    """The route summary; counts and units as in RouteScore."""
    score = opened.day.state.route_score
    return {
        "route_code": opened.route.route_code,
        "supervision_date": opened.on,
        "total_customers_planned": score.planned_customers,
        "total_customers_visited": score.visited_customers,
        "customer_completion_rate": score.completion,
        "total_skus_recommended": score.recommended_items,
        "total_skus_sold": score.sold_items,
        "sku_coverage_rate": score.coverage,
        "total_qty_recommended": score.recommended_units,
        "total_qty_actual": score.sold_units + score.outside_units,
        "qty_fulfillment_rate": score.fulfilment,
        "redistribution_count": _lines_raised(opened.day.state),
        "redistribution_qty": score.redistribution_units,
        "route_performance_score": score.score,
        "llm_performance_analysis": None,
        "session_status": SessionStatus.SAVED.value,
        "session_started_at": to_stored(started_at),
        "session_completed_at": to_stored(completed_at),
    }


def _lines_raised(state: RouteState) -> int:
    """Lines whose recommendation redistribution raised: told to visited customers, or offered."""
    told = sum(
        visit.told_recommendation.get(item, units) > visit.told_original.get(item, units)
        for code, visit in state.visits.items()
        for item, units in state.plan.recommended.get(code, {}).items()
    )
    ahead = sum(units > 0 for item in state.items.values() for units in item.adjustments.values())
    return told + ahead


def customer_rows(opened: OpenedDay) -> Iterator[Row]:
    """Everyone of the day, visited or not."""
    state, numbers = opened.day.state, visit_numbers(opened)
    for code in opened.day.customer_codes():
        entry, score = opened.day.entry(code), state.scores.get(code)
        known = opened.customers.get(code)
        yield {
            "customer_code": code,
            "customer_name": known.customer_name if known else code,
            "visit_sequence": numbers.get(code),
            "visit_timestamp": entry.visited_at and to_stored(entry.visited_at),
            "not_visited_reason": entry.not_visited_reason,
            **(_score_columns(score) if score else _planned_columns(opened, code)),
            "llm_performance_analysis": None,
        }


def _score_columns(score: VisitScore) -> Row:
    return {
        "total_skus_recommended": score.recommended_items,
        "total_skus_sold": score.sold_items,
        "sku_coverage_rate": score.coverage,
        "total_qty_recommended": score.recommended_units,
        "total_qty_actual": score.sold_units + score.outside_units,
        "qty_fulfillment_rate": score.fulfilment,
        "customer_performance_score": score.score,
    }


def _planned_columns(opened: OpenedDay, code: str) -> Row:
    wanted = [units for units in opened.day.plan.recommended.get(code, {}).values() if units]
    return {
        "total_skus_recommended": len(wanted),
        "total_skus_sold": 0,
        "sku_coverage_rate": None,
        "total_qty_recommended": sum(wanted),
        "total_qty_actual": 0,
        "qty_fulfillment_rate": None,
        "customer_performance_score": None,
    }
