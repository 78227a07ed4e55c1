"""A database on SQL Server, as far as its driver can tell."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest
from sqlalchemy import create_engine

from sales_supervision.storage import sql_server
from sales_supervision.storage.engine import Database
from tests.sql_server.recording import URL, RecordingDriver


@pytest.fixture
def driver() -> RecordingDriver:
    return RecordingDriver()


@pytest.fixture
def recorded(driver: RecordingDriver, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """A connected database of which ``driver`` tells what it was sent."""
    monkeypatch.setattr(sql_server, "create_engine", partial(create_engine, module=driver))
    database = Database(URL)
    with database.engine.connect():
        pass
    driver.sent.clear()
    yield database
    database.dispose()
