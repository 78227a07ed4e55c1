"""Keeps the presence table equal to the streams of this process."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import timedelta

import structlog
from anyio import CapacityLimiter, to_thread
from sqlalchemy.exc import SQLAlchemyError

from sales_supervision.clock import Clock
from sales_supervision.notices.notice import Day
from sales_supervision.notices.subscription import Subscription
from sales_supervision.storage.engine import Database
from sales_supervision.storage.errors import DatabaseUnavailableError
from sales_supervision.storage.presence_storage import OpenStream, PresenceStorage
from sales_supervision.storage.retrying import retried
from sales_supervision.storage.wake_ups import announce

log = structlog.get_logger(__name__)

HEARTBEAT_SECONDS = 10.0
STALE_AFTER = timedelta(seconds=30)
"""Whoever was not seen for so long is gone: their server ended without a word."""

_LEAVING_SECONDS = 2.0


class PresenceKeeper:
    """Who came and went since the last write is written together, beside a heartbeat of all."""

    def __init__(self, database: Database, clock: Clock, tell: Callable[[Day], None]) -> None:
        self._database = database
        self._clock = clock
        self._tell = tell
        self._open: dict[str, Subscription] = {}
        self._arrived: dict[str, OpenStream] = {}
        self._left: dict[str, OpenStream] = {}
        self._moved = asyncio.Event()
        self._heartbeat_at = 0.0
        self._one_writer = CapacityLimiter(1)

    def arrive(self, subscription: Subscription) -> None:
        """Somebody opened a stream."""
        stream = subscription.stream
        self._open[stream.stream_id] = subscription
        self._arrived[stream.stream_id] = stream
        self._moved.set()

    def leave(self, subscription: Subscription) -> None:
        """A stream ended, whoever ended it."""
        stream = subscription.stream
        self._open.pop(stream.stream_id, None)
        # Perhaps a write that brings it in is under way, so it is taken out in any case.
        self._arrived.pop(stream.stream_id, None)
        self._left[stream.stream_id] = stream
        self._moved.set()

    async def keeping(self) -> None:
        """Write until cancelled. Raises what the database raises; nothing is forgotten then."""
        while True:
            if not self._open:
                await self._moved.wait()
            try:
                async with asyncio.timeout(HEARTBEAT_SECONDS):
                    await self._moved.wait()
            except TimeoutError:
                self._let_go_of_stuck()
            self._moved.clear()
            await self._write()

    async def leave_all(self) -> None:
        """Say at the end that nobody is here; a database that is away finds out by itself."""
        self._left |= {id_: subscription.stream for id_, subscription in self._open.items()}
        self._open.clear()
        self._arrived.clear()
        if not self._left:
            return
        try:
            async with asyncio.timeout(_LEAVING_SECONDS):
                await self._write()
        except (TimeoutError, SQLAlchemyError, DatabaseUnavailableError) as error:
            log.warning("presence_not_ended", error=str(error))

    def _let_go_of_stuck(self) -> None:
        for subscription in list(self._open.values()):
            if subscription.is_stuck():
                subscription.end()
                self.leave(subscription)

    async def _write(self) -> None:
        arrived, left = self._arrived, self._left
        self._arrived, self._left = {}, {}
        is_due = time.monotonic() >= self._heartbeat_at
        seen = [id_ for id_ in self._open if id_ not in arrived] if is_due else []
        try:
            await to_thread.run_sync(
                retried(self._keep),
                list(arrived.values()),
                list(left.values()),
                seen,
                limiter=self._one_writer,
                abandon_on_cancel=True,
            )
        except BaseException:
            self._arrived = {
                id_: stream for id_, stream in arrived.items() if id_ in self._open
            } | self._arrived
            self._left = left | self._left
            self._moved.set()
            raise
        if is_due:
            self._heartbeat_at = time.monotonic() + HEARTBEAT_SECONDS - 1
        for day in _days_of(arrived | left):
            self._tell(day)

    def _keep(self, arrived: list[OpenStream], left: list[OpenStream], seen: list[str]) -> None:
        now = self._clock()
        with self._database.writing("presence") as connection:
            storage = PresenceStorage(connection)
            storage.arrive(arrived, now)
            storage.leave(stream.stream_id for stream in left)
            if seen:
                storage.see(seen, now)
                storage.forget_unseen(now - STALE_AFTER)
            for route_code, on in _days_of({s.stream_id: s for s in (*arrived, *left)}):
                announce(connection, route_code, on)


def _days_of(streams: dict[str, OpenStream]) -> set[Day]:
    return {(stream.route_code, stream.on) for stream in streams.values()}
