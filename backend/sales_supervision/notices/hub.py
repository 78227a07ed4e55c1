"""The streams of this process: what each has to be told, and that the others know of them.

The audit trail and the presence table are the truth. A wire only says when to look; without one,
the process looks once a second while anybody listens.
"""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from functools import partial
from uuid import uuid4

import structlog
from anyio import CapacityLimiter, to_thread

from sales_supervision.clock import Clock
from sales_supervision.notices.notice import Day, Person, notice_of
from sales_supervision.notices.presence import STALE_AFTER, PresenceKeeper
from sales_supervision.notices.subscription import MOST_UNREAD, Subscription
from sales_supervision.notices.wire import Wire
from sales_supervision.storage.engine import Database
from sales_supervision.storage.notice_storage import Missed, NoticedEntry, NoticeStorage
from sales_supervision.storage.presence_storage import OpenStream, Presence, PresenceStorage
from sales_supervision.threads import run_to_its_end

log = structlog.get_logger(__name__)

LOOK_SECONDS = 1.0
_TOGETHER_SECONDS = 0.05
"""News within so short a time are looked for at once."""

FIRST_WAIT_SECONDS = 1.0
_LONGEST_WAIT_SECONDS = 15.0

_CANCEL_AGAIN_SECONDS = 0.5

_LOOK_BACK = 200
"""Entries that are read again: transactions do not end in the order in which they took their ids.
Within a day they do, since whoever writes it holds its lock."""

Work = Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class _Found:
    newest_id: int
    entries: list[NoticedEntry]
    present: list[Presence]


class NoticeHub:
    """Lives in the event loop; what waits for the database does so in a few threads of its own."""

    def __init__(self, database: Database, clock: Clock, wires: Sequence[Wire]) -> None:
        self._database = database
        self._clock = clock
        self._wires = wires
        self._days: defaultdict[Day, set[Subscription]] = defaultdict(set)
        self._newest_id: int | None = None
        self._look_now = asyncio.Event()
        self._somebody_listens = asyncio.Event()
        self._is_closed = False
        self._readers = CapacityLimiter(2)
        self._presence = PresenceKeeper(database, clock, self.tell)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Serve streams until the block ends; every stream has ended then."""
        at_once = asyncio.Event()
        at_once.set()
        work: list[tuple[Work, asyncio.Event]] = [
            (self._looking, self._somebody_listens),
            (self._presence.keeping, self._somebody_listens),
        ]
        for wire in self._wires:
            work.append((wire.speak, at_once))
            work.append((partial(wire.listen, self._heard), self._somebody_listens))
        tasks = [asyncio.create_task(self._persistently(*each)) for each in work]
        try:
            yield
        finally:
            self.close()
            await _stop(tasks)
            await self._presence.leave_all()

    def close(self) -> None:
        """End every stream and take no more: the server stops."""
        self._is_closed = True
        for subscription in self._subscriptions():
            subscription.end()

    def count_streams(self) -> int:
        """How many streams are open here."""
        return sum(map(len, tuple(self._days.values())))

    def tell(self, day: Day) -> None:
        """What was committed of ``day`` is news: look for it here, and let others do so."""
        for wire in self._wires:
            wire.tell(day)
        self._heard(day)

    @asynccontextmanager
    async def watching(
        self, day: Day, user_name: str, tab: str, last_id: int | None
    ) -> AsyncIterator[Subscription]:
        """What happens to ``day`` from the notice ``last_id`` on; if None, from the newest one."""
        missed = await to_thread.run_sync(self._missed, day, last_id or 0, limiter=self._readers)
        stream = OpenStream(uuid4().hex, *day, user_name, tab)
        subscription = Subscription(stream, missed.from_id)
        for entry in missed.entries:
            subscription.offer(notice_of(entry))
        if self._is_closed:
            subscription.end()
        self._days[day].add(subscription)
        self._presence.arrive(subscription)
        self._somebody_listens.set()
        self._look_now.set()
        try:
            yield subscription
        finally:
            self._days[day].discard(subscription)
            if not self._days[day]:
                del self._days[day]
            self._presence.leave(subscription)

    def _heard(self, day: Day | None) -> None:
        if day is None or day in self._days:
            self._look_now.set()

    async def _persistently(self, work: Work, begin: asyncio.Event) -> None:
        """Do ``work`` from ``begin`` on; when it fails, say so and begin again later."""
        await begin.wait()
        wait = FIRST_WAIT_SECONDS
        while True:
            began = time.monotonic()
            try:
                await work()
            except Exception as error:
                log.warning("notices_interrupted", part=_name_of(work), error=repr(error))
            if time.monotonic() - began > _LONGEST_WAIT_SECONDS:
                wait = FIRST_WAIT_SECONDS
            await asyncio.sleep(wait)
            wait = min(wait * 2, _LONGEST_WAIT_SECONDS)

    async def _looking(self) -> None:
        while True:
            if not self._days:
                await self._look_now.wait()
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK_SECONDS):
                    await self._look_now.wait()
            self._look_now.clear()
            self._pass_on(await run_to_its_end(self._look, self._readers))
            await asyncio.sleep(_TOGETHER_SECONDS)

    def _look(self) -> _Found:
        with self._database.reading() as connection:
            notices = NoticeStorage(connection)
            newest_id = notices.newest_id()
            from_id = newest_id if self._newest_id is None else min(self._newest_id, newest_id)
            return _Found(
                newest_id,
                notices.after(from_id - _LOOK_BACK),
                PresenceStorage(connection).present(self._clock() - STALE_AFTER),
            )

    def _pass_on(self, found: _Found) -> None:
        self._newest_id = found.newest_id
        for entry in found.entries:
            for subscription in self._days.get((entry.route_code, entry.on), ()):
                subscription.offer(notice_of(entry))
        people: defaultdict[Day, list[Person]] = defaultdict(list)
        for presence in found.present:
            day = (presence.route_code, presence.on)
            people[day].append(Person(presence.user_name, presence.since))
        for day, subscriptions in self._days.items():
            for subscription in subscriptions:
                subscription.show(tuple(people[day]))

    def _missed(self, day: Day, last_id: int) -> Missed:
        with self._database.reading() as connection:
            return NoticeStorage(connection).missed(*day, last_id, MOST_UNREAD)

    def _subscriptions(self) -> Iterator[Subscription]:
        for subscriptions in self._days.values():
            yield from subscriptions


async def _stop(tasks: Sequence[asyncio.Task[None]]) -> None:
    """Cancel until it is heard: redis-py swallows what comes while it connects."""
    under_way = set(tasks)
    while under_way:
        for task in under_way:
            task.cancel()
        _, under_way = await asyncio.wait(under_way, timeout=_CANCEL_AGAIN_SECONDS)


def _name_of(work: Work) -> str:
    return repr(getattr(work, "func", work).__qualname__)
