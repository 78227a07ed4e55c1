"""The two ways into the database: reading keeps nothing, writing keeps all or nothing."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

import pytest
from sqlalchemy import Connection, event, func, insert, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from sales_supervision.storage import sqlite
from sales_supervision.storage.dialect import WAIT_SECONDS
from sales_supervision.storage.engine import Database
from sales_supervision.storage.tables import draft_customer, route
from tests.database_servers import address_of


def _add_route(connection: Connection, route_code: str = "1004") -> None:
    connection.execute(insert(route).values(route_code=route_code, route_name="Deira North"))


def _routes(connection: Connection) -> int:
    return connection.scalar(select(func.count()).select_from(route)) or 0


def test_what_is_written_is_there_for_the_next_reader(database: Database) -> None:
    with database.writing() as connection:
        _add_route(connection)
    with database.reading() as connection:
        assert _routes(connection) == 1


def test_nothing_that_a_reader_writes_is_kept(database: Database) -> None:
    # PostgreSQL refuses the attempt.
    with suppress(DBAPIError), database.reading() as connection:
        _add_route(connection)
    with database.reading() as connection:
        assert _routes(connection) == 0


def test_a_glance_sees_what_is_written_and_leaves_no_transaction_behind(database: Database) -> None:
    for number in range(3):
        with database.glancing() as connection:
            assert _routes(connection) == number
        with database.writing() as connection:
            _add_route(connection, f"R{number}")
    with database.reading() as reader:
        assert _routes(reader) == 3
        with database.writing() as writer:
            _add_route(writer, "R3")
        assert _routes(reader) == 3


def test_a_failure_inside_writing_keeps_nothing(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.writing() as connection:
        _add_route(connection)
        _ = 1 // 0
    with database.reading() as connection:
        assert _routes(connection) == 0


def test_a_reader_sees_one_moment_while_another_writes(database: Database) -> None:
    with database.reading() as reader:
        assert _routes(reader) == 0
        with database.writing() as writer:
            _add_route(writer)
        assert _routes(reader) == 0
    with database.reading() as reader:
        assert _routes(reader) == 1


def test_a_second_writer_waits_from_the_start_of_its_transaction(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lock is taken before the first read, not at the first write."""
    monkeypatch.setattr(sqlite, "WAIT_SECONDS", 0)
    impatient = Database(address_of(sqlite_database))
    with (
        sqlite_database.writing(),
        pytest.raises(OperationalError, match="database is locked"),
        impatient.writing() as other,
    ):
        _routes(other)
    impatient.dispose()


def test_who_waits_for_another_process_asks_again_often(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite itself asks ever more rarely, and finds the lock taken again."""
    assert sqlite_database.url.database
    waits: list[float] = []
    done: list[tuple[object, int]] = []
    with closing(sqlite3.connect(sqlite_database.url.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")

        def wait(seconds: float) -> None:
            waits.append(seconds)
            if len(waits) == 30:
                other.execute("COMMIT")

        def note(*given: object) -> None:
            done.append((given[2], len(waits)))

        monkeypatch.setattr(sqlite, "sleep", wait)
        event.listen(sqlite_database.engine, "after_cursor_execute", note)
        with sqlite_database.writing() as connection:
            _add_route(connection)
    assert done[0] == ("BEGIN IMMEDIATE", 30)  # the wait is the statement's, as its time is told
    assert waits == [sqlite.ASKED_AGAIN_SECONDS] * 30
    with sqlite_database.reading() as connection:
        assert _routes(connection) == 1


def test_a_transaction_that_cannot_begin_is_an_error_of_the_database(
    sqlite_database: Database,
) -> None:
    """Not of the driver, which nobody above expects; and it is told without waiting."""
    event.listen(sqlite_database.engine, "checkout", lambda driver, *_: driver.execute("BEGIN"))
    with (
        pytest.raises(OperationalError, match="within a transaction"),
        sqlite_database.writing(),
    ):
        pass


def test_waiting_in_a_statement_is_as_before_once_the_lock_was_taken(
    sqlite_database: Database,
) -> None:
    with sqlite_database.writing() as connection:
        assert connection.scalar(text("PRAGMA busy_timeout")) == WAIT_SECONDS * 1000


def test_foreign_keys_are_enforced(database: Database) -> None:
    with pytest.raises(IntegrityError, match=r"(?i)foreign key"), database.writing() as connection:
        connection.execute(
            insert(draft_customer).values(draft_id="nowhere", customer_code="C1", entry="{}")
        )


def test_commits_survive_a_loss_of_power(sqlite_database: Database) -> None:
    """What SQLite is told to do about it: a write-ahead log, synchronised at every commit."""
    with sqlite_database.reading() as connection:
        assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
        assert connection.scalar(text("PRAGMA synchronous")) == 2


def test_the_folder_of_a_new_database_is_made(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'not' / 'yet' / 'there.db'}")
    with database.reading() as connection:
        connection.execute(text("SELECT 1"))
    database.dispose()
    assert (tmp_path / "not" / "yet" / "there.db").is_file()
