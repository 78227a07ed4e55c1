"""Looking back at a day: its saved versions, what differs between two, and who did what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from sales_supervision.days.errors import VersionNotFoundError
from sales_supervision.days.naming import CellNames, names_of
from sales_supervision.days.reopening import REOPENED
from sales_supervision.days.saved_entries import recorded_in
from sales_supervision.domain.differences import Difference, differences
from sales_supervision.storage.audit_storage import AuditRecord, AuditStorage
from sales_supervision.storage.engine import Database
from sales_supervision.storage.supervision_storage import (
    SessionDocument,
    SupervisionStorage,
    VersionRecord,
)


@dataclass(frozen=True, slots=True)
class VersionEntry:
    """A saved version; ``reopened_reason``: why the version before it was reopened, if it was."""

    version: VersionRecord
    reopened_reason: str | None


@dataclass(frozen=True, slots=True)
class Compared:
    """What differs between two versions, with the names of what it is about."""

    differences: tuple[Difference, ...]
    names: CellNames


class History:
    """Reads what was saved; changes nothing."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def versions(self, route_code: str, on: date) -> list[VersionEntry]:
        """Every saved version, newest first; empty where the day was never saved."""
        with self._database.reading() as connection:
            storage = SupervisionStorage(connection)
            session = storage.find(route_code, on)
            if session is None:
                return []
            found = storage.versions(session.session_id)
            trail = AuditStorage(connection).of_day(route_code, on)
        reasons = {
            record.entry.record_version: record.entry.reason
            for record in reversed(trail)
            if record.entry.action == REOPENED and record.entry.session_id == session.session_id
        }
        return [VersionEntry(one, reasons.get(one.record_version - 1)) for one in found]

    def document(self, route_code: str, on: date, record_version: int) -> SessionDocument:
        """One version as it stood. Raises VersionNotFoundError."""
        with self._database.reading() as connection:
            return _document(connection, route_code, on, record_version)

    def compare(self, route_code: str, on: date, before: int, after: int) -> Compared:
        """The cells that differ between two versions. Raises VersionNotFoundError."""
        with self._database.reading() as connection:
            was, now = (
                recorded_in(_document(connection, route_code, on, version))
                for version in (before, after)
            )
            found = differences(was, now)
            cells = ((cell.customer_code, cell.field, cell.item_code) for cell in found)
            return Compared(found, names_of(connection, cells))

    def audit(self, route_code: str, on: date) -> list[AuditRecord]:
        """Who did what to the day, newest first."""
        with self._database.reading() as connection:
            return AuditStorage(connection).of_day(route_code, on)


def _document(
    connection: Connection, route_code: str, on: date, record_version: int
) -> SessionDocument:
    storage = SupervisionStorage(connection)
    session = storage.find(route_code, on)
    if session is None:
        raise VersionNotFoundError(record_version)
    try:
        return storage.document(session.session_id, record_version)
    except LookupError as error:
        raise VersionNotFoundError(record_version) from error
