"""Whether a database holds demo data, and of which day."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Connection, insert, select, update

from sales_supervision.storage.engine import Database
from sales_supervision.storage.moments import to_stored
from sales_supervision.storage.tables import data_revision

_SCOPE = "demo"


def is_demo(database: Database) -> bool:
    with database.reading() as connection:
        return demo_date(connection) is not None


def demo_date(connection: Connection) -> date | None:
    """The day for which the demo was made last, None for a database with no demo."""
    ordinal = connection.scalar(
        select(data_revision.c.revision).where(data_revision.c.scope == _SCOPE)
    )
    return None if ordinal is None else date.fromordinal(ordinal)


def mark_demo(connection: Connection, today: date, now: datetime) -> None:
    values = {"revision": today.toordinal(), "changed_at": to_stored(now)}
    changed = connection.execute(
        update(data_revision).where(data_revision.c.scope == _SCOPE).values(**values)
    )
    if changed.rowcount == 0:
        connection.execute(insert(data_revision).values(scope=_SCOPE, **values))
