"""Redis or Valkey: publish and subscribe, for databases that cannot wake anybody themselves."""

from __future__ import annotations

import asyncio

from redis.asyncio import Redis

from sales_supervision.notices.notice import Day
from sales_supervision.notices.wire import Heard
from sales_supervision.storage.wake_ups import CHANNEL, as_message, day_of_message

_MOST_UNTOLD = 1_000


class RedisWire:
    """One connection to publish, one to listen."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._untold: asyncio.Queue[Day] = asyncio.Queue(_MOST_UNTOLD)

    def tell(self, day: Day) -> None:
        """Publish ``day`` soon; while the server is away, only so many are kept."""
        if not self._untold.full():
            self._untold.put_nowait(day)

    async def listen(self, heard: Heard) -> None:
        """Publish and listen. Raises redis.RedisError when the server is away."""
        async with (
            Redis.from_url(self._url, socket_connect_timeout=5, health_check_interval=15) as redis,
            redis.pubsub() as channel,
            asyncio.TaskGroup() as tasks,
        ):
            await channel.subscribe(CHANNEL)
            heard(None)
            tasks.create_task(self._publish(redis))
            async for message in channel.listen():
                if message["type"] == "message":
                    heard(day_of_message(message["data"]))

    async def _publish(self, redis: Redis) -> None:
        while True:
            route_code, on = await self._untold.get()
            await redis.publish(CHANNEL, as_message(route_code, on))
