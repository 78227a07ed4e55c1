"""PostgreSQL's LISTEN/NOTIFY: said in the transaction that saves, heard once it is committed."""

from __future__ import annotations

import asyncio
from typing import Any

from psycopg import AsyncConnection
from psycopg.sql import SQL, Identifier
from sqlalchemy.engine import URL

from sales_supervision.notices.notice import Day
from sales_supervision.notices.wire import Heard
from sales_supervision.storage.wake_ups import CHANNEL, day_of_message

_CONNECT_ARGUMENTS: dict[str, Any] = {
    "application_name": "sales-supervision notices",
    "connect_timeout": 10,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
}


class PostgresqlWire:
    """Listens on a connection of its own, beside the pool."""

    def __init__(self, url: URL) -> None:
        self._url = url

    def tell(self, day: Day) -> None:
        """Nothing: ``wake_ups.announce`` did, in the transaction."""

    async def speak(self) -> None:
        """Nothing, for the same reason."""
        await asyncio.Event().wait()

    async def listen(self, heard: Heard) -> None:
        """Raises psycopg.OperationalError when the server cannot be reached or goes away."""
        _, known = self._url.get_dialect()().create_connect_args(self._url)
        arguments = _CONNECT_ARGUMENTS | dict(known)
        connection = await AsyncConnection.connect(autocommit=True, **arguments)
        async with connection:
            await connection.execute(SQL("LISTEN {}").format(Identifier(CHANNEL)))
            heard(None)  # What was told before we listened.
            async for message in connection.notifies():
                heard(day_of_message(message.payload))
