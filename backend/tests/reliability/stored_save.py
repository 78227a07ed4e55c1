"""What the database holds of a save: all of it, nothing, or - which must never be - a part."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, select

from sales_supervision.storage import tables
from sales_supervision.storage.engine import Database
from tests.reliability.many_days import CUSTOMERS, ITEMS, ROUTE

NOTHING = {"route": 0, "customers": 0, "items": 0, "version": 0, "audit": 0, "key": 0}
EVERYTHING = {
    "route": 1,
    "customers": len(CUSTOMERS),
    "items": len(CUSTOMERS) * len(ITEMS),
    "version": 1,
    "audit": 1,
    "key": 1,
}


@dataclass(frozen=True, slots=True)
class StoredSave:
    """Rows by part of a first save of a route day under an idempotency key."""

    rows: dict[str, int]

    @property
    def is_whole(self) -> bool:
        return self.rows == EVERYTHING

    @property
    def is_absent(self) -> bool:
        return self.rows == NOTHING

    @property
    def is_half(self) -> bool:
        return not self.is_whole and not self.is_absent


def stored_save(database: Database, on: date, key: str) -> StoredSave:
    """What is stored of the session of ``on``, of its audit entry and of the save's key."""
    with database.reading() as connection:
        session = connection.scalar(
            select(tables.route_summary.c.session_id).where(
                tables.route_summary.c.route_code == ROUTE,
                tables.route_summary.c.supervision_date == on,
            )
        )
        parts = {
            "customers": tables.customer_summary,
            "items": tables.item_details,
            "version": tables.session_version,
        }
        prefix = f"{ROUTE}_{on.isoformat()}_%"
        rows = {"route": 0 if session is None else 1}
        for part, table in parts.items():
            rows[part] = _count(connection, table.c.session_id.like(prefix))
        rows["audit"] = _count(
            connection,
            (tables.audit.c.action == "session_saved") & tables.audit.c.session_id.like(prefix),
        )
        rows["key"] = _count(connection, tables.idempotency_key.c.key == key)
    return StoredSave(rows)


def _count(connection: Connection, condition: object) -> int:
    return connection.scalar(select(func.count()).where(condition)) or 0  # type: ignore[arg-type]
