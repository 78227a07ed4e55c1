"""Loading the demo into a database, and moving it on to a later day."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, delete, exists, select

from sales_supervision.demo.generator import DemoData, DemoSpec
from sales_supervision.demo.marker import demo_date, mark_demo
from sales_supervision.storage.engine import Database
from sales_supervision.storage.feed_storage import Feed, FeedStorage
from sales_supervision.storage.tables import recommendation_run, recommended_order, route

Progress = Callable[[str, int], None]


class NotADemoError(RuntimeError):
    """The database holds other data; the demo was not loaded into it."""


def load_demo(
    database: Database, spec: DemoSpec, progress: Progress = lambda _feed, _rows: None
) -> int:
    """Load the demo of ``spec.today``, all or nothing; returns the number of rows written.

    A demo of an earlier day moves on: history, plans and actuals reach today; drafts and saved
    sessions stay. A demo of the same day is left as it is (0 rows). Raises NotADemoError.
    """
    data = DemoData(spec)
    with database.writing() as connection:
        made_for = demo_date(connection)
        if made_for is None and connection.scalar(select(exists().where(route.c.route_code != ""))):
            raise NotADemoError(
                "The database holds other data than the demo's; choose an empty database with "
                "SALES_SUPERVISION_DATABASE_URL to load the demo."
            )
        if made_for == spec.today:
            return 0
        storage = FeedStorage(connection, spec.now)
        rows = 0
        for feed, feed_rows in _feeds(data):
            written = storage.upsert(feed, feed_rows)
            progress(feed.value, written)
            rows += written
        _forget_early_recommendations(connection, spec)
        mark_demo(connection, spec.today, spec.now)
    return rows


def _feeds(data: DemoData) -> Iterable[tuple[Feed, Iterable[dict[str, Any]]]]:
    yield Feed.ROUTES, data.routes()
    yield Feed.CUSTOMERS, data.customers()
    yield Feed.ITEMS, data.items()
    yield Feed.JOURNEY_PLAN, data.journey_plan()
    yield Feed.SALES, data.sales()
    yield Feed.VAN_LOADS, data.van_loads()
    yield Feed.ACTUALS, data.actuals()


def _forget_early_recommendations(connection: Connection, spec: DemoSpec) -> None:
    """Days ahead that were opened early are recommended anew, from the history up to today."""
    for table in (recommended_order, recommendation_run):
        connection.execute(delete(table).where(table.c.order_date > spec.today - timedelta(days=1)))
