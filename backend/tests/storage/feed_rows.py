"""A few rows of each feed, as ``FeedStorage`` takes them, and how to bring them."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Connection

from sales_supervision.storage.feed_storage import Feed, FeedStorage
from tests.clocks import NOON, TODAY
from tests.storage.sample_rows import actual_row

Row = dict[str, Any]


def stop(customer_code: str, sequence: int, on: date = TODAY, route_code: str = "1004") -> Row:
    return {
        "route_code": route_code,
        "plan_date": on,
        "customer_code": customer_code,
        "sequence": sequence,
    }


def order(customer_code: str, item_code: str, quantity: int, on: date = TODAY) -> Row:
    return {
        "route_code": "1004",
        "order_date": on,
        "customer_code": customer_code,
        "item_code": item_code,
        "quantity": quantity,
        "tier": "SHOULD_STOCK",
        "priority_score": 51.5,
        "reason": "buys every 3 days",
        "days_since_last_purchase": 3,
        "purchase_cycle_days": 3.0,
        "purchase_frequency_pct": 80.0,
        "usual_quantity": 11.6,
    }


def sold(customer_code: str, item_code: str, quantity: int, on: date) -> Row:
    return {
        "route_code": "1004",
        "sale_date": on,
        "customer_code": customer_code,
        "item_code": item_code,
        "quantity": quantity,
        "unit_price": 4.25,
    }


def loaded(item_code: str, quantity: int, on: date = TODAY) -> Row:
    return {"route_code": "1004", "load_date": on, "item_code": item_code, "quantity": quantity}


def customer(customer_code: str, name: str, arabic: str | None = None) -> Row:
    return {
        "customer_code": customer_code,
        "customer_name": name,
        "customer_name_ar": arabic,
        "route_code": "1004",
        "country": None,
    }


def item(item_code: str, name: str, arabic: str | None = None) -> Row:
    return {"item_code": item_code, "item_name": name, "item_name_ar": arabic}


def route(route_code: str, name: str, territory: str | None = None) -> Row:
    return {"route_code": route_code, "route_name": name, "territory": territory}


ROWS: dict[Feed, list[Row]] = {
    Feed.ROUTES: [route("1004", "Deira North", "Dubai"), route("1001", "Bur Dubai")],
    Feed.CUSTOMERS: [customer("C1", "Al Noor Grocery", "بقالة النور"), customer("C2", "Corner")],
    Feed.ITEMS: [item("I1", "White Bread 600 g", "خبز أبيض"), item("I2", "Plain Croissant")],
    Feed.JOURNEY_PLAN: [stop("C1", 1), stop("C2", 2)],
    Feed.SALES: [sold("C1", "I1", 12, TODAY), sold("C1", "I2", 3, TODAY)],
    Feed.VAN_LOADS: [loaded("I1", 48), loaded("I2", 12)],
    Feed.RECOMMENDED_ORDERS: [order("C1", "I1", 12), order("C2", "I1", 6)],
    Feed.ACTUALS: [actual_row("C1", "I1", 10, NOON), actual_row("C1", "I2", 0)],
}


def bring(connection: Connection, feed: Feed, rows: list[Row] | None = None) -> None:
    """``rows``, or those above, as they came at noon."""
    FeedStorage(connection, NOON).upsert(feed, ROWS[feed] if rows is None else rows)
