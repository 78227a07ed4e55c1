"""What must be zero, counted by looking: duplicates, orphans, overwritten versions."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Table, and_, func, not_, or_, select

from sales_supervision.storage.supervision_storage import HowSaved
from sales_supervision.storage.tables import (
    customer_summary,
    route_summary,
    session_version,
)


@dataclass(frozen=True, slots=True)
class Integrity:
    """``versions``: saved versions that were looked at."""

    versions: int
    duplicate_sessions: int
    orphaned_rows: int
    missing_versions: int
    overwritten_versions: int


class IntegrityStorage:
    """Works within the caller's transaction; only reads. One route is left out of it."""

    def __init__(self, connection: Connection, without_route: str) -> None:
        self._connection = connection
        self._counted = route_summary.c.route_code != without_route

    def look(self) -> Integrity:
        return Integrity(
            versions=self._count(session_version, self._is_of_counted(session_version)),
            duplicate_sessions=self._duplicates(),
            # Item rows are forty times as many; there the foreign key alone has to do.
            orphaned_rows=self._orphans(customer_summary) + self._orphans(session_version),
            missing_versions=self._missing_versions(),
            overwritten_versions=self._overwritten(),
        )

    def _duplicates(self) -> int:
        """Sessions that share their id with another, or their route and date."""
        more_than_one = 0
        for columns in (
            (route_summary.c.session_id,),
            (route_summary.c.route_code, route_summary.c.supervision_date),
        ):
            groups = (
                select(func.count().label("sessions"))
                .where(self._counted)
                .group_by(*columns)
                .having(func.count() > 1)
                .subquery()
            )
            found = self._connection.execute(select(func.sum(groups.c.sessions - 1))).scalar()
            more_than_one += int(found or 0)
        return more_than_one

    def _orphans(self, table: Table) -> int:
        """Rows of a session that there is not."""
        session = select(route_summary.c.session_id).where(
            route_summary.c.session_id == table.c.session_id
        )
        return self._count(table, not_(session.exists()))

    def _missing_versions(self) -> int:
        """Versions that a session counted and of which nothing is kept.

        Sessions of the original system have no version kept and are left out.
        """
        kept = (
            select(
                session_version.c.session_id,
                func.count().label("versions"),
                func.max(session_version.c.record_version).label("newest"),
                func.min(session_version.c.record_version).label("oldest"),
            )
            .group_by(session_version.c.session_id)
            .subquery()
        )
        found = self._connection.execute(
            select(func.sum(route_summary.c.record_version - kept.c.oldest + 1 - kept.c.versions))
            .select_from(route_summary.join(kept, kept.c.session_id == route_summary.c.session_id))
            .where(self._counted)
        ).scalar()
        return int(found or 0)

    def _overwritten(self) -> int:
        """Versions saved without the version before them: not from it, and not merged with it."""
        version = session_version.c
        return self._count(
            session_version,
            and_(
                self._is_of_counted(session_version),
                version.how == HowSaved.SAVED.value,
                version.from_version.is_not(None),
                or_(
                    version.from_version < version.record_version - 1,
                    version.from_version >= version.record_version,
                ),
            ),
        )

    def _is_of_counted(self, table: Table) -> ColumnElement[bool]:
        session = select(route_summary.c.session_id).where(
            route_summary.c.session_id == table.c.session_id, self._counted
        )
        return session.exists()

    def _count(self, table: Table, where: ColumnElement[bool]) -> int:
        return self._connection.execute(
            select(func.count()).select_from(table).where(where)
        ).scalar_one()
