"""SQLite's log brought into the file beside the requests, so that no save waits for two syncs more.

Left alone, every thousandth page makes the writer in hand write the whole log into the file.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import structlog
from sqlalchemy.exc import DBAPIError

from sales_supervision.storage.engine import Database
from sales_supervision.threads import run_to_its_end

log = structlog.get_logger(__name__)

LONG_LOG_PAGES = 25_000
"""100 MB: a log that grew so long, whatever happened here, is the next writer's after all."""

_EVERY_SECONDS = 2.0


class Checkpoints:
    """At work while a server runs; the other databases have such work built in."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Bring the log in every other second until the block ends."""
        if self._database.dialect != "sqlite":
            yield
            return
        task = asyncio.create_task(self._persistently())
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def _persistently(self) -> None:
        while True:
            await asyncio.sleep(_EVERY_SECONDS)
            try:
                await run_to_its_end(self.bring_in)
            except DBAPIError as error:
                log.warning("checkpoint_failed", error=str(error.orig))

    def bring_in(self) -> None:
        """As much of the log as no reader still needs; writers and readers go on meanwhile."""
        connection = self._database.engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA wal_checkpoint(PASSIVE)")
        finally:
            connection.close()
