"""The rows of a saved day: route summary, customer summaries, item details."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sales_supervision.days.opened_day import OpenedDay
from sales_supervision.domain.dynamic_supervisor import RouteState
from sales_supervision.domain.plan import PlanLine, PurchasePattern, Tier
from sales_supervision.domain.scoring import VisitScore
from sales_supervision.storage.moments import to_stored
from sales_supervision.storage.supervision_storage import SessionStatus

Row = dict[str, Any]

_NO_PATTERN = PurchasePattern()
# An enum works out its value at each look.
_TIERS = {tier: tier.value for tier in Tier}


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
    recommended = state.plan.recommended
    told = sum(
        units > recommended.get(code, {}).get(item, units)
        for code, visit in state.visits.items()
        for item, units in visit.told_recommendation.items()
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


def item_rows(opened: OpenedDay) -> Iterator[Row]:
    """Every line of every customer of the day: recommended, sold, or added and not told."""
    plan, state, names = opened.day.plan, opened.day.state, opened.items
    for code in opened.day.customer_codes():
        entry = opened.day.entry(code)
        visited, edits = entry.visited, entry.edits
        visit_timestamp = entry.visited_at and to_stored(entry.visited_at)
        fed = opened.day.live_actuals.get(code, {})
        actuals, adjusted = opened.day.actuals(code), state.adjusted(code)
        planned = plan.by_code.get(code)
        lines: list[PlanLine | None] = list(planned.lines) if planned else []
        items = [line.item_code for line in lines if line]
        outside = sorted(actuals.keys() - adjusted.keys())
        lines += [None] * len(outside)
        for item, line in zip(items + outside, lines, strict=True):
            pattern = (line.pattern if line else None) or _NO_PATTERN
            recommended = line.recommended if line else 0
            told = adjusted.get(item, recommended)
            from_feed = fed[item].quantity if item in fed else None
            final = actuals.get(item)
            known = names.get(item)
            yield {
                "customer_code": code,
                "item_code": item,
                "item_name": known.item_name if known else item,
                "original_recommended_qty": recommended,
                "adjusted_recommended_qty": told,
                "recommendation_adjustment": told - recommended,
                "original_actual_qty": from_feed,
                "final_actual_qty": final,
                "actual_adjustment": (
                    None if final is None or from_feed is None else final - from_feed
                ),
                "was_manually_edited": edits.get(item) is not None,
                "was_item_sold": bool(final) and visited,
                "van_inventory_qty": plan.van_load.get(item),
                "visit_timestamp": visit_timestamp,
                "recommendation_tier": _TIERS[line.tier] if line else None,
                "priority_score": line.priority_score if line else None,
                "days_since_last_purchase": pattern.days_since_last_purchase,
                "purchase_cycle_days": pattern.purchase_cycle_days,
                "purchase_frequency_pct": pattern.purchase_frequency_pct,
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
