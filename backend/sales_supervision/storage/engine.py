"""The database: one engine, and its ways in - ``reading()``, ``writing()``, ``migrating()``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from threading import BoundedSemaphore, Lock
from weakref import WeakValueDictionary

from sqlalchemy import Connection, Engine, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DBAPIError, InterfaceError, OperationalError

from sales_supervision.storage.dialect import EVERYTHING, WAIT_SECONDS, Dialect
from sales_supervision.storage.errors import DatabaseBusyError, DatabaseUnavailableError
from sales_supervision.storage.postgresql import Postgresql
from sales_supervision.storage.sql_server import SqlServer
from sales_supervision.storage.sqlite import LOG_PAGES, Sqlite

BUSY_SECONDS = WAIT_SECONDS
WRITERS = 80
"""Most writers at once, at work or waiting; a server needs more threads, so that readers and health
checks always find one."""

FEEDS = "feeds"
"""The lock of whoever writes what feeds bring."""

KEYS = "idempotency keys"
"""The lock of whoever removes idempotency keys that are no longer kept."""


def day_lock(route_code: str, on: date) -> str:
    """The lock of whoever writes a route day: its drafts, its session, its recommended orders."""
    return f"day {on.isoformat()} {route_code}"


class Database:
    """Hands out connections with a transaction open.

    Raises DatabaseUnavailableError or SQLAlchemy's OperationalError where the database does not
    let a transaction through; of these, DisturbedError can be tried again (see ``retrying``).
    """

    def __init__(self, url: str, log_pages: int = LOG_PAGES) -> None:
        """``log_pages``: of SQLite alone; see ``checkpoints`` for who gives another."""
        self.url: URL = make_url(url)
        self._dialect = _dialect_of(self.url, log_pages)
        self.engine: Engine = self._dialect.open()
        self._writers = BoundedSemaphore(WRITERS)
        self._turns: WeakValueDictionary[str, Turn] = WeakValueDictionary()
        self._finding_turn = Lock()

    @property
    def dialect(self) -> str:
        return self.engine.dialect.name

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection whose reads are of one moment; it must not write."""
        with self._explained(), self.engine.connect() as connection:
            self._dialect.prepare_reading(connection)
            yield connection
            connection.rollback()

    @contextmanager
    def glancing(self) -> Iterator[Connection]:
        """A connection for one statement that reads: without a transaction around it."""
        with self._explained(), self.engine.connect() as connection:
            self._dialect.prepare_glancing(connection)
            yield connection
            connection.rollback()

    @contextmanager
    def writing(self, lock: str = EVERYTHING) -> Iterator[Connection]:
        """A connection in a transaction: committed at the end, rolled back on any exception.

        No two hold the same ``lock`` at once, so what is read under it cannot change before what
        is written; EVERYTHING excludes every other writer. Raises DatabaseBusyError where WRITERS
        others write or wait, or the turn does not come.
        """
        if not self._writers.acquire(blocking=False):
            raise DatabaseBusyError(f"{WRITERS} others write or wait to write.")
        try:
            with (
                self._turn(lock),
                self._explained(),
                self.engine.connect() as connection,
                self._dialect.locked(connection, lock),
            ):
                self._dialect.prepare_writing(connection)
                with connection.begin():
                    yield connection
        finally:
            self._writers.release()

    @contextmanager
    def migrating(self) -> Iterator[Connection]:
        """Like ``writing()``, for changes of the schema."""
        with (
            self._explained(),
            self.engine.connect() as connection,
            self._dialect.locked(connection, EVERYTHING),
        ):
            self._dialect.prepare_schema_change(connection)
            with connection.begin():
                yield connection

    @contextmanager
    def _turn(self, lock: str) -> Iterator[None]:
        """Wait here, without a connection, for those of this process that want the same lock."""
        with self._finding_turn:
            name = EVERYTHING if self._dialect.has_one_writer else lock
            turn = self._turns.setdefault(name, Turn())
        if not turn.lock.acquire(timeout=BUSY_SECONDS):
            raise DatabaseBusyError(f"No turn to write came within {BUSY_SECONDS} seconds.")
        try:
            yield
        finally:
            turn.lock.release()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            explained = self._dialect.explain(error)
            if explained is not None:
                raise explained from error
            if error.connection_invalidated and not isinstance(
                error, OperationalError | InterfaceError
            ):
                raise DatabaseUnavailableError("The connection was lost.") from error
            raise

    def dispose(self) -> None:
        self.engine.dispose()


class Turn:
    """A lock that a weak dictionary can hold."""

    def __init__(self) -> None:
        self.lock = Lock()


def _dialect_of(url: URL, log_pages: int) -> Dialect:
    match url.get_backend_name():
        case "sqlite":
            return Sqlite(url, WRITERS, log_pages)
        case "postgresql":
            return Postgresql(url)
        case "mssql":
            return SqlServer(url)
        case other:
            raise ArgumentError(
                f"{other} is not supported; use sqlite, postgresql+psycopg or mssql+mssqlpython"
            )
