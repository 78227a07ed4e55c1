"""Revision numbers of the data that feeds bring, so that readers know when to read again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import Connection, insert, select, update

from sales_supervision.storage.moments import to_stored
from sales_supervision.storage.tables import data_revision

PLAN_SCOPE = "plan"
"""Routes, customers, items, journey plans, sales, van loads and recommended orders."""


def actuals_scope(route_code: str, on: date) -> str:
    """The live actuals of one route on one date."""
    return f"actuals:{route_code}:{on.isoformat()}"


def raise_revision(connection: Connection, scope: str, now: datetime) -> int:
    """Note that the data of ``scope`` changed; returns its new revision, 1 for the first."""
    table = data_revision
    changed = connection.execute(
        update(table)
        .where(table.c.scope == scope)
        .values(revision=table.c.revision + 1, changed_at=to_stored(now))
    )
    if changed.rowcount == 0:
        connection.execute(insert(table).values(scope=scope, revision=1, changed_at=to_stored(now)))
    return read_revisions(connection, [scope])[scope]


def read_revisions(connection: Connection, scopes: Iterable[str]) -> dict[str, int]:
    """Revision by scope, 0 for a scope that never changed."""
    wanted = list(scopes)
    table = data_revision
    found = {
        row.scope: row.revision
        for row in connection.execute(
            select(table.c.scope, table.c.revision).where(table.c.scope.in_(wanted))
        )
    }
    return {scope: found.get(scope, 0) for scope in wanted}
