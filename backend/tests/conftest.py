"""Fixtures for every test: a migrated database, a small demo, a clock that stands still."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from hypothesis import HealthCheck, Phase, settings

from sales_supervision.demo.generator import DemoSpec
from sales_supervision.demo.loading import load_demo
from sales_supervision.storage.engine import Database
from sales_supervision.storage.migrating import upgrade
from tests.clocks import NOON, TODAY, StandingClock
from tests.database_servers import DatabaseServer, product_of, server_names
from tests.database_servers import database_server as open_server
from tests.sql_server.transact_sql import look_at_each_statement

settings.register_profile(
    "everywhere",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    print_blob=True,
    # All but `explain`, which takes minutes on a state machine that fails.
    phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink],
)
settings.load_profile("everywhere")

SMALL_DEMO = DemoSpec(
    today=TODAY, now=NOON, routes=2, customers=(7, 9), items=12, history_days=60, plan_days=3
)
"""Two routes, 1004 among them; small enough to load in a moment."""


FOR_TESTS = frozenset(
    f"SALES_SUPERVISION_{name}"
    for name in ("CHROMIUM", "TEST_DATA", "TEST_DATABASES", "WEB_FOLDER")
)
"""What a developer tells tests by."""


def pytest_configure() -> None:
    """No test may spend a developer's money, or meet the settings of a deployment.

    Before anything is collected: modules and worker processes read the environment, too.
    """
    for name in settings_of_a_deployment():
        del os.environ[name]


def settings_of_a_deployment() -> list[str]:
    """Those in the environment."""
    return [
        name
        for name in os.environ
        if name == "GROQ_API_KEY"
        or (name.startswith("SALES_SUPERVISION_") and name not in FOR_TESTS)
    ]


@pytest.fixture(scope="session", autouse=True)
def logs_apart() -> None:
    """What a command printed is compared, while an application of another test may be at work."""
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.__stderr__))


@pytest.fixture(scope="session", params=server_names(), ids=product_of)
def database_server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> DatabaseServer:
    """Where databases are made: whatever uses it runs once for each product."""
    return open_server(request.param, tmp_path_factory.mktemp("databases"))


@pytest.fixture(scope="session")
def empty_database(database_server: DatabaseServer) -> str:
    """The template with the newest schema and no rows."""
    return database_server.template("empty", upgrade)


@pytest.fixture(scope="session")
def small_demo_database(database_server: DatabaseServer, empty_database: str) -> str:
    """The template with SMALL_DEMO in it."""
    return database_server.template(
        "demo", lambda database: load_demo(database, SMALL_DEMO), empty_database
    )


@pytest.fixture
def database(database_server: DatabaseServer, empty_database: str) -> Iterator[Database]:
    """A database of this test's own, with the newest schema and no rows."""
    yield from _copy(database_server, empty_database)


@pytest.fixture
def demo_database(database_server: DatabaseServer, small_demo_database: str) -> Iterator[Database]:
    """A database of this test's own with SMALL_DEMO in it."""
    yield from _copy(database_server, small_demo_database)


@pytest.fixture
def blank_database(database_server: DatabaseServer) -> Iterator[Database]:
    """A database of this test's own without any schema."""
    yield from _copy(database_server, None)


@pytest.fixture(scope="session")
def sqlite_files(tmp_path_factory: pytest.TempPathFactory) -> DatabaseServer:
    """For what only files can: browsers' servers, commands, disks."""
    return open_server("sqlite", tmp_path_factory.mktemp("files"))


@pytest.fixture(scope="session")
def empty_template(sqlite_files: DatabaseServer) -> Path:
    """A file with the newest schema and no rows."""
    return Path(sqlite_files.template("empty", upgrade))


@pytest.fixture
def sqlite_database(sqlite_files: DatabaseServer, empty_template: Path) -> Iterator[Database]:
    """Like ``database``, for tests of what SQLite alone does."""
    yield from _copy(sqlite_files, str(empty_template))


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


def _copy(server: DatabaseServer, template: str | None) -> Iterator[Database]:
    database = server.copy(template)
    if server.name == "sqlite":
        look_at_each_statement(database.engine)
    yield database
    server.drop(database)
