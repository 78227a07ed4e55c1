"""A database file with synthetic days in it, as feeds and supervisors would leave them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.server import USER_NAME
from benchmarks.synthetic_days import FIRST_DATE, SyntheticDay, SyntheticRoute, moment
from sales_supervision.days.route_days import RouteDays
from sales_supervision.demo.generator import DemoSpec
from sales_supervision.domain.policy import Policy
from sales_supervision.domain.route_day import RouteDay, mark_visited
from sales_supervision.recommendations.purchase_cycles import PurchaseCycleRecommender
from sales_supervision.storage.draft_storage import DraftKey
from sales_supervision.storage.engine import Database
from sales_supervision.storage.feed_storage import Feed, FeedStorage
from sales_supervision.storage.migrating import upgrade

Row = dict[str, Any]

_NOW = DemoSpec.of_today(FIRST_DATE).now


def new_database(file: Path) -> Database:
    """An empty database with the newest schema."""
    database = Database(f"sqlite:///{file}")
    upgrade(database)
    return database


def feed_days(database: Database, route: SyntheticRoute, days: Sequence[SyntheticDay]) -> None:
    """Bring in the route with its customers and items, and the plans and loads of ``days``."""
    with database.writing() as connection:
        storage = FeedStorage(connection, _NOW)
        storage.upsert(Feed.ROUTES, route.demo.routes())
        storage.upsert(Feed.CUSTOMERS, route.demo.customers())
        storage.upsert(Feed.ITEMS, route.demo.items())
        for day in days:
            storage.upsert(Feed.JOURNEY_PLAN, _stops(day))
            storage.upsert(Feed.RECOMMENDED_ORDERS, _orders(day))
            storage.upsert(Feed.VAN_LOADS, _loads(day))


def keep_visits(database: Database, day: SyntheticDay, count: int) -> None:
    """Leave a draft in which the first ``count`` customers are visited."""
    if count == 0:
        return

    def visit(live: RouteDay) -> RouteDay:
        for place, (code, sold) in enumerate(islice(day.sold.items(), count)):
            live = mark_visited(live, code, moment(day, place), sold)
        return live

    days = RouteDays(database, Policy(), lambda: _NOW, PurchaseCycleRecommender())
    days.change(DraftKey(day.route_code, day.on, USER_NAME), visit)


def _stops(day: SyntheticDay) -> Iterator[Row]:
    for customer in day.customers:
        yield {
            "route_code": day.route_code,
            "plan_date": day.on,
            "customer_code": customer.customer_code,
            "sequence": customer.sequence,
        }


def _orders(day: SyntheticDay) -> Iterator[Row]:
    for customer in day.customers:
        for line in customer.lines:
            yield {
                "route_code": day.route_code,
                "order_date": day.on,
                "customer_code": customer.customer_code,
                "item_code": line.item_code,
                "quantity": line.recommended,
                "tier": line.tier.value,
                "priority_score": line.priority_score,
                "reason": line.reason,
                **(asdict(line.pattern) if line.pattern else {}),
            }


def _loads(day: SyntheticDay) -> Iterator[Row]:
    for item_code, units in day.van_load.items():
        yield {
            "route_code": day.route_code,
            "load_date": day.on,
            "item_code": item_code,
            "quantity": units,
        }
