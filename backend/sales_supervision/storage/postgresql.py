"""PostgreSQL through psycopg 3: REPEATABLE READ, with advisory locks where a read decides."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from typing import Any

from sqlalchemy import BindParameter, Connection, Engine, bindparam, create_engine, func, select
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from sales_supervision.storage.bulk_postgresql import allow_copying
from sales_supervision.storage.dialect import EVERYTHING, POOL_OVERFLOW, POOL_SIZE, WAIT_SECONDS
from sales_supervision.storage.errors import (
    DatabaseBusyError,
    DatabaseUnavailableError,
    DisturbedError,
    StorageFullError,
)

_CONNECT_ARGUMENTS: dict[str, Any] = {
    "application_name": "sales-supervision",
    "connect_timeout": 10,
    # A server that vanished without a word is noticed within a minute, not after two hours.
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "options": f"-c lock_timeout={WAIT_SECONDS * 1000}",
}

_everything: BindParameter[int] = bindparam("everything")
_lock: BindParameter[int] = bindparam("lock")
_TAKE_EVERYTHING = select(func.pg_advisory_lock(_everything))
_TAKE = select(func.pg_advisory_lock_shared(_everything), func.pg_advisory_lock(_lock))
_RELEASE = select(func.pg_advisory_unlock_all())


class Postgresql:
    """Locks are the session's, not the transaction's: taken first, they make its snapshot new."""

    has_one_writer = False

    def __init__(self, url: URL) -> None:
        self._url = url

    def open(self) -> Engine:
        engine = create_engine(
            self._url,
            hide_parameters=True,
            pool_pre_ping=True,
            pool_size=POOL_SIZE,
            max_overflow=POOL_OVERFLOW,
            pool_timeout=WAIT_SECONDS,
            use_native_hstore=False,
            connect_args={
                name: value
                for name, value in _CONNECT_ARGUMENTS.items()
                if name not in self._url.query
            },
        )
        allow_copying(engine)
        return engine

    def prepare_reading(self, connection: Connection) -> None:
        connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)

    def prepare_glancing(self, connection: Connection) -> None:
        connection.execution_options(isolation_level="AUTOCOMMIT")

    @contextmanager
    def locked(self, connection: Connection, lock: str) -> Iterator[None]:
        connection.execution_options(isolation_level="AUTOCOMMIT")
        try:
            if lock == EVERYTHING:
                connection.execute(_TAKE_EVERYTHING, {"everything": _key(EVERYTHING)})
            else:
                connection.execute(_TAKE, {"everything": _key(EVERYTHING), "lock": _key(lock)})
            connection.commit()
        except BaseException:
            # It may hold one of the two locks, which the end of its session frees.
            connection.invalidate()
            raise
        try:
            yield
        finally:
            _release(connection)

    def prepare_writing(self, connection: Connection) -> None:
        connection.execution_options(isolation_level="REPEATABLE READ")

    def prepare_schema_change(self, connection: Connection) -> None:
        self.prepare_writing(connection)

    def explain(self, error: DBAPIError) -> DatabaseUnavailableError | None:
        match getattr(error.orig, "sqlstate", None):
            case "40001" | "40P01":
                return DisturbedError("Another transaction changed the same rows.")
            case "53100":
                return StorageFullError("The disk of the database is full.")
            case "55P03":
                return DatabaseBusyError(f"No lock came within {WAIT_SECONDS} seconds.")
        return None


def _release(connection: Connection) -> None:
    if connection.invalidated:
        return
    try:
        connection.execution_options(isolation_level="AUTOCOMMIT")
        connection.execute(_RELEASE)
        connection.commit()
    except DBAPIError:
        # The end of its connection frees a lock, too.
        connection.invalidate()


def _key(lock: str) -> int:
    """The number by which PostgreSQL knows a lock; two that share one only wait for each other."""
    return int.from_bytes(blake2b(lock.encode(), digest_size=8).digest(), signed=True)
