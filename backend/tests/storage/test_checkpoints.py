"""A server brings SQLite's log into the file beside its requests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from sales_supervision.storage.checkpoints import LONG_LOG_PAGES, Checkpoints
from sales_supervision.storage.engine import Database
from sales_supervision.storage.sqlite import LOG_PAGES

_A_MEGABYTE = 1_000_000


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "days.db"


@pytest.fixture
def of_a_server(file: Path) -> Iterator[Database]:
    database = Database(f"sqlite:///{file}", LONG_LOG_PAGES)
    yield database
    database.dispose()


def _write(database: Database, megabytes: int) -> None:
    with database.writing() as connection:
        connection.execute(text("CREATE TABLE IF NOT EXISTS heap (content BLOB)"))
    for _ in range(megabytes):
        with database.writing() as connection:
            connection.execute(
                text("INSERT INTO heap VALUES (zeroblob(:size))"), {"size": _A_MEGABYTE}
            )


def test_no_writer_of_a_server_brings_the_log_in_and_the_server_does(
    of_a_server: Database, file: Path
) -> None:
    megabytes = 2 * LOG_PAGES * 4096 // _A_MEGABYTE
    _write(of_a_server, megabytes)
    assert file.stat().st_size < _A_MEGABYTE
    Checkpoints(of_a_server).bring_in()
    assert file.stat().st_size > megabytes * _A_MEGABYTE
    with of_a_server.reading() as connection:
        assert connection.scalar(text("SELECT count(*) FROM heap")) == megabytes


def test_a_command_without_a_server_brings_its_log_in_itself(file: Path) -> None:
    database = Database(f"sqlite:///{file}")
    _write(database, 2 * LOG_PAGES * 4096 // _A_MEGABYTE)
    assert file.stat().st_size > LOG_PAGES * 4096
    database.dispose()


def test_a_reader_does_not_hold_the_server_up(of_a_server: Database, file: Path) -> None:
    _write(of_a_server, 1)
    with of_a_server.reading() as connection:
        connection.scalar(text("SELECT count(*) FROM heap"))
        _write(of_a_server, 1)
        Checkpoints(of_a_server).bring_in()
        assert connection.scalar(text("SELECT count(*) FROM heap")) == 1
    Checkpoints(of_a_server).bring_in()
    assert file.stat().st_size > 2 * _A_MEGABYTE
