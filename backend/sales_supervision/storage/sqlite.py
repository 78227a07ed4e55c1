"""SQLite: one file, one writer at a time, readers of one moment beside it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from sales_supervision.storage.dialect import WAIT_SECONDS
from sales_supervision.storage.errors import DatabaseUnavailableError, StorageFullError

LOG_PAGES = 1_000
"""Length of the log, in pages of 4 kB, at which the writer in hand brings it into the file."""

_FULL = {"SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_SHMSIZE"}


class Sqlite:
    """``BEGIN IMMEDIATE`` takes the one write lock before the first read, whatever the lock."""

    has_one_writer = True

    def __init__(self, url: URL, writers: int, log_pages: int) -> None:
        self._url = url
        self._writers = writers
        self._log_pages = log_pages

    def open(self) -> Engine:
        if self._url.database and self._url.database != ":memory:":
            Path(self._url.database).resolve().parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(
            self._url,
            hide_parameters=True,
            connect_args={"timeout": WAIT_SECONDS, "check_same_thread": False},
            pool_size=8,
            max_overflow=self._writers,
        )
        event.listen(engine, "connect", self._prepare)
        event.listen(engine, "begin", _begin)
        return engine

    def prepare_reading(self, connection: Connection) -> None:
        """Nothing: in WAL mode a deferred transaction reads of one moment."""

    @contextmanager
    def locked(self, connection: Connection, lock: str) -> Iterator[None]:
        """Nothing: beginning to write takes the one lock there is."""
        yield

    def prepare_writing(self, connection: Connection) -> None:
        connection.execution_options(sqlite_begin="IMMEDIATE")

    def prepare_schema_change(self, connection: Connection) -> None:
        self.prepare_writing(connection)

    def explain(self, error: DBAPIError) -> DatabaseUnavailableError | None:
        """Only a full disk: with the lock taken first nobody disturbs, and SQLite waited for it."""
        if getattr(error.orig, "sqlite_errorname", None) in _FULL:
            return StorageFullError("The disk of the database is full.")
        return None

    def _prepare(self, connection: sqlite3.Connection, _record: ConnectionPoolEntry) -> None:
        # The driver's own BEGIN comes too late (before the first write only); we send ours.
        connection.isolation_level = None
        for pragma in (
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            f"busy_timeout = {WAIT_SECONDS * 1000}",
            "cache_size = -32000",
            f"wal_autocheckpoint = {self._log_pages}",
        ):
            connection.execute(f"PRAGMA {pragma}")
        # SQLite's own lower() knows the letters A to Z only: "Éclair" would not be found.
        connection.create_function(
            "lower", 1, lambda value: value and value.lower(), deterministic=True
        )


def _begin(connection: Connection) -> None:
    mode = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {mode}")
