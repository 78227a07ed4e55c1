"""Announcing maintenance and calling it off, each with an entry in the audit trail."""

from __future__ import annotations

from sales_supervision.clock import Clock
from sales_supervision.domain.access import COMMAND_LINE
from sales_supervision.domain.maintenance import Maintenance
from sales_supervision.storage.audit_storage import AuditEntry, AuditStorage
from sales_supervision.storage.engine import Database
from sales_supervision.storage.maintenance_storage import MaintenanceStorage
from sales_supervision.storage.retrying import retried

MAINTENANCE = "maintenance"
"""The lock of whoever announces maintenance or calls it off."""


class Announcing:
    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def find(self) -> Maintenance | None:
        """What is announced or on."""
        with self._database.reading() as connection:
            return MaintenanceStorage(connection).find(self._clock())

    @retried
    def announce(self, announced: Maintenance, system_user: str) -> None:
        """Keep ``announced`` in place of whatever was announced before."""
        now = self._clock()
        with self._database.writing(MAINTENANCE) as connection:
            MaintenanceStorage(connection).announce(announced, now)
            AuditStorage(connection).record(
                AuditEntry(
                    "maintenance_announced",
                    COMMAND_LINE,
                    reason=announced.message,
                    detail={
                        "system_user": system_user,
                        "starts_at": announced.starts_at.isoformat(),
                        "ends_at": announced.ends_at.isoformat(),
                    },
                ),
                now,
            )

    @retried
    def call_off(self, system_user: str) -> Maintenance | None:
        """End what is announced or on; returns it, None where there was nothing."""
        now = self._clock()
        with self._database.writing(MAINTENANCE) as connection:
            storage = MaintenanceStorage(connection)
            found = storage.find(now)
            if found is not None:
                storage.call_off(now)
                entry = AuditEntry(
                    "maintenance_called_off",
                    COMMAND_LINE,
                    reason=found.message,
                    detail={"system_user": system_user},
                )
                AuditStorage(connection).record(entry, now)
        return found
