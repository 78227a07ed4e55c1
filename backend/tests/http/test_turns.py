"""Waiting for a turn to write."""

from __future__ import annotations

import asyncio

import pytest

from sales_supervision.api.turns import Turns
from sales_supervision.storage.errors import DatabaseBusyError


def test_no_more_at_once_than_said_and_everybody_comes_to_their_turn() -> None:
    turns, at_work, most, done = Turns(2, 30), 0, 0, 0

    async def work() -> None:
        nonlocal at_work, most, done
        async with turns.turn():
            at_work += 1
            most = max(most, at_work)
            await asyncio.sleep(0)
            at_work -= 1
        done += 1

    async def all_of_them() -> None:
        await asyncio.gather(*(work() for _ in range(50)))

    asyncio.run(all_of_them())
    assert (most, done) == (2, 50)


def test_a_turn_that_does_not_come_is_refused_and_takes_none() -> None:
    async def hold_and_ask() -> None:
        turns = Turns(1, 0)
        async with turns.turn():
            with pytest.raises(DatabaseBusyError, match="No turn came"):
                async with turns.turn():
                    pass
        async with turns.turn():
            pass

    asyncio.run(hold_and_ask())
