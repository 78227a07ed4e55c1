"""The audit trail: who did what, when. Rows are only ever added."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, or_, select

from sales_supervision.domain.access import Scope
from sales_supervision.storage.containing import contains
from sales_supervision.storage.moments import from_stored, to_stored
from sales_supervision.storage.notice_storage import NOTICED
from sales_supervision.storage.scoping import route_within
from sales_supervision.storage.tables import audit, route
from sales_supervision.storage.wake_ups import announce


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """``from_version``: the version acted upon. ``detail``: what belongs to the act, as JSON."""

    action: str
    user_name: str
    route_code: str | None = None
    supervision_date: date | None = None
    session_id: str | None = None
    record_version: int | None = None
    request_id: str | None = None
    from_version: int | None = None
    reason: str | None = None
    detail: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class AuditRecord:
    """An entry as it stands in the trail; ``audit_id`` rises with each."""

    audit_id: int
    happened_at: datetime
    entry: AuditEntry


@dataclass(frozen=True, slots=True)
class AuditSearch:
    """What to look for in the trail; None is anything.

    ``since`` and ``until``: from then on, before then. ``text``: somewhere in the entry, in any
    case, or an action among ``text_actions``. ``before``: entries older than the one with that id.
    """

    user_name: str | None = None
    action: str | None = None
    route_code: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    text: str | None = None
    before: int | None = None
    text_actions: tuple[str, ...] = ()


_RECORD = insert(audit)


class AuditStorage:
    """Works within the caller's transaction: an act and its record are kept together."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def record(self, entry: AuditEntry, now: datetime) -> None:
        self._connection.execute(
            _RECORD,
            {
                "happened_at": to_stored(now),
                "user_name": entry.user_name,
                "action": entry.action,
                "route_code": entry.route_code,
                "supervision_date": entry.supervision_date,
                "session_id": entry.session_id,
                "record_version": entry.record_version,
                "request_id": entry.request_id,
                "from_version": entry.from_version,
                "reason": entry.reason,
                "detail": (
                    None
                    if entry.detail is None
                    else json.dumps(entry.detail, ensure_ascii=False, separators=(",", ":"))
                ),
            },
        )
        if entry.action in NOTICED and entry.route_code and entry.supervision_date:
            announce(self._connection, entry.route_code, entry.supervision_date)

    def of_day(self, route_code: str, on: date) -> list[AuditRecord]:
        """What was done to a route day, newest first."""
        return [
            _record(row)
            for row in self._connection.execute(
                select(audit)
                .where(audit.c.route_code == route_code, audit.c.supervision_date == on)
                .order_by(audit.c.audit_id.desc())
            )
        ]

    def search(self, wanted: AuditSearch, scope: Scope, limit: int) -> list[AuditRecord]:
        """Up to ``limit`` entries of the trail, newest first; of routes, those within ``scope``."""
        query = select(audit).order_by(audit.c.audit_id.desc()).limit(limit)
        if not scope.everything:
            theirs = select(route.c.route_code).where(route_within(scope))
            query = query.where(or_(audit.c.route_code.is_(None), audit.c.route_code.in_(theirs)))
        for column, value in (
            (audit.c.action, wanted.action),
            (audit.c.route_code, wanted.route_code),
        ):
            if value is not None:
                query = query.where(column == value)
        if wanted.user_name is not None:
            query = query.where(func.lower(audit.c.user_name) == wanted.user_name.lower())
        if wanted.since is not None:
            query = query.where(audit.c.happened_at >= to_stored(wanted.since))
        if wanted.until is not None:
            query = query.where(audit.c.happened_at < to_stored(wanted.until))
        if wanted.before is not None:
            query = query.where(audit.c.audit_id < wanted.before)
        if wanted.text:
            searched = (
                audit.c.user_name,
                audit.c.action,
                audit.c.reason,
                audit.c.detail,
                audit.c.session_id,
                audit.c.request_id,
            )
            found = [contains(column, wanted.text) for column in searched]
            if wanted.text_actions:
                found.append(audit.c.action.in_(wanted.text_actions))
            query = query.where(or_(*found))
        return [_record(row) for row in self._connection.execute(query)]

    def actions(self) -> list[str]:
        """Every kind of act in the trail, by name."""
        query = select(audit.c.action).distinct().order_by(audit.c.action)
        return list(self._connection.execute(query).scalars())


def _record(row: Row[*tuple[Any, ...]]) -> AuditRecord:
    return AuditRecord(
        row.audit_id,
        from_stored(row.happened_at),
        AuditEntry(
            action=row.action,
            user_name=row.user_name,
            route_code=row.route_code,
            supervision_date=row.supervision_date,
            session_id=row.session_id,
            record_version=row.record_version,
            request_id=row.request_id,
            from_version=row.from_version,
            reason=row.reason,
            detail=None if row.detail is None else json.loads(row.detail),
        ),
    )
