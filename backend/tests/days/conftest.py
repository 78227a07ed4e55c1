"""The desk of Amal, with the small day planned."""

from __future__ import annotations

import pytest

from sales_supervision.storage.engine import Database
from tests.clocks import StandingClock
from tests.days.desk import PLANNED_DAY, Desk


@pytest.fixture
def desk(database: Database, clock: StandingClock) -> Desk:
    desk = Desk(database, clock)
    for feed, rows in PLANNED_DAY.items():
        desk.feed(feed, rows)
    return desk
