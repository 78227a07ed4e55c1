"""Planned days by the hundred: each try of the reliability tests has one of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sales_supervision.storage import tables
from sales_supervision.storage.bulk import insert_rows
from sales_supervision.storage.engine import Database
from sales_supervision.storage.moments import to_stored
from sales_supervision.storage.revisions import PLAN_SCOPE, raise_revision
from tests.clocks import NOON

ROUTE = "R1"
CUSTOMERS = tuple(f"C{number:02}" for number in range(1, 11))
ITEMS = tuple(f"I{number:02}" for number in range(1, 13))
FIRST_DAY = date(2026, 3, 1)

Row = dict[str, Any]


def feed_many_days(database: Database, days: int) -> list[date]:
    """Write ``days`` dates of one route, each of 10 customers × 12 items; returns the dates."""
    dates = [FIRST_DAY + timedelta(days=number) for number in range(days)]
    with database.writing() as connection:
        insert_rows(connection, tables.route, [_named("route", ROUTE, territory=None)])
        insert_rows(
            connection,
            tables.customer,
            (_named("customer", c, route_code=ROUTE) for c in CUSTOMERS),
        )
        insert_rows(connection, tables.item, (_named("item", item) for item in ITEMS))
        insert_rows(connection, tables.journey_plan, _stops(dates))
        insert_rows(connection, tables.recommended_order, _orders(dates))
        insert_rows(
            connection,
            tables.recommendation_run,
            (
                {
                    "route_code": ROUTE,
                    "order_date": on,
                    "source": "feed",
                    "made_at": to_stored(NOON),
                }
                for on in dates
            ),
        )
        raise_revision(connection, PLAN_SCOPE, NOON)
    return dates


def _named(kind: str, code: str, **more: object) -> Row:
    return {f"{kind}_code": code, f"{kind}_name": f"{kind.title()} {code}", **more}


def _stops(dates: list[date]) -> Iterator[Row]:
    for on in dates:
        for sequence, code in enumerate(CUSTOMERS, start=1):
            yield {
                "route_code": ROUTE,
                "plan_date": on,
                "customer_code": code,
                "sequence": sequence,
            }


def _orders(dates: list[date]) -> Iterator[Row]:
    for on in dates:
        for customer in CUSTOMERS:
            for item in ITEMS:
                yield {
                    "route_code": ROUTE,
                    "order_date": on,
                    "customer_code": customer,
                    "item_code": item,
                    "quantity": 10,
                    "tier": "MUST_STOCK",
                    "priority_score": 50.0,
                    "reason": "as ever",
                }
