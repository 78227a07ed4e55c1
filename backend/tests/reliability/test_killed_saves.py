"""kill -9 at random points of a save: acknowledged saves are whole, others whole or absent."""

from __future__ import annotations

from random import Random

from sales_supervision.storage.engine import Database
from tests.database_servers import address_of
from tests.reliability.killable_server import KillableServer, quick_starts
from tests.reliability.killed_saves import kill_saves
from tests.reliability.many_days import feed_many_days

KILLS = 300


def test_a_save_whose_server_is_killed_is_whole_or_absent(database: Database) -> None:
    dates = feed_many_days(database, KILLS // 2 + 3)
    with KillableServer(address_of(database), quick_starts()) as server:
        ends = kill_saves(database, server, dates, Random(20261124))
    assert (ends.lost, ends.half) == ([], [])
    assert ends.tried == KILLS // 2
    # The kills hit before, within and after the commit; else they would prove little.
    assert min(ends.absent, ends.acknowledged) > ends.tried // 20
