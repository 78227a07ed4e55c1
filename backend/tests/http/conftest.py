"""The real application on a database of the test's own, and clients that speak to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
import structlog
from fastapi import FastAPI
from starlette.testclient import TestClient
from structlog.typing import EventDict

from sales_supervision.app import create_app
from sales_supervision.clock import Clock, system_clock
from sales_supervision.settings import Settings
from sales_supervision.storage.engine import Database
from tests.clocks import TODAY, StandingClock
from tests.database_servers import DatabaseServer
from tests.http.made_day import ROUTE, feed_made_day
from tests.http.supervisor import Supervisor

Start = Callable[..., TestClient]
"""Start another application on the same database; keywords are settings."""


@pytest.fixture(autouse=True)
def logs() -> Iterator[list[EventDict]]:
    """What was logged; without it, structlog would draw each traceback with all its variables."""
    merge = structlog.contextvars.merge_contextvars
    with structlog.testing.capture_logs(processors=[merge]) as entries:
        yield entries


@pytest.fixture
def start(database: Database, clock: StandingClock) -> Iterator[Start]:
    """Starts applications on the made day; all are stopped at the end."""
    yield from _starting(database, clock)


@pytest.fixture(scope="session")
def onlooker(database_server: DatabaseServer, empty_database: str) -> Iterator[TestClient]:
    """A client of one application on the made day, for tests that only look."""
    database = database_server.copy(empty_database)
    feed_made_day(database)
    with client_of(application(database, StandingClock())) as http:
        yield http
    database_server.drop(database)


@pytest.fixture
def start_on_file(sqlite_database: Database, clock: StandingClock) -> Iterator[Start]:
    """Like ``start``, on a database file: for what a disk or another program does to it."""
    yield from _starting(sqlite_database, clock)


@pytest.fixture
def http(start: Start) -> TestClient:
    return start()


@pytest.fixture
def day(http: TestClient) -> Supervisor:
    """The supervisor of the made day."""
    return Supervisor(http, ROUTE, TODAY)


def application(database: Database, clock: Clock = system_clock, **settings: object) -> FastAPI:
    url = database.url.render_as_string(hide_password=False)
    wanted = {"database_url": url, "sign_in": "demo", **settings}
    return create_app(Settings.model_validate(wanted), clock)


def client_of(app: FastAPI, **options: Any) -> TestClient:
    """A client at the server's own computer, as a demo has to have."""
    return TestClient(app, "http://localhost", client=("127.0.0.1", 50_000), **options)


def _starting(database: Database, clock: StandingClock) -> Iterator[Start]:
    feed_made_day(database)
    with ExitStack() as running:

        def start_one(**settings: object) -> TestClient:
            return running.enter_context(client_of(application(database, clock, **settings)))

        yield start_one
