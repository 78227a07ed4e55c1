"""Rows as the summary tables take them, for any number of customers and items."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sales_supervision.storage.bulk_columns import by_column
from sales_supervision.storage.moments import to_stored
from sales_supervision.storage.supervision_storage import SessionDocument, SessionRows
from tests.clocks import NOON, TODAY

SESSION_ID = "1004_2026-03-17_0195a4c1-0000-7000-8000-000000000001"


def route_row(**other: Any) -> dict[str, Any]:
    return {
        "route_code": "1004",
        "supervision_date": TODAY,
        "total_customers_planned": 2,
        "total_customers_visited": 1,
        "customer_completion_rate": 50.0,
        "total_skus_recommended": 3,
        "total_skus_sold": 2,
        "sku_coverage_rate": 66.67,
        "total_qty_recommended": 30,
        "total_qty_actual": 20,
        "qty_fulfillment_rate": 66.67,
        "redistribution_count": 0,
        "redistribution_qty": 0,
        "route_performance_score": 71.25,
        "llm_performance_analysis": None,
        "session_status": "saved",
        "session_started_at": to_stored(NOON),
        "session_completed_at": to_stored(NOON),
        **other,
    }


def customer_row(customer_code: str) -> dict[str, Any]:
    return {
        "customer_code": customer_code,
        "customer_name": f"Shop {customer_code} - متجر",
        "visit_sequence": None,
        "visit_timestamp": None,
        "not_visited_reason": None,
        "total_skus_recommended": 1,
        "total_skus_sold": 0,
        "sku_coverage_rate": None,
        "total_qty_recommended": 10,
        "total_qty_actual": 0,
        "qty_fulfillment_rate": None,
        "customer_performance_score": None,
        "llm_performance_analysis": None,
    }


def item_row(customer_code: str, item_code: str, actual: int | None = None) -> dict[str, Any]:
    return {
        "customer_code": customer_code,
        "item_code": item_code,
        "item_name": f"Bread {item_code}",
        "original_recommended_qty": 10,
        "adjusted_recommended_qty": 12,
        "recommendation_adjustment": 2,
        "original_actual_qty": actual,
        "final_actual_qty": actual,
        "actual_adjustment": None,
        "was_manually_edited": False,
        "was_item_sold": bool(actual),
        "recommendation_tier": "MUST_STOCK",
        "priority_score": 80.5,
        "van_inventory_qty": 48,
        "days_since_last_purchase": 3,
        "purchase_cycle_days": 2.5,
        "purchase_frequency_pct": 75.25,
        "visit_timestamp": None,
    }


def item_columns(*rows: dict[str, Any]) -> dict[str, list[Any]]:
    """Rows of ``item_row`` as SessionRows takes them."""
    return by_column(list(rows[0]), rows) if rows else {}


def session_rows(
    customers: int = 2, items: int = 3, content: bytes = b'{"a": 1}', **route: Any
) -> SessionRows:
    """A session of ``customers`` with ``items`` lines each."""
    codes = [f"C{number:03d}" for number in range(customers)]
    lines = [item_row(code, f"I{number:03d}") for code in codes for number in range(items)]
    return SessionRows(
        route=route_row(**route),
        customers=[customer_row(code) for code in codes],
        items=item_columns(*lines),
        document=SessionDocument(1, content),
    )


def actual_row(
    customer_code: str, item_code: str, quantity: int, sold_at: datetime | None = None
) -> dict[str, Any]:
    """A row of the feed of live actuals, of route 1004 today."""
    return {
        "route_code": "1004",
        "sale_date": TODAY,
        "customer_code": customer_code,
        "item_code": item_code,
        "quantity": quantity,
        "sold_at": sold_at and to_stored(sold_at),
    }
