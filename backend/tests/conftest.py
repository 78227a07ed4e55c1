"""Fixtures for every test: a migrated database, a small demo, a clock that stands still."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

from sales_supervision.demo.generator import DemoSpec
from sales_supervision.demo.loading import load_demo
from sales_supervision.storage.engine import Database
from sales_supervision.storage.schema import upgrade
from tests.clocks import NOON, TODAY, StandingClock

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


@pytest.fixture(scope="session", autouse=True)
def no_key_of_a_provider() -> Iterator[None]:
    """No test may spend a developer's money."""
    with pytest.MonkeyPatch.context() as environment:
        environment.delenv("GROQ_API_KEY", raising=False)
        yield


def _sqlite(file: Path) -> Database:
    return Database(f"sqlite:///{file}")


@pytest.fixture(scope="session")
def empty_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the newest schema and no rows."""
    file = tmp_path_factory.mktemp("template") / "empty.db"
    database = _sqlite(file)
    upgrade(database)
    _close_into_one_file(database)
    return file


@pytest.fixture(scope="session")
def demo_template(empty_template: Path) -> Path:
    """A file with SMALL_DEMO loaded."""
    file = empty_template.with_name("demo.db")
    shutil.copy(empty_template, file)
    database = _sqlite(file)
    load_demo(database, SMALL_DEMO)
    _close_into_one_file(database)
    return file


@pytest.fixture
def database(empty_template: Path, tmp_path: Path) -> Iterator[Database]:
    """A database of this test's own, with the newest schema and no rows."""
    yield from _copy_of(empty_template, tmp_path)


@pytest.fixture
def demo_database(demo_template: Path, tmp_path: Path) -> Iterator[Database]:
    """A database of this test's own with SMALL_DEMO in it."""
    yield from _copy_of(demo_template, tmp_path)


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


def _copy_of(template: Path, folder: Path) -> Iterator[Database]:
    file = folder / template.name
    shutil.copy(template, file)
    database = _sqlite(file)
    yield database
    database.dispose()


def _close_into_one_file(database: Database) -> None:
    """Move the write-ahead log into the file, so that a copy of the file is the database."""
    with database.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.dispose()
