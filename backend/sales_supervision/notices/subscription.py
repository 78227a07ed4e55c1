"""One browser tab's stream: what it still has to be told, which is never much."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator

from sales_supervision.notices.notice import Notice, People
from sales_supervision.storage.presence_storage import OpenStream

MOST_UNREAD = 100
"""Notices that wait for a slow browser; it is let go then and asks for them when it comes back."""

LONGEST_UNREAD_SECONDS = 30.0
SAY_AGAIN_SECONDS = 15.0
"""After that long without news the people are told again: a browser that hears nothing for longer
knows that its stream is broken."""


class Subscription:
    """Lives in the event loop. ``last_id``: the newest notice that the browser has."""

    def __init__(self, stream: OpenStream, last_id: int) -> None:
        self.stream = stream
        self._unread: deque[Notice] = deque()
        self._people: People = ()
        self._are_people_news = False
        self._unread_since: float | None = None
        self._news = asyncio.Event()
        self._has_ended = False
        self._last_id = last_id

    def offer(self, notice: Notice) -> None:
        """Tell of ``notice`` unless it is known already."""
        if notice.notice_id <= self._last_id or self._has_ended:
            return
        if len(self._unread) == MOST_UNREAD:
            self.end()
            return
        self._last_id = notice.notice_id
        self._unread.append(notice)
        self._has_news()

    def show(self, people: People) -> None:
        """Tell who is here, if it changed; what was not told yet is replaced."""
        if people != self._people:
            self._people = people
            self._are_people_news = True
            self._has_news()

    def end(self) -> None:
        """Close the stream; the browser connects again."""
        self._has_ended = True
        self._unread.clear()
        self._news.set()

    def is_stuck(self) -> bool:
        """Whether the browser takes nothing any more."""
        since = self._unread_since
        return since is not None and time.monotonic() - since > LONGEST_UNREAD_SECONDS

    async def news(self) -> AsyncIterator[Notice | People]:
        """Notices in their order, and the people whenever they change, until ``end``."""
        while True:
            is_silent = False
            try:
                async with asyncio.timeout(SAY_AGAIN_SECONDS):
                    await self._news.wait()
            except TimeoutError:
                is_silent = True
            self._news.clear()
            self._unread_since = None
            if self._has_ended:
                return
            while self._unread:
                yield self._unread.popleft()
            if self._are_people_news or is_silent:
                self._are_people_news = False
                yield self._people

    def _has_news(self) -> None:
        self._unread_since = self._unread_since or time.monotonic()
        self._news.set()
