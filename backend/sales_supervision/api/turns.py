"""Requests wait for their turn without a thread; whoever has it takes one."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

from anyio import CapacityLimiter, WouldBlock, fail_after

from sales_supervision.storage.errors import DatabaseBusyError


@dataclass(frozen=True, slots=True)
class AtOnce:
    """How many of the requests that come all day are at work at once, each in a thread.

    Enough to keep a database busy, and few enough that threads do not stand in each other's way.
    """

    changes: int
    looks: int
    sign_in_checks: int


OF_A_SERVER = AtOnce(changes=16, looks=16, sign_in_checks=16)
OF_SQLITE = AtOnce(changes=1, looks=4, sign_in_checks=1)
"""SQLite is in the process: each statement gives Python's lock away, and whoever holds the database
gets it back behind every other thread that runs. Of 500 supervisors of `make load`, a change took
18 ms with ten threads at work, and 6 ms with two."""


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
            raise DatabaseBusyError(f"No turn came within {self._seconds:g} seconds.") from error
