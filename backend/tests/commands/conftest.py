"""Settings for commands: nothing from the developer's environment, a database of the test's own."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sales_supervision.demo.loading import load_demo
from sales_supervision.storage.engine import Database
from tests.conftest import SMALL_DEMO
from tests.database_servers import address_of

PREFIX = "SALES_SUPERVISION_"


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Only what a test sets, and a folder of its own for what would be written to the present."""
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    use(monkeypatch, f"sqlite:///{tmp_path / 'fresh.db'}")


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """The file that commands take for their database; it is not there yet."""
    return tmp_path / "fresh.db"


@pytest.fixture
def newest(sqlite_database: Database, monkeypatch: pytest.MonkeyPatch) -> Database:
    """An empty database with the newest schema, which commands take for theirs."""
    use(monkeypatch, address_of(sqlite_database))
    return sqlite_database


@pytest.fixture
def small_demo(newest: Database) -> Database:
    """A database with a small demo, which commands take for theirs."""
    load_demo(newest, SMALL_DEMO)
    return newest


def use(monkeypatch: pytest.MonkeyPatch, database_url: str) -> None:
    monkeypatch.setenv(f"{PREFIX}DATABASE_URL", database_url)
