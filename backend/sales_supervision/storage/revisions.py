"""Revision numbers of the data that feeds bring, so that readers know when to read again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, insert, select, update

from sales_supervision.storage.moments import to_stored
from sales_supervision.storage.tables import data_revision

PLAN_SCOPE = "plan"
"""All that feeds bring but live actuals: routes, customers, items, plans, sales, loads, orders."""


@dataclass(frozen=True, slots=True)
class DayRevisions:
    """Revisions of what a route day is made of: feeds, its own recommended orders and actuals.

    Each is the number and the moment of the last change, since numbers begin anew in another
    database; "0" where nothing ever changed.
    """

    plan: str
    orders: str
    actuals: str

    def __str__(self) -> str:
        return f"{self.plan}.{self.orders}.{self.actuals}"

    @classmethod
    def of_changes(cls, *changes: tuple[int | None, datetime | None]) -> DayRevisions:
        """From number and moment of the last change of each, None where nothing ever changed."""
        plan, orders, actuals = (
            "0" if moment is None else f"{number}-{moment:%Y%m%d%H%M%S%f}"
            for number, moment in changes
        )
        return cls(plan, orders, actuals)


def orders_scope(route_code: str, on: date) -> str:
    """The recommended orders that the recommender made for one route on one date."""
    return f"orders:{route_code}:{on.isoformat()}"


def actuals_scope(route_code: str, on: date) -> str:
    """The live actuals of one route on one date."""
    return f"actuals:{route_code}:{on.isoformat()}"


def day_revisions(connection: Connection, route_code: str, on: date) -> DayRevisions:
    scopes = [PLAN_SCOPE, orders_scope(route_code, on), actuals_scope(route_code, on)]
    found = _read(connection, scopes)
    return DayRevisions.of_changes(*(found.get(scope, (None, None)) for scope in scopes))


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
    found = _read(connection, wanted)
    return {scope: found[scope][0] if scope in found else 0 for scope in wanted}


def _read(connection: Connection, scopes: list[str]) -> dict[str, tuple[int, datetime]]:
    """Revision and moment of the last change by scope, for scopes that ever changed."""
    table = data_revision
    return {
        row.scope: (row.revision, row.changed_at)
        for row in connection.execute(select(table).where(table.c.scope.in_(scopes)))
    }
