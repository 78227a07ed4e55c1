"""Keeping what was observed: each minute and at the end, this process's figures of the hour."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta
from threading import Lock
from uuid import uuid4

import structlog
from anyio import CapacityLimiter, to_thread

from sales_supervision.clock import Clock
from sales_supervision.operations.observations import Figure, Observations
from sales_supervision.storage.engine import Database
from sales_supervision.storage.hourly_figure_storage import (
    FIGURES,
    HourlyFigureStorage,
    HourlyKey,
)
from sales_supervision.storage.retrying import retried

log = structlog.get_logger(__name__)

EVERY_SECONDS = 60.0

_KEPT_ELSEWHERE = frozenset({Figure.REVIEWS})
"""Reviews keep their figures themselves, with the money that they are about."""


class Keeping:
    """A process that is lost loses the figures of its last minute."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        observations: Observations,
        kept_days: int,
        *,
        also: Callable[[], None],
    ) -> None:
        """``also``: what else is to be done each minute."""
        self._database = database
        self._clock = clock
        self._observations = observations
        self._also = also
        self._kept_for = timedelta(days=kept_days)
        self._replica = uuid4().hex
        self._lock = Lock()
        self._until = clock()
        self._hour = hour_of(self._until)
        self._at_hour: dict[tuple[str, str, int], int] = {}
        self._last: dict[tuple[str, str, int], int] = {}
        self._unkept: dict[HourlyKey, int] = {}
        self._kept: dict[HourlyKey, int] = {}
        self._forgot: datetime | None = None
        self.kept_at: datetime | None = None

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Keep figures until the block ends, and once more then."""
        limiter, stopped = CapacityLimiter(1), asyncio.Event()
        task = asyncio.create_task(self._each_minute(limiter, stopped))
        try:
            yield
        finally:
            # Not cancelled: a thread goes on all the same, and with it a connection of the pool.
            stopped.set()
            await task
            await to_thread.run_sync(self._keep_if_possible, limiter=limiter)

    def keep(self) -> None:
        """Keep what was observed until now. What cannot be kept now is kept at the next time."""
        with self._lock:
            self._gather()
            if self._unkept:
                self._write(self._unkept)
                self._kept |= self._unkept
                self._unkept = {}
            hour = hour_of(self._until)
            self._kept = {key: amount for key, amount in self._kept.items() if key.hour >= hour}
            if self._forgot != hour:
                self._forget(hour - self._kept_for)
                self._forgot = hour
            self.kept_at = self._until

    def unkept(self) -> dict[HourlyKey, int]:
        """What this process observed and could not keep yet, beyond what it kept of the hour."""
        with self._lock:
            return {key: amount - self._kept.get(key, 0) for key, amount in self._unkept.items()}

    async def _each_minute(self, limiter: CapacityLimiter, stopped: asyncio.Event) -> None:
        await to_thread.run_sync(self._look, limiter=limiter)
        while True:
            # On the minute, so that no hour has figures of another.
            seconds = EVERY_SECONDS - self._clock().timestamp() % EVERY_SECONDS
            with suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await stopped.wait()
            if stopped.is_set():
                return
            await to_thread.run_sync(self._keep_if_possible, limiter=limiter)
            await to_thread.run_sync(self._look, limiter=limiter)

    def _look(self) -> None:
        try:
            self._also()
        except Exception as error:
            log.warning("standing_unknown", error=repr(error))

    def _keep_if_possible(self) -> None:
        try:
            self.keep()
        except Exception as error:
            log.warning("figures_not_kept", error=repr(error))

    def _gather(self) -> None:
        """Note every figure that changed, as it now is for the hour in which it did."""
        totals = self._totals()
        hour = hour_of(self._until)
        if hour != self._hour:
            self._hour, self._at_hour = hour, self._last
        for key, amount in totals.items():
            if amount != self._last.get(key, 0):
                self._unkept[HourlyKey(hour, *key)] = amount - self._at_hour.get(key, 0)
        self._last, self._until = totals, self._clock()

    def _totals(self) -> dict[tuple[str, str, int], int]:
        totals = {
            (figure.value, " ".join(labels), 0): amount
            for (figure, labels), amount in self._observations.counts().items()
            if figure not in _KEPT_ELSEWHERE
        }
        for (figure, labels), durations in self._observations.durations().items():
            subject = " ".join(labels)
            for bucket, amount in durations.buckets.items():
                totals[figure.value, subject, bucket] = amount
        return totals

    @retried
    def _write(self, amounts: dict[HourlyKey, int]) -> None:
        with self._database.writing(FIGURES) as connection:
            HourlyFigureStorage(connection).keep(self._replica, amounts)

    @retried
    def _forget(self, before: datetime) -> None:
        with self._database.writing(FIGURES) as connection:
            HourlyFigureStorage(connection).forget(before)


def hour_of(moment: datetime) -> datetime:
    """The beginning of the hour."""
    return moment.replace(minute=0, second=0, microsecond=0)
