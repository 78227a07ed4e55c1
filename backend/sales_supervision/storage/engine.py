"""The database: one engine, and two ways in - ``reading()`` and ``writing()``."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import BoundedSemaphore, Lock

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.pool import ConnectionPoolEntry

BUSY_SECONDS = 15
WRITERS = 80
"""Most writers at once, at work or waiting; a server needs more threads, so that readers and health
checks always find one."""


class DatabaseBusyError(RuntimeError):
    """Too many writers wait already; nothing was changed."""


class Database:
    """Hands out connections with a transaction open.

    ``writing()`` takes the write lock at once where the database has only one (SQLite), so that
    what is read inside it cannot change before what is written.
    """

    def __init__(self, url: str) -> None:
        self.url: URL = make_url(url)
        self.engine: Engine = _open(self.url)
        self._writers = BoundedSemaphore(WRITERS)
        self._one_writer = Lock()

    @property
    def dialect(self) -> str:
        return self.engine.dialect.name

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection whose reads are of one moment; nothing it writes is kept."""
        with self.engine.connect() as connection:
            yield connection
            connection.rollback()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection in a transaction: committed at the end, rolled back on any exception.

        Raises DatabaseBusyError where WRITERS others write or wait, or the turn does not come.
        """
        if not self._writers.acquire(blocking=False):
            raise DatabaseBusyError(f"{WRITERS} others write or wait to write.")
        try:
            with self._turn(), self.engine.connect() as connection:
                if self.dialect == "sqlite":
                    connection.execution_options(sqlite_begin="IMMEDIATE")
                with connection.begin():
                    yield connection
        finally:
            self._writers.release()

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Where the database has one write lock, wait for it here: SQLite's own wait is a poll."""
        if self.dialect != "sqlite":
            yield
            return
        if not self._one_writer.acquire(timeout=BUSY_SECONDS):
            raise DatabaseBusyError(f"No turn to write came within {BUSY_SECONDS} seconds.")
        try:
            yield
        finally:
            self._one_writer.release()

    def dispose(self) -> None:
        self.engine.dispose()


def _open(url: URL) -> Engine:
    if url.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True, hide_parameters=True)
    if url.database and url.database != ":memory:":
        Path(url.database).resolve().parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        url,
        hide_parameters=True,
        connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
        pool_size=8,
        max_overflow=WRITERS,
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: ConnectionPoolEntry) -> None:
    # The driver's own BEGIN comes too late (before the first write only); we send ours.
    connection.isolation_level = None
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        f"busy_timeout = {BUSY_SECONDS * 1000}",
        "cache_size = -32000",
    ):
        connection.execute(f"PRAGMA {pragma}")
    # SQLite's own lower() knows the letters A to Z only: "Éclair" would not be found by its name.
    connection.create_function(
        "lower", 1, lambda value: value and value.lower(), deterministic=True
    )


def _begin_sqlite(connection: Connection) -> None:
    mode = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {mode}")
