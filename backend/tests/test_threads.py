"""Work in threads whose task is cancelled."""

from __future__ import annotations

import asyncio
from threading import Event

import pytest

from sales_supervision.threads import run_to_its_end


def test_a_cancelled_task_ends_only_after_its_thread() -> None:
    began, may_end, ended = Event(), Event(), Event()

    def work() -> None:
        began.set()
        may_end.wait(timeout=30)
        ended.set()

    async def cancel_amid_work() -> None:
        task = asyncio.create_task(run_to_its_end(work))
        await asyncio.to_thread(began.wait, 30)
        task.cancel()
        await asyncio.wait([task], timeout=0)
        assert not task.done()
        may_end.set()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert ended.is_set()

    asyncio.run(cancel_amid_work())


def test_what_the_work_returns_and_raises_comes_through() -> None:
    def fail() -> None:
        raise ValueError("no")

    assert asyncio.run(run_to_its_end(lambda: 7)) == 7
    with pytest.raises(ValueError, match="no"):
        asyncio.run(run_to_its_end(fail))
