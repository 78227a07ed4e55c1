"""Attempts that fail are slowed down, per account and per address, longer each time."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network

from sqlalchemy import Connection

from sales_supervision.accounts.errors import TooManyAttemptsError
from sales_supervision.clock import Clock
from sales_supervision.storage.account_storage import ACCOUNTS
from sales_supervision.storage.attempt_storage import AttemptStorage, Failures, Subject
from sales_supervision.storage.engine import Database
from sales_supervision.storage.retrying import retried


@dataclass(frozen=True, slots=True)
class Limit:
    """``free``: failures that cost nothing; then 1 s, doubling up to ``longest``."""

    free: int
    longest: timedelta


LIMITS: Mapping[str, Limit] = {
    # The longest delay is short: whoever wants to keep somebody out must try all day.
    "account": Limit(5, timedelta(minutes=5)),
    # An office shares one address.
    "address": Limit(20, timedelta(minutes=15)),
}

FORGOTTEN = timedelta(hours=24)
"""So long after the last failure all is well again."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """An attempt that was counted as failed before it began, so that many at once count too."""

    account: Subject
    address: Subject


class Throttling:
    """In the database, so that every server counts the same. Safe for many threads."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    @retried
    def begin(self, name_key: str, address: str) -> Attempt:
        """Count an attempt. Raises TooManyAttemptsError where the next may only be later."""
        attempt = Attempt(Subject("account", name_key), Subject("address", _network(address)))
        now = self._clock()
        with self._database.writing(ACCOUNTS) as connection:
            storage = AttemptStorage(connection)
            storage.forget_before(now - FORGOTTEN)
            subjects = (attempt.account, attempt.address)
            known = {subject: storage.find(subject) for subject in subjects}
            waits = [found.free_at - now for found in known.values() if found]
            longest = max(waits, default=timedelta())
            if longest > timedelta():
                raise TooManyAttemptsError(math.ceil(longest.total_seconds()))
            for subject, found in known.items():
                storage.keep(subject, _one_more(LIMITS[subject.kind], found, now))
        return attempt

    def succeed(self, connection: Connection, attempt: Attempt) -> None:
        """Let the account begin anew, in the caller's transaction.

        The address only has its one failure taken back, or else whoever has an account could try
        others' without end.
        """
        storage = AttemptStorage(connection)
        storage.forget(attempt.account)
        self._take_back(storage, attempt.address)

    @retried
    def withdraw(self, attempt: Attempt) -> None:
        """Take an attempt back that never was one: nothing was compared."""
        with self._database.writing(ACCOUNTS) as connection:
            storage = AttemptStorage(connection)
            self._take_back(storage, attempt.account)
            self._take_back(storage, attempt.address)

    def _take_back(self, storage: AttemptStorage, subject: Subject) -> None:
        found = storage.find(subject)
        if found is None:
            return
        if found.count == 1:
            storage.forget(subject)
        else:
            storage.keep(subject, Failures(found.count - 1, found.failed_at, self._clock()))


def delay(limit: Limit, failures: int) -> timedelta:
    """How long to wait after so many failures in a row."""
    if failures < limit.free:
        return timedelta()
    doubled = min(failures - limit.free, 30)
    return min(timedelta(seconds=2**doubled), limit.longest)


def _one_more(limit: Limit, found: Failures | None, now: datetime) -> Failures:
    count = 1 if found is None else found.count + 1
    return Failures(count, now, now + delay(limit, count))


def _network(address: str) -> str:
    """The address, of IPv6 the /64: so many belong to one household."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    return str(ip_network((parsed, 64), strict=False)) if parsed.version == 6 else address
