"""A database file with synthetic days in it, as feeds and supervisors would leave them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import chain, islice
from pathlib import Path
from typing import Any

from benchmarks.server import USER_NAME
from benchmarks.synthetic_days import FIRST_DATE, SyntheticDay, moment
from sales_supervision.days.route_days import Change, RouteDays
from sales_supervision.demo.generator import DemoData, DemoSpec
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


def feed_days(database: Database, demo: DemoData, days: Sequence[SyntheticDay]) -> None:
    """Bring in the routes of ``demo``, customers and items, and the plans and loads of ``days``."""
    with database.writing() as connection:
        storage = FeedStorage(connection, _NOW)
        storage.upsert(Feed.ROUTES, demo.routes())
        storage.upsert(Feed.CUSTOMERS, demo.customers())
        storage.upsert(Feed.ITEMS, demo.items())
        for feed, rows_of in (
            (Feed.JOURNEY_PLAN, _stops),
            (Feed.RECOMMENDED_ORDERS, _orders),
            (Feed.VAN_LOADS, _loads),
        ):
            storage.upsert(feed, chain.from_iterable(map(rows_of, days)))


def keep_visits(database: Database, day: SyntheticDay, count: int) -> None:
    """Leave a draft in which the first ``count`` customers are visited."""
    if count:
        key = DraftKey(day.route_code, day.on, USER_NAME)
        route_days(database).change(key, visiting(day, count))


def route_days(database: Database) -> RouteDays:
    """At noon of the first date."""
    return RouteDays(database, Policy(), lambda: _NOW, PurchaseCycleRecommender())


def visiting(day: SyntheticDay, count: int) -> Change:
    """The change that visits the first ``count`` customers."""

    def visit(live: RouteDay) -> RouteDay:
        for place, (code, sold) in enumerate(islice(day.sold.items(), count)):
            live = mark_visited(live, code, moment(day, place), sold)
        return live

    return visit


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
