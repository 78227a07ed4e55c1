"""What this process knows of maintenance: looked up every two seconds, not with each request."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import structlog
from anyio import CapacityLimiter, to_thread
from sqlalchemy.exc import SQLAlchemyError

from sales_supervision.clock import Clock
from sales_supervision.domain.maintenance import Maintenance
from sales_supervision.maintenance.announcing import Announcing
from sales_supervision.storage.errors import DatabaseUnavailableError
from sales_supervision.threads import run_to_its_end

log = structlog.get_logger(__name__)

LOOK_SECONDS = 2.0


class MaintenanceWatch:
    """While the database does not answer, what was known last holds."""

    def __init__(self, announcing: Announcing, clock: Clock) -> None:
        self._announcing = announcing
        self._clock = clock
        self._known: Maintenance | None = None
        # A thread of its own: requests that wait for the database must not hold it up.
        self._reader = CapacityLimiter(1)

    def find(self) -> Maintenance | None:
        """What is announced or on, as far as this process knows. Reads no database."""
        known = self._known
        return None if known is None or known.is_over(self._clock()) else known

    def look(self) -> None:
        """Read what the database holds."""
        try:
            self._known = self._announcing.find()
        except (DatabaseUnavailableError, SQLAlchemyError) as error:
            log.warning("maintenance_unknown", error=str(error))

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Look before anything is served, and again and again until the block ends."""
        await to_thread.run_sync(self.look, limiter=self._reader)
        task = asyncio.create_task(self._looking())
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def _looking(self) -> None:
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            await run_to_its_end(self.look, self._reader)
