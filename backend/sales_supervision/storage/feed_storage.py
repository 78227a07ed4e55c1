"""Writing what feeds bring, each feed by its own rule, within the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Table, insert

from sales_supervision.storage.bulk import delete_rows, insert_rows, upsert_rows
from sales_supervision.storage.moments import to_stored
from sales_supervision.storage.revisions import PLAN_SCOPE, actuals_scope, raise_revision
from sales_supervision.storage.tables import (
    customer,
    feed_import,
    item,
    journey_plan,
    live_actual,
    recommendation_run,
    recommended_order,
    route,
    sale,
    van_load,
)

Row = Mapping[str, Any]


class Feed(StrEnum):
    """What can be fed, in the order in which one needs the other."""

    ROUTES = "routes"
    CUSTOMERS = "customers"
    ITEMS = "items"
    JOURNEY_PLAN = "journey_plan"
    SALES = "sales"
    VAN_LOADS = "van_loads"
    RECOMMENDED_ORDERS = "recommended_orders"
    ACTUALS = "actuals"


_TABLES: Mapping[Feed, Table] = {
    Feed.ROUTES: route,
    Feed.CUSTOMERS: customer,
    Feed.ITEMS: item,
    Feed.JOURNEY_PLAN: journey_plan,
    Feed.SALES: sale,
    Feed.VAN_LOADS: van_load,
    Feed.RECOMMENDED_ORDERS: recommended_order,
    Feed.ACTUALS: live_actual,
}

_DATE_OF_WHOLE_DAYS: Mapping[Feed, str] = {
    Feed.JOURNEY_PLAN: "plan_date",
    Feed.VAN_LOADS: "load_date",
    Feed.RECOMMENDED_ORDERS: "order_date",
}
"""Feeds that say all of a route day at once: what they do not name any more is gone."""


class FeedStorage:
    """Rows carry the column names of the feed's table; ``now`` is when they were received."""

    def __init__(self, connection: Connection, now: datetime) -> None:
        self._connection = connection
        self._now = now

    def upsert(self, feed: Feed, rows: Iterable[Row]) -> int:
        """Write ``rows`` (no two with the same key) and raise the revision of what they change.

        Routes, customers, items, sales and actuals overwrite by key; journey plans, van loads and
        recommended orders replace each route day that they name. Returns the number of rows.
        """
        values = list(rows)
        if not values:
            return 0
        table = _TABLES[feed]
        if feed in _DATE_OF_WHOLE_DAYS:
            self.clear_days(feed, {(row["route_code"], _day_of(feed, row)) for row in values})
            insert_rows(self._connection, table, values)
        else:
            upsert_rows(self._connection, table, self._completed(feed, values))
        if feed is Feed.RECOMMENDED_ORDERS:
            self._note_runs({(row["route_code"], row["order_date"]) for row in values})
        self._raise_revisions(feed, values)
        return len(values)

    def append(self, feed: Feed, rows: Iterable[Row]) -> int:
        """Like ``upsert`` for route days that ``clear_days`` emptied before; for long files."""
        values = list(rows)
        insert_rows(self._connection, _TABLES[feed], values)
        if feed is Feed.RECOMMENDED_ORDERS:
            runs = {(row["route_code"], row["order_date"]) for row in values}
            self._note_runs(runs)
        if values:
            self._raise_revisions(feed, values)
        return len(values)

    def clear_days(self, feed: Feed, days: Iterable[tuple[str, date]]) -> None:
        """Remove everything that ``feed`` brought for these route days."""
        column = _DATE_OF_WHOLE_DAYS[feed]
        keys = [{"route_code": route_code, column: on} for route_code, on in days]
        delete_rows(self._connection, _TABLES[feed], ["route_code", column], keys)

    def note_import(
        self, feed: Feed, file_name: str, sha256: str, accepted: int, refused: int
    ) -> None:
        """Remember that a file was imported, to recognise it when it comes again."""
        self._connection.execute(
            insert(feed_import).values(
                feed=feed.value,
                file_name=file_name,
                sha256=sha256,
                accepted_rows=accepted,
                refused_rows=refused,
                imported_at=to_stored(self._now),
            )
        )

    def _completed(self, feed: Feed, rows: list[Row]) -> list[Row]:
        if feed is not Feed.ACTUALS:
            return rows
        received_at = to_stored(self._now)
        return [{"sold_at": None, **row, "received_at": received_at} for row in rows]

    def _note_runs(self, days: set[tuple[str, date]]) -> None:
        made_at = to_stored(self._now)
        upsert_rows(
            self._connection,
            recommendation_run,
            [
                {"route_code": route_code, "order_date": on, "source": "feed", "made_at": made_at}
                for route_code, on in sorted(days)
            ],
        )

    def _raise_revisions(self, feed: Feed, rows: list[Row]) -> None:
        if feed is not Feed.ACTUALS:
            raise_revision(self._connection, PLAN_SCOPE, self._now)
            return
        for route_code, on in sorted({(row["route_code"], row["sale_date"]) for row in rows}):
            raise_revision(self._connection, actuals_scope(route_code, on), self._now)


def _day_of(feed: Feed, row: Row) -> date:
    on: date = row[_DATE_OF_WHOLE_DAYS[feed]]
    return on
