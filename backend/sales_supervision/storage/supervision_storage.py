"""Saved sessions: the summaries that reports read, and each version as it stood."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from sales_supervision.storage.bulk import insert_columns, insert_rows
from sales_supervision.storage.moments import from_stored, to_stored
from sales_supervision.storage.packing import packed, unpacked
from sales_supervision.storage.tables import (
    customer_summary,
    item_details,
    route_summary,
    session_version,
)


class SessionStatus(StrEnum):
    """saved: read-only. reopened: live again, based on the saved version."""

    SAVED = "saved"
    REOPENED = "reopened"

    @classmethod
    def _missing_(cls, _value: object) -> SessionStatus:
        """The original system had words of its own for what it saved."""
        return cls.SAVED


class HowSaved(StrEnum):
    """saved: one user's draft. merged: a draft together with the version saved since it began."""

    SAVED = "saved"
    MERGED = "merged"


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """The newest version of a saved session."""

    session_id: str
    record_version: int
    status: SessionStatus
    started_at: datetime
    saved_at: datetime
    saved_by: str


@dataclass(frozen=True, slots=True)
class SessionDocument:
    """One version of a session exactly as it stood: JSON of the layout ``document_format``."""

    document_format: int
    content: bytes


@dataclass(frozen=True, slots=True)
class VersionRecord:
    """One saved version. ``from_version``: what its draft began from, None for old releases."""

    record_version: int
    saved_at: datetime
    saved_by: str
    how: HowSaved
    from_version: int | None


@dataclass(frozen=True, slots=True)
class SessionRows:
    """One version to save; the rows carry the column names of their tables, without keys.

    ``items``: by column, since they are many. ``how`` and ``from_version``: see VersionRecord.
    """

    route: Mapping[str, Any]
    customers: Iterable[Mapping[str, Any]]
    items: Mapping[str, Sequence[Any]]
    document: SessionDocument
    how: HowSaved = HowSaved.SAVED
    from_version: int | None = None


class VersionMovedError(RuntimeError):
    """Somebody else saved since ``expected_version`` was read; nothing was written."""

    def __init__(self, session_id: str, expected_version: int) -> None:
        super().__init__(f"Session {session_id} is no longer at version {expected_version}.")


# Reports' owners may hang triggers on this table: then SQL Server refuses OUTPUT.
_SUMMARY = insert(route_summary).inline()
_VERSION = insert(session_version)

# Made once: at every look at a saved day, making it would take longer than running it.
_DOCUMENT = select(session_version.c.document_format, session_version.c.document).where(
    session_version.c.session_id == bindparam("session_id"),
    session_version.c.record_version == bindparam("record_version"),
)


class SupervisionStorage:
    """Works within the caller's transaction; the caller commits all of a save or nothing."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, route_code: str, on: date) -> SessionRecord | None:
        """The saved session of a route day, None where none was saved."""
        row = self._connection.execute(
            select(
                route_summary.c.route_code,
                route_summary.c.session_id,
                route_summary.c.record_version,
                route_summary.c.session_status,
                route_summary.c.session_started_at,
                session_version.c.saved_at,
                session_version.c.saved_by,
            )
            .join(
                session_version,
                (session_version.c.session_id == route_summary.c.session_id)
                & (session_version.c.record_version == route_summary.c.record_version),
            )
            .where(
                route_summary.c.route_code == route_code,
                route_summary.c.supervision_date == on,
            )
        ).one_or_none()
        # In the reports' collation of SQL Server `a1` finds `A1`, which is another route.
        if row is None or row.route_code != route_code:
            return None
        return session_record(row)

    def document(self, session_id: str, record_version: int) -> SessionDocument:
        """A saved version. Raises LookupError where there is none."""
        row = self._connection.execute(
            _DOCUMENT, {"session_id": session_id, "record_version": record_version}
        ).one_or_none()
        if row is None:
            raise LookupError(f"Session {session_id} has no version {record_version}.")
        return SessionDocument(row.document_format, unpacked(row.document))

    def save(
        self,
        session_id: str,
        expected_version: int,
        rows: SessionRows,
        saved_by: str,
        now: datetime,
    ) -> int:
        """Write the next version and return its number: ``expected_version`` + 1.

        ``expected_version`` 0 makes the session. The number of statements does not depend on the
        number of rows. Raises VersionMovedError when the stored version is another, and
        IntegrityError when the route day was saved meanwhile under another session_id.
        """
        version = expected_version + 1
        stored_now = to_stored(now)
        if expected_version == 0:
            self._connection.execute(
                _SUMMARY, {"session_id": session_id, "record_version": version, **rows.route}
            )
        else:
            moved = self._connection.execute(
                update(route_summary)
                .where(
                    route_summary.c.session_id == session_id,
                    route_summary.c.record_version == expected_version,
                )
                .values(record_version=version, **rows.route)
            )
            if moved.rowcount != 1:
                raise VersionMovedError(session_id, expected_version)
            for table in (item_details, customer_summary):
                self._connection.execute(delete(table).where(table.c.session_id == session_id))
        key = {"session_id": session_id, "record_saved_at": stored_now}
        insert_rows(self._connection, customer_summary, rows.customers, same=key)
        insert_columns(self._connection, item_details, rows.items, same=key)
        self._connection.execute(
            _VERSION,
            {
                "session_id": session_id,
                "record_version": version,
                "saved_at": stored_now,
                "saved_by": saved_by,
                "document_format": rows.document.document_format,
                "document": packed(rows.document.content),
                "how": rows.how.value,
                "from_version": rows.from_version,
            },
        )
        return version

    def versions(self, session_id: str) -> list[VersionRecord]:
        """Every saved version, newest first."""
        columns = session_version.c
        return [
            VersionRecord(
                row.record_version,
                from_stored(row.saved_at),
                row.saved_by,
                HowSaved(row.how),
                row.from_version,
            )
            for row in self._connection.execute(
                select(
                    columns.record_version,
                    columns.saved_at,
                    columns.saved_by,
                    columns.how,
                    columns.from_version,
                )
                .where(columns.session_id == session_id)
                .order_by(columns.record_version.desc())
            )
        ]

    def reopen(self, session_id: str, record_version: int) -> bool:
        """Make a saved session live again; False where it is not saved as that version any more."""
        reopened = self._connection.execute(
            update(route_summary)
            .where(
                route_summary.c.session_id == session_id,
                route_summary.c.record_version == record_version,
                # The original system had words of its own for a saved session.
                route_summary.c.session_status != SessionStatus.REOPENED.value,
            )
            .values(session_status=SessionStatus.REOPENED.value)
        )
        return reopened.rowcount == 1


def session_record(row: Row[*tuple[Any, ...]]) -> SessionRecord:
    """The session that a row of its columns tells of."""
    return SessionRecord(
        row.session_id,
        row.record_version,
        SessionStatus(row.session_status),
        from_stored(row.session_started_at),
        from_stored(row.saved_at),
        row.saved_by,
    )
