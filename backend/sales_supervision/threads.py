"""Work in threads for tasks that are cancelled when the server stops."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

from anyio import CapacityLimiter, to_thread

Result = TypeVar("Result")


async def run_to_its_end(
    work: Callable[[], Result], limiter: CapacityLimiter | None = None
) -> Result:
    """What ``work`` returns, done in a thread; a task cancelled meanwhile ends only after it.

    A thread cannot be cancelled, and what it holds (a connection of a pool that is about to be
    closed) would be lost.
    """
    running = asyncio.ensure_future(to_thread.run_sync(work, limiter=limiter))
    try:
        return await asyncio.shield(running)
    except asyncio.CancelledError:
        await asyncio.wait([running])
        raise
