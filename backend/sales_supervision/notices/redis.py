"""Redis or Valkey: publish and subscribe, for databases that cannot wake anybody themselves."""

from __future__ import annotations

import asyncio

from redis.asyncio import Redis

from sales_supervision.notices.notice import Day
from sales_supervision.notices.wire import Heard
from sales_supervision.storage.wake_ups import CHANNEL, as_message, day_of_message

_MOST_UNTOLD = 1_000


class RedisWire:
    """One connection to publish, one to listen, each made when it is needed."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._untold: asyncio.Queue[Day] = asyncio.Queue(_MOST_UNTOLD)

    def tell(self, day: Day) -> None:
        """Publish ``day`` soon; while the server is away, only so many are kept."""
        if not self._untold.full():
            self._untold.put_nowait(day)

    async def speak(self) -> None:
        """Publish what is told. Raises redis.RedisError when the server is away."""
        async with self._open() as redis:
            while True:
                await redis.publish(CHANNEL, as_message(*await self._untold.get()))

    async def listen(self, heard: Heard) -> None:
        """Listen. Raises redis.RedisError when the server is away."""
        async with self._open() as redis, redis.pubsub() as channel:
            await channel.subscribe(CHANNEL)
            heard(None)  # What was told before we listened.
            async for message in channel.listen():
                if message["type"] == "message":
                    heard(day_of_message(message["data"]))

    def _open(self) -> Redis:
        return Redis.from_url(self._url, socket_connect_timeout=5, health_check_interval=15)
