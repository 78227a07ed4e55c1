"""What a route day left in the database."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Table, func, select

from sales_supervision.storage.engine import Database
from sales_supervision.storage.tables import (
    audit,
    customer_summary,
    draft,
    draft_customer,
    idempotency_key,
    item_details,
    route_summary,
    session_version,
)

SAVED = (route_summary, customer_summary, item_details, session_version, audit, idempotency_key)
DRAFTED = (draft, draft_customer)


def counts(database: Database, *tables: Table) -> list[int]:
    """Rows in each of ``tables``."""
    with database.reading() as connection:
        return [connection.scalar(select(func.count()).select_from(t)) or 0 for t in tables]


def rows(database: Database, table: Table) -> list[dict[str, Any]]:
    """All rows of a table, in the order in which they were written."""
    with database.reading() as connection:
        return [dict(row) for row in connection.execute(select(table)).mappings()]
