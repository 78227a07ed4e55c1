"""The audit trail: who did what, when. Rows are only ever added."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, insert

from sales_supervision.storage.moments import to_stored
from sales_supervision.storage.notice_storage import NOTICED
from sales_supervision.storage.tables import audit
from sales_supervision.storage.wake_ups import announce


@dataclass(frozen=True, slots=True)
class AuditEntry:
    action: str
    user_name: str
    route_code: str | None = None
    supervision_date: date | None = None
    session_id: str | None = None
    record_version: int | None = None
    request_id: str | None = None
    detail: str | None = None


class AuditStorage:
    """Works within the caller's transaction: an act and its record are kept together."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def record(self, entry: AuditEntry, now: datetime) -> None:
        self._connection.execute(
            insert(audit).values(
                happened_at=to_stored(now),
                user_name=entry.user_name,
                action=entry.action,
                route_code=entry.route_code,
                supervision_date=entry.supervision_date,
                session_id=entry.session_id,
                record_version=entry.record_version,
                request_id=entry.request_id,
                detail=entry.detail,
            )
        )
        if entry.action in NOTICED and entry.route_code and entry.supervision_date:
            announce(self._connection, entry.route_code, entry.supervision_date)
