"""Sessions that only the summary tables hold: those that the original system saved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from sales_supervision.storage.moments import from_stored, to_stored
from sales_supervision.storage.packing import packed
from sales_supervision.storage.supervision_storage import SessionDocument
from sales_supervision.storage.tables import (
    customer_summary,
    item_details,
    route_summary,
    session_version,
)


@dataclass(frozen=True, slots=True)
class SummarisedSession:
    """A saved session without a document of its current version."""

    session_id: str
    record_version: int
    started_at: datetime
    saved_at: datetime


class SummaryStorage:
    """Works within the caller's transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, route_code: str, on: date) -> SummarisedSession | None:
        """The session of a route day, None where there is none or it has its document."""
        table = route_summary.c
        row = self._connection.execute(
            select(
                table.route_code,
                table.session_id,
                table.record_version,
                table.session_started_at,
                table.session_completed_at,
            )
            .outerjoin(
                session_version,
                (session_version.c.session_id == table.session_id)
                & (session_version.c.record_version == table.record_version),
            )
            .where(
                table.route_code == route_code,
                table.supervision_date == on,
                session_version.c.session_id.is_(None),
            )
        ).one_or_none()
        if row is None or row.route_code != route_code:
            return None
        saved_at = row.session_completed_at or row.session_started_at
        return SummarisedSession(
            row.session_id,
            row.record_version,
            from_stored(row.session_started_at),
            from_stored(saved_at),
        )

    def customers(self, session_id: str) -> list[Row[Any]]:
        """Summaries of customers, in the order of their visits, those without one last."""
        rows = self._connection.execute(
            select(customer_summary).where(customer_summary.c.session_id == session_id)
        ).all()
        last = 1 << 15
        return sorted(rows, key=lambda row: (row.visit_sequence or last, row.customer_code))

    def items(self, session_id: str) -> list[Row[Any]]:
        """Details of items, by customer and item."""
        table = item_details.c
        return list(
            self._connection.execute(
                select(item_details)
                .where(table.session_id == session_id)
                .order_by(table.customer_code, table.item_code)
            )
        )

    def keep_document(
        self, session: SummarisedSession, saved_by: str, document: SessionDocument
    ) -> None:
        """Add the document of the session's version; the summaries stay as they are."""
        self._connection.execute(
            insert(session_version).values(
                session_id=session.session_id,
                record_version=session.record_version,
                saved_at=to_stored(session.saved_at),
                saved_by=saved_by,
                document_format=document.document_format,
                document=packed(document.content),
            )
        )
