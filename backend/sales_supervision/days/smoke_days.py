"""Days for smoke tests on a database in use: made on demand, removed afterwards.

Each has a date of the twentieth century that none had before, so that no report of a period that
anybody looks at ever holds it, two tests at once do not meet, and no copy kept of one is taken for
another.
"""

from __future__ import annotations

import secrets
from datetime import date, timedelta

from sales_supervision.clock import Clock
from sales_supervision.days.errors import DayNotPlannedError, SmokeRouteTakenError
from sales_supervision.storage.audit_storage import AuditEntry, AuditStorage
from sales_supervision.storage.engine import Database
from sales_supervision.storage.retrying import retried
from sales_supervision.storage.smoke_storage import SmokeStorage

LEFT_BEHIND_AFTER = timedelta(hours=1)
"""A test takes a minute; what is older was left by one that was killed."""

_FIRST, _LAST = date(1901, 1, 1).toordinal(), date(1999, 12, 31).toordinal()


class SmokeDays:
    def __init__(self, database: Database, clock: Clock, route_code: str) -> None:
        self._database = database
        self._clock = clock
        self.route_code = route_code

    @retried
    def make(self, user_name: str, request_id: str) -> date:
        """The date of a new smoke day; what earlier tests left behind is removed.

        Raises SmokeRouteTakenError where the codes belong to somebody's route.
        """
        now = self._clock()
        with self._database.writing() as connection:
            storage = SmokeStorage(connection, self.route_code)
            if not storage.is_free():
                raise SmokeRouteTakenError(self.route_code)
            for left_behind in storage.made_before(now - LEFT_BEHIND_AFTER):
                storage.remove(left_behind)
            on = _date_outside(storage.used_dates())
            storage.make(on, now)
            AuditStorage(connection).record(
                AuditEntry(
                    "smoke_day_made",
                    user_name,
                    route_code=self.route_code,
                    supervision_date=on,
                    request_id=request_id,
                ),
                now,
            )
        return on

    @retried
    def remove(self, on: date) -> None:
        """Remove a smoke day with everything saved of it. Raises DayNotPlannedError."""
        with self._database.writing() as connection:
            storage = SmokeStorage(connection, self.route_code)
            if not storage.is_free() or not storage.holds(on):
                raise DayNotPlannedError(self.route_code, on)
            storage.remove(on)


def _date_outside(used: set[date]) -> date:
    while True:
        on = date.fromordinal(_FIRST + secrets.randbelow(_LAST - _FIRST + 1))
        if on not in used:
            return on
