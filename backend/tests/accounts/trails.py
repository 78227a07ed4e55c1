"""Reading the audit trail, and whatever else is stored."""

from __future__ import annotations

from typing import Any

from sqlalchemy import MetaData, select

from sales_supervision.domain.access import EVERY_ROUTE
from sales_supervision.storage.audit_storage import AuditEntry, AuditSearch, AuditStorage
from sales_supervision.storage.engine import Database


def trail(database: Database) -> list[AuditEntry]:
    """Oldest first."""
    with database.reading() as connection:
        found = AuditStorage(connection).search(AuditSearch(), EVERY_ROUTE, 1000)
    return [record.entry for record in found][::-1]


def actions(database: Database) -> list[str]:
    return [entry.action for entry in trail(database)]


def everything_stored(database: Database) -> str:
    """Every value of every row, to look for what must not be there."""
    tables, values = MetaData(), list[Any]()
    with database.reading() as connection:
        tables.reflect(connection)
        for table in tables.sorted_tables:
            for row in connection.execute(select(table)):
                values += row
    return "\n".join(map(str, values))
