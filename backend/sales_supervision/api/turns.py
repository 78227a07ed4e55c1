"""Requests that write wait for their turn without a thread; whoever has it takes one."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from anyio import CapacityLimiter, WouldBlock, fail_after

from sales_supervision.storage.errors import DatabaseBusyError

AT_ONCE = 16
"""Enough to keep a database busy, and few enough that threads do not stand in each other's way."""


class Turns:
    """``seconds``: how long a request waits before it is refused."""

    def __init__(self, at_once: int, seconds: float) -> None:
        self._limiter = CapacityLimiter(at_once)
        self._seconds = seconds

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Raises DatabaseBusyError where the turn does not come; nothing was done then."""
        borrower = object()
        await self._wait(borrower)
        try:
            yield
        finally:
            self._limiter.release_on_behalf_of(borrower)

    async def _wait(self, borrower: object) -> None:
        with suppress(WouldBlock):
            self._limiter.acquire_on_behalf_of_nowait(borrower)
            return
        try:
            with fail_after(self._seconds):
                await self._limiter.acquire_on_behalf_of(borrower)
        except TimeoutError as error:
            raise DatabaseBusyError(
                f"No turn to write came within {self._seconds:g} seconds."
            ) from error
