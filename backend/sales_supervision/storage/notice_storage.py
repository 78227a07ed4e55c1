"""Notices, read from the audit trail: what was saved or reopened, in the order of its happening."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, func, select

from sales_supervision.storage.moments import from_stored
from sales_supervision.storage.tables import audit

NOTICED = ("session_saved", "session_reopened", "session_merged")
"""Actions that whoever has the day open is told of."""


@dataclass(frozen=True, slots=True)
class NoticedEntry:
    """An entry of the audit trail; ``reason`` where one was asked."""

    audit_id: int
    happened_at: datetime
    user_name: str
    action: str
    route_code: str
    on: date
    record_version: int
    reason: str | None


@dataclass(frozen=True, slots=True)
class Missed:
    """``from_id``: the entry up to which everything is known."""

    from_id: int
    entries: list[NoticedEntry]


_ENTRIES = select(
    audit.c.audit_id,
    audit.c.happened_at,
    audit.c.user_name,
    audit.c.action,
    audit.c.route_code,
    audit.c.supervision_date,
    audit.c.record_version,
    audit.c.reason,
).where(
    audit.c.action.in_(NOTICED),
    audit.c.route_code.is_not(None),
    audit.c.supervision_date.is_not(None),
    audit.c.record_version.is_not(None),
)


class NoticeStorage:
    """Works within the caller's transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def newest_id(self) -> int:
        """The id of the newest entry of the audit trail, 0 where there is none."""
        return self._connection.execute(select(func.max(audit.c.audit_id))).scalar() or 0

    def after(self, audit_id: int) -> list[NoticedEntry]:
        """Notices of every day after that entry."""
        query = _ENTRIES.where(audit.c.audit_id > audit_id).order_by(audit.c.audit_id)
        return [_entry(row) for row in self._connection.execute(query)]

    def missed(self, route_code: str, on: date, last_id: int, limit: int) -> Missed:
        """The newest notices of a day after the one that was ``last_id``; at most ``limit``.

        Only the very newest where the day has no such entry: then nobody knows what was missed.
        """
        of_day = (audit.c.route_code == route_code, audit.c.supervision_date == on)
        is_known = self._connection.execute(
            select(audit.c.audit_id).where(*of_day, audit.c.audit_id == last_id)
        ).first()
        from_id = last_id if is_known else 0
        query = (
            _ENTRIES.where(*of_day, audit.c.audit_id > from_id)
            .order_by(audit.c.audit_id.desc())
            .limit(limit if is_known else 1)
        )
        return Missed(from_id, [_entry(row) for row in self._connection.execute(query)][::-1])


def _entry(row: Any) -> NoticedEntry:
    return NoticedEntry(
        audit_id=row.audit_id,
        happened_at=from_stored(row.happened_at),
        user_name=row.user_name,
        action=row.action,
        route_code=row.route_code,
        on=row.supervision_date,
        record_version=row.record_version,
        reason=row.reason,
    )
