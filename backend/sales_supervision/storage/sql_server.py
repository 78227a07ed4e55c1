"""SQL Server: SNAPSHOT isolation, with application locks where a read decides."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, TextClause, create_engine, event, text
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from sales_supervision.storage.dialect import EVERYTHING, POOL_OVERFLOW, POOL_SIZE, WAIT_SECONDS
from sales_supervision.storage.errors import (
    DatabaseBusyError,
    DatabaseUnavailableError,
    DisturbedError,
    StorageFullError,
)

_DEADLOCK, _LOCK_TIMEOUT = 1205, 1222
_UPDATE_CONFLICT, _TABLE_CHANGED, _SNAPSHOT_REFUSED = 3960, 3961, 3952
_FILE_FULL, _FILEGROUP_FULL, _LOG_FULL = 1101, 1105, 9002
# Microsoft's driver gives the message without its number; pymssql gives the number.
_NUMBERS_BY_WORDS = {
    "was deadlocked on": _DEADLOCK,
    "Lock request time out period exceeded": _LOCK_TIMEOUT,
    "transaction aborted due to update conflict": _UPDATE_CONFLICT,
    "modified by a DDL statement in another concurrent transaction": _TABLE_CHANGED,
    "snapshot isolation is not allowed in this database": _SNAPSHOT_REFUSED,
    "Could not allocate a new page for database": _FILE_FULL,
    "Could not allocate space for object": _FILEGROUP_FULL,
    "The transaction log for database": _LOG_FULL,
}

_ALLOWED = text(
    "SELECT COUNT(*) FROM sys.databases "
    "WHERE database_id = DB_ID() AND snapshot_isolation_state = 1"
)
_ANY_TABLE = text("SELECT TOP 1 table_name FROM information_schema.tables ORDER BY table_name")
_ALLOW_SNAPSHOTS = "ALTER DATABASE CURRENT SET ALLOW_SNAPSHOT_ISOLATION ON"
_SNAPSHOTS_MISSING = (
    "The database does not allow snapshot isolation: have its owner run "
    f"`{_ALLOW_SNAPSHOTS}` in it, or run `sales-supervision db upgrade` as its owner."
)

_DRIVER_NOT_LOADED = "Failed to load the driver"
_LIBRARIES_MISSING = (
    "Microsoft's driver for SQL Server lacks libraries of the system: on Debian and Ubuntu run "
    "`apt-get install libltdl7 libkrb5-3 libgssapi-krb5-2`."
)


def _take(resource: str, mode: str) -> str:
    return (
        f"EXEC @taken = sp_getapplock @Resource = {resource}, @LockMode = '{mode}', "
        f"@LockOwner = 'Session', @LockTimeout = {WAIT_SECONDS * 1000};"
    )


def _release(resource: str) -> str:
    return f"EXEC sp_releaseapplock @Resource = {resource}, @LockOwner = 'Session';"


_BEGIN = "SET NOCOUNT ON; DECLARE @taken INT;"
# Off again: it would last as long as the connection, and updates would not tell their rows.
_ANSWER = "SET NOCOUNT OFF; SELECT @taken AS taken;"
_WHOLE = f"N'{EVERYTHING}'"
_TAKE_EVERYTHING = text(" ".join((_BEGIN, _take(_WHOLE, "Exclusive"), _ANSWER)))
_RELEASE_EVERYTHING = text(_release(_WHOLE))
_TAKE = text(
    " ".join(
        (_BEGIN, _take(_WHOLE, "Shared"), "IF @taken >= 0", _take(":lock", "Exclusive"), _ANSWER)
    )
)
_RELEASE = text(" ".join((_release(":lock"), _release(_WHOLE))))


class SqlServer:
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
        )
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "savepoint", _refuse_savepoint)
        return engine

    def prepare_reading(self, connection: Connection) -> None:
        connection.execution_options(isolation_level="SNAPSHOT")

    def prepare_glancing(self, connection: Connection) -> None:
        self.prepare_reading(connection)

    @contextmanager
    def locked(self, connection: Connection, lock: str) -> Iterator[None]:
        is_whole = lock == EVERYTHING
        resource = {} if is_whole else {"lock": lock}
        try:
            taken = connection.scalar(_TAKE_EVERYTHING if is_whole else _TAKE, resource)
            connection.commit()
        except BaseException:
            connection.invalidate()
            raise
        if taken is None or taken < 0:
            # It may hold one of the two locks, which the end of its session frees.
            connection.invalidate()
            raise _not_taken(taken)
        try:
            yield
        finally:
            _give_back(connection, _RELEASE_EVERYTHING if is_whole else _RELEASE, resource)

    def prepare_writing(self, connection: Connection) -> None:
        connection.execution_options(isolation_level="SNAPSHOT")

    def prepare_schema_change(self, connection: Connection) -> None:
        """Tables cannot be changed in a snapshot, but the snapshots of others must be allowed."""
        connection.execution_options(isolation_level="AUTOCOMMIT")
        try:
            if not connection.scalar(_ALLOWED):
                connection.exec_driver_sql(_ALLOW_SNAPSHOTS)
        except DBAPIError as error:
            connection.rollback()
            if not _snapshots_work(connection):
                raise DatabaseUnavailableError(_SNAPSHOTS_MISSING) from error
        finally:
            connection.rollback()
        connection.execution_options(isolation_level="READ COMMITTED")

    def explain(self, error: DBAPIError) -> DatabaseUnavailableError | None:
        number = _number(error)
        if number in (_DEADLOCK, _UPDATE_CONFLICT, _TABLE_CHANGED):
            return DisturbedError("Another transaction changed the same rows.")
        if number == _LOCK_TIMEOUT:
            return DatabaseBusyError(f"No lock came within {WAIT_SECONDS} seconds.")
        if number in (_FILE_FULL, _FILEGROUP_FULL, _LOG_FULL):
            return StorageFullError("The disk of the database is full.")
        if number == _SNAPSHOT_REFUSED:
            return DatabaseUnavailableError(_SNAPSHOTS_MISSING)
        if _DRIVER_NOT_LOADED in str(error.orig):
            return DatabaseUnavailableError(_LIBRARIES_MISSING)
        return None


def _prepare(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    # Errors are told by their words, which come in the login's language otherwise.
    cursor.execute(
        f"SET LANGUAGE us_english; SET LOCK_TIMEOUT {WAIT_SECONDS * 1000}; SET XACT_ABORT ON"
    )
    cursor.close()
    connection.commit()


def _snapshots_work(connection: Connection) -> bool:
    """Whether snapshots are allowed, where it may not be looked up or changed."""
    connection.execution_options(isolation_level="SNAPSHOT")
    try:
        connection.execute(_ANY_TABLE).all()
    except DBAPIError:
        return False
    return True


def _refuse_savepoint(_connection: Connection, name: str) -> None:
    """Raises RuntimeError: with the driver's implicit transactions, SQLAlchemy's savepoint would
    begin a second transaction, which the commit leaves open."""
    raise RuntimeError(f"Savepoint {name}: there are none on SQL Server.")


def _not_taken(answer: int | None) -> DatabaseUnavailableError:
    """What the return codes of sp_getapplock mean."""
    if answer == -1:
        return DatabaseBusyError(f"No turn to write came within {WAIT_SECONDS} seconds.")
    if answer == -3:
        return DisturbedError("Waiting for a turn to write was chosen as a deadlock's victim.")
    return DatabaseUnavailableError(f"The application lock was refused (sp_getapplock: {answer}).")


def _give_back(connection: Connection, release: TextClause, resource: dict[str, str]) -> None:
    if connection.invalidated:
        return
    try:
        connection.execute(release, resource)
        connection.commit()
    except DBAPIError:
        # The end of its session frees a lock, too.
        connection.invalidate()


def _number(error: DBAPIError) -> int | None:
    first = error.orig.args[0] if error.orig and error.orig.args else None
    if isinstance(first, int):
        return first
    message = str(error.orig)
    return next((number for words, number in _NUMBERS_BY_WORDS.items() if words in message), None)
