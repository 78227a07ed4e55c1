"""Loading the demo into a database, and moving it on to a later day."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import Connection, Table, delete, literal, select

from sales_supervision.demo.generator import DemoData, DemoSpec
from sales_supervision.demo.marker import demo_date, mark_demo
from sales_supervision.storage.engine import Database
from sales_supervision.storage.feed_storage import Feed, FeedStorage
from sales_supervision.storage.membership import among
from sales_supervision.storage.retrying import retried
from sales_supervision.storage.tables import (
    customer,
    feed_import,
    item,
    journey_plan,
    live_actual,
    recommendation_run,
    recommended_order,
    route,
    route_summary,
    sale,
    van_load,
)

Progress = Callable[[str, int], None]

_TABLES_OF_DATA = (
    route,
    customer,
    item,
    journey_plan,
    sale,
    van_load,
    recommended_order,
    live_actual,
    route_summary,
)
"""What feeds and saves fill: a row in any of them, without a demo, is somebody's data."""


class NotADemoError(RuntimeError):
    """The database holds other data; the demo was not loaded into it."""


@retried
def load_demo(
    database: Database, spec: DemoSpec, progress: Progress = lambda _feed, _rows: None
) -> int:
    """Load the demo of ``spec.today``, all or nothing; returns the number of rows written.

    A demo of an earlier day moves on: history, plans and actuals reach today; drafts and saved
    sessions stay. A demo of the same or a later day is left as it is (0 rows). Raises
    NotADemoError.
    """
    data = DemoData(spec)
    with database.writing() as connection:
        made_for = demo_date(connection)
        if made_for is None and _holds_data(connection):
            raise NotADemoError(
                "The database holds other data than the demo's; choose an empty database with "
                "SALES_SUPERVISION_DATABASE_URL to load the demo."
            )
        if made_for is not None and made_for >= spec.today:
            return 0
        if made_for is not None and _has_rows(connection, feed_import):
            raise NotADemoError(
                "Files were imported beside the demo's data, so it stays as it is; choose an empty "
                "database with SALES_SUPERVISION_DATABASE_URL for a demo up to today."
            )
        storage = FeedStorage(connection, spec.now)
        rows = 0
        for feed, feed_rows in _feeds(data):
            written = storage.upsert(feed, feed_rows)
            progress(feed.value, written)
            rows += written
        _forget_early_recommendations(connection, data)
        mark_demo(connection, spec.today, spec.now)
    return rows


def _holds_data(connection: Connection) -> bool:
    return any(_has_rows(connection, table) for table in _TABLES_OF_DATA)


def _has_rows(connection: Connection, table: Table) -> bool:
    return connection.scalar(select(literal(1)).select_from(table).limit(1)) is not None


def _feeds(data: DemoData) -> Iterable[tuple[Feed, Iterable[dict[str, Any]]]]:
    yield Feed.ROUTES, data.routes()
    yield Feed.CUSTOMERS, data.customers()
    yield Feed.ITEMS, data.items()
    yield Feed.JOURNEY_PLAN, data.journey_plan()
    yield Feed.SALES, data.sales()
    yield Feed.VAN_LOADS, data.van_loads()
    yield Feed.ACTUALS, data.actuals()


def _forget_early_recommendations(connection: Connection, data: DemoData) -> None:
    """The demo's days ahead that were opened early are recommended anew, from today's history."""
    spec = data.spec
    for table in (recommended_order, recommendation_run):
        connection.execute(
            delete(table).where(
                table.c.order_date >= spec.today,
                among(table.c.route_code, (code for code, _, _ in spec.route_names)),
            )
        )
