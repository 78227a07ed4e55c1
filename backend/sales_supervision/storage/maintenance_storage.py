"""Announced maintenance as it is kept: a row each, the newest that is not called off counts."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from sales_supervision.domain.maintenance import Maintenance
from sales_supervision.storage.moments import from_stored, to_stored
from sales_supervision.storage.tables import maintenance


class MaintenanceStorage:
    """Works within the caller's transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, now: datetime) -> Maintenance | None:
        """What is announced or on, None where there is nothing or it is over."""
        row = self._connection.execute(
            select(maintenance.c.starts_at, maintenance.c.ends_at, maintenance.c.message)
            .where(maintenance.c.called_off_at.is_(None), maintenance.c.ends_at > to_stored(now))
            .order_by(maintenance.c.maintenance_id.desc())
            .limit(1)
        ).one_or_none()
        if row is None:
            return None
        return Maintenance(from_stored(row.starts_at), from_stored(row.ends_at), row.message)

    def announce(self, announced: Maintenance, now: datetime) -> None:
        """Keep ``announced`` in place of whatever was announced before."""
        self.call_off(now)
        self._connection.execute(
            insert(maintenance).values(
                starts_at=to_stored(announced.starts_at),
                ends_at=to_stored(announced.ends_at),
                message=announced.message,
                announced_at=to_stored(now),
            )
        )

    def call_off(self, now: datetime) -> None:
        """End what is announced or on."""
        self._connection.execute(
            update(maintenance)
            .where(maintenance.c.called_off_at.is_(None), maintenance.c.ends_at > to_stored(now))
            .values(called_off_at=to_stored(now))
        )
