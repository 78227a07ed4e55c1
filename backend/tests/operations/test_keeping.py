"""Figures kept hour by hour: nothing twice, nothing lost while the process lives."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from threading import Event

import pytest
from anyio import to_thread
from sqlalchemy.exc import OperationalError

from sales_supervision.operations.keeping import Keeping, hour_of
from sales_supervision.operations.observations import Figure, Observations
from sales_supervision.storage.engine import Database
from sales_supervision.storage.hourly_figure_storage import FigureKey, HourlyFigureStorage
from tests.clocks import StandingClock

HOUR = timedelta(hours=1)
REQUESTS = FigureKey("requests", "GET /api/routes 2xx", 0)


class Process:
    """A server process at work: what it observes, and what it keeps."""

    def __init__(self, database: Database, clock: StandingClock, kept_days: int = 100) -> None:
        self.observations = Observations()
        self._keeping = Keeping(database, clock, self.observations, kept_days, also=lambda: None)
        self.keep = self._keeping.keep
        self.unkept = self._keeping.unkept

    def answer(self, times: int = 1, seconds: float = 0.01) -> None:
        for _ in range(times):
            self.observations.count(Figure.REQUESTS, "GET", "/api/routes", "2xx")
            self.observations.time(Figure.REQUEST_SECONDS, "GET", "/api/routes", seconds=seconds)


def unkept_requests(process: Process) -> int:
    return sum(n for key, n in process.unkept().items() if key.figure == REQUESTS.figure)


def requests_by_hour(database: Database, clock: StandingClock) -> dict[int, int]:
    """Requests by how many hours ago they were."""
    now = hour_of(clock())
    with database.reading() as connection:
        hours = HourlyFigureStorage(connection).by_hour(
            [Figure.REQUESTS], now - 48 * HOUR, now + HOUR
        )
    return {(now - hour) // HOUR: figures[REQUESTS] for hour, figures in hours.items()}


def test_an_hour_grows_while_it_lasts_and_the_next_begins_at_nothing(
    database: Database, clock: StandingClock
) -> None:
    process = Process(database, clock)
    process.answer(3)
    process.keep()
    process.answer(2)
    clock.pass_time(minutes=30)
    process.keep()
    process.keep()
    assert requests_by_hour(database, clock) == {0: 5}
    clock.pass_time(minutes=30)
    process.keep()
    process.answer(4)
    clock.pass_time(minutes=1)
    process.keep()
    assert requests_by_hour(database, clock) == {1: 5, 0: 4}


def test_what_happened_until_the_hour_belongs_to_it(
    database: Database, clock: StandingClock
) -> None:
    process = Process(database, clock)
    clock.pass_time(minutes=59)
    process.keep()
    process.answer(2)
    clock.pass_time(minutes=1)
    process.keep()
    assert requests_by_hour(database, clock) == {1: 2}


def test_replicas_and_restarts_add_up(database: Database, clock: StandingClock) -> None:
    for seconds in (0.01, 0.02, 0.04):
        process = Process(database, clock)
        process.answer(2, seconds)
        process.keep()
    now = hour_of(clock())
    with database.reading() as connection:
        totals = HourlyFigureStorage(connection).totals(now, now + HOUR)
    assert totals[REQUESTS] == 6
    assert sum(n for key, n in totals.items() if key.figure == Figure.REQUEST_SECONDS) == 6
    assert len([key for key in totals if key.figure == Figure.REQUEST_SECONDS]) == 3


def test_what_could_not_be_kept_is_kept_at_the_next_time_in_its_own_hour(
    database: Database, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    process = Process(database, clock)
    process.answer(2)
    process.keep()
    assert process.unkept() == {}
    process.answer(1)
    with monkeypatch.context() as outage:

        def refuse(*_: object) -> None:
            raise OperationalError("INSERT", {}, Exception("the database is down"))

        outage.setattr(HourlyFigureStorage, "keep", refuse)
        with pytest.raises(OperationalError):
            process.keep()
        assert unkept_requests(process) == 1, "two are kept already"
        clock.pass_time(hours=1)
        process.answer(1)
        with pytest.raises(OperationalError):
            process.keep()
        assert unkept_requests(process) == 2
    clock.pass_time(minutes=1)
    process.answer(2)
    process.keep()
    assert requests_by_hour(database, clock) == {1: 4, 0: 2}


def test_figures_are_forgotten_after_their_time(database: Database, clock: StandingClock) -> None:
    process = Process(database, clock, kept_days=2)
    process.answer()
    process.keep()
    clock.pass_time(hours=47)
    process.keep()
    assert requests_by_hour(database, clock) == {47: 1}
    clock.pass_time(hours=2)
    process.keep()
    with database.reading() as connection:
        assert HourlyFigureStorage(connection).first_hour() is None


def test_the_figures_of_reviews_are_not_kept_twice(
    database: Database, clock: StandingClock
) -> None:
    process = Process(database, clock)
    process.observations.count(Figure.REVIEWS, "a-model", "hits")
    process.keep()
    with database.reading() as connection:
        assert HourlyFigureStorage(connection).first_hour() is None


def test_the_end_waits_for_a_look_that_is_under_way(
    sqlite_database: Database, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its connection would be left open by whoever closes the pool meanwhile."""
    began, may_end, done = Event(), Event(), list[str]()

    def look() -> None:
        began.set()
        assert may_end.wait(10)
        done.append("looked")

    async def run() -> None:
        keeping = Keeping(sqlite_database, clock, Observations(), 100, also=look)
        monkeypatch.setattr(keeping, "keep", lambda: done.append("kept"))
        async with keeping.running():
            await to_thread.run_sync(began.wait)
            asyncio.get_running_loop().call_later(0.2, may_end.set)

    asyncio.run(run())
    assert done == ["looked", "kept"]
