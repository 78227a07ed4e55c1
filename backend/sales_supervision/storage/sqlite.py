"""SQLite: one file, one writer at a time, readers of one moment beside it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from sales_supervision.storage.dialect import WAIT_SECONDS
from sales_supervision.storage.errors import (
    DatabaseMovedError,
    DatabaseUnavailableError,
    StorageFullError,
)

ASKED_AGAIN_SECONDS = 0.001
"""How soon a writer asks again for the lock that another process has. SQLite itself asks ever more
rarely, at last each 0.1 s, and finds it taken again by whoever has just given it back: of two
servers at work on one file, one then stands still (`make load`: a p95 of 944 ms)."""

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
        self._file = _file_of(url)
        self._opened: tuple[int, int] | None = None

    def open(self) -> Engine:
        if self._file is not None:
            self._file.parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(
            self._url,
            hide_parameters=True,
            connect_args={"timeout": WAIT_SECONDS, "check_same_thread": False},
            # A connection beyond these is made for one use, which costs more than most uses.
            pool_size=32,
            max_overflow=self._writers,
        )
        event.listen(engine, "do_connect", self._before_connecting)
        event.listen(engine, "connect", self._prepare)
        event.listen(engine, "begin", _begin)
        event.listen(engine, "do_execute", _begin_writing)
        return engine

    def prepare_reading(self, connection: Connection) -> None:
        """In WAL mode a deferred transaction reads of one moment."""
        self._require_in_place()

    def prepare_glancing(self, connection: Connection) -> None:
        self._require_in_place()
        connection.execution_options(sqlite_begin=_NONE)

    @contextmanager
    def locked(self, connection: Connection, lock: str) -> Iterator[None]:
        """Nothing: beginning to write takes the one lock there is."""
        yield

    def prepare_writing(self, connection: Connection) -> None:
        self._require_in_place()
        connection.execution_options(sqlite_begin="IMMEDIATE")

    def prepare_schema_change(self, connection: Connection) -> None:
        self.prepare_writing(connection)

    def explain(self, error: DBAPIError) -> DatabaseUnavailableError | None:
        """Only a full disk: with the lock taken first nobody disturbs, and SQLite waited for it."""
        if getattr(error.orig, "sqlite_errorname", None) in _FULL:
            return StorageFullError("The disk of the database is full.")
        return None

    def _before_connecting(self, *_: object) -> None:
        """A new file is for its owner alone, since it holds password hashes; one that was there
        and is gone is not made anew."""
        if self._file is None:
            return
        if self._opened is None:
            with suppress(OSError):
                os.close(os.open(self._file, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
            with suppress(OSError):
                self._opened = _identity(self._file)
        self._require_in_place()

    def _require_in_place(self) -> None:
        """A connection goes on in a file that was moved; what it writes would be lost."""
        if self._file is None or self._opened is None:
            return
        try:
            is_in_place = _identity(self._file) == self._opened
        except OSError:
            is_in_place = False
        if not is_in_place:
            raise DatabaseMovedError(
                "The database's file was moved, removed or replaced while it was in use: put it "
                "back, or start the server again."
            )

    def _prepare(self, connection: sqlite3.Connection, _record: ConnectionPoolEntry) -> None:
        # The driver's own BEGIN comes too late (before the first write only); we send ours.
        connection.isolation_level = None
        for pragma in (
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            "cache_size = -32000",
            f"wal_autocheckpoint = {self._log_pages}",
        ):
            connection.execute(f"PRAGMA {pragma}")
        _let_wait(connection, WAIT_SECONDS)
        # SQLite's own lower() knows the letters A to Z only: "Éclair" would not be found.
        connection.create_function(
            "lower", 1, lambda value: value and value.lower(), deterministic=True
        )


_NONE = "NONE"


def _file_of(url: URL) -> Path | None:
    """None for a database in memory, or one that a URI of SQLite's names."""
    if not url.database or url.database == ":memory:" or url.database.startswith("file:"):
        return None
    return Path(url.database).resolve()


def _identity(file: Path) -> tuple[int, int]:
    found = os.stat(file)  # noqa: PTH116 - at each transaction, and twice as fast
    return found.st_dev, found.st_ino


def _begin(connection: Connection) -> None:
    mode = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
    if mode != _NONE:
        connection.exec_driver_sql(f"BEGIN {mode}")


def _begin_writing(cursor: sqlite3.Cursor, statement: str, *_: object) -> bool:
    """Begins in the driver's place, for WAIT_SECONDS at most; whether ``statement`` was that."""
    if statement != "BEGIN IMMEDIATE":
        return False
    until = monotonic() + WAIT_SECONDS
    _let_wait(cursor.connection, 0)
    try:
        while not _has_begun(cursor, until):
            sleep(ASKED_AGAIN_SECONDS)
    finally:
        _let_wait(cursor.connection, WAIT_SECONDS)
    return True


def _has_begun(cursor: sqlite3.Cursor, until: float) -> bool:
    try:
        cursor.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        # The lower byte of an extended code is the plain one.
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or monotonic() >= until:
            raise
        return False
    return True


def _let_wait(driver: sqlite3.Connection, seconds: int) -> None:
    driver.execute(f"PRAGMA busy_timeout = {seconds * 1000}")
