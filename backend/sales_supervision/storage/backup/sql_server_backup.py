"""SQL Server: its own `BACKUP DATABASE`, to a file on the server's disk.

The server writes and reads the file, so it is named as the server sees it. A file that is there is
never written to: the last good back-up stays whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex
from typing import Any

from sqlalchemy import Connection, create_engine, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from sales_supervision.storage.backup.errors import BackupError
from sales_supervision.storage.backup.table_sums import (
    Progress,
    TableSum,
    TableSums,
    require_equal,
    sum_tables,
)
from sales_supervision.storage.engine import Database
from sales_supervision.storage.epoch import stamp_restored

VERIFIED_BY = "RESTORE VERIFYONLY, and restoring into a scratch database where that is permitted"

FILE_EXISTS = text("SELECT file_exists FROM sys.dm_os_file_exists(:file)")
MAY_CREATE = text("SELECT HAS_PERMS_BY_NAME(NULL, NULL, 'CREATE ANY DATABASE')")
DATA_FOLDER = text("SELECT CAST(SERVERPROPERTY('InstanceDefaultDataPath') AS NVARCHAR(400))")


def backup_statement(database: str, file: str) -> str:
    """A full back-up beside the server's own plan of back-ups, with checksums."""
    return (
        f"BACKUP DATABASE {name(database)} TO DISK = {literal(file)} "
        "WITH COPY_ONLY, CHECKSUM, FORMAT, STATS = 5"
    )


def verify_statement(file: str) -> str:
    return f"RESTORE VERIFYONLY FROM DISK = {literal(file)} WITH CHECKSUM"


def restore_statement(database: str, file: str, moves: dict[str, str], *, replace: bool) -> str:
    """``moves``: by logical name, where each file of the database goes; those of the back-up if
    none are named."""
    options = ["CHECKSUM", *(["REPLACE"] if replace else [])]
    options += [f"MOVE {literal(part)} TO {literal(file)}" for part, file in moves.items()]
    return (
        f"RESTORE DATABASE {name(database)} FROM DISK = {literal(file)} WITH {', '.join(options)}"
    )


def back_up(database: Database, file: str, progress: Progress) -> dict[str, TableSum]:
    """Have the server back the database up into ``file`` and check it; returns what it holds.

    Where nobody may make a scratch database, what it holds was read just before.
    """
    with _administrator(database.url) as server:
        if server.scalar(FILE_EXISTS, {"file": file}):
            raise BackupError(f"{file} is there already on the server; name another file.")
        with database.reading() as connection:
            before = sum_tables(connection, progress)
        progress("The server writes the back-up")
        _run(server, backup_statement(_of(database), file))
        progress("The server checks the back-up")
        _run(server, verify_statement(file))
        if server.scalar(MAY_CREATE):
            with _restored(server, database, file, progress) as copy:
                return _sums(copy, progress)
    return before


def verify(database: Database, file: str, expected: TableSums, progress: Progress) -> None:
    """Raise BackupError where the server finds the file damaged, or it holds something else."""
    with _administrator(database.url) as server:
        progress("The server checks the back-up")
        _run(server, verify_statement(file))
        if server.scalar(MAY_CREATE):
            with _restored(server, database, file, progress) as copy:
                require_equal(expected, _sums(copy, progress), file)


def restore(
    database: Database, file: str, expected: TableSums, now: datetime, progress: Progress
) -> None:
    """Put the back-up in the place of the database, in a new epoch; its connections are closed."""
    verify(database, file, expected, progress)
    database.dispose()
    with _administrator(database.url) as server:
        progress("The server restores")
        own = name(_of(database))
        # Not SINGLE_USER: a server that connects again would take the one place there is.
        _run(server, f"ALTER DATABASE {own} SET OFFLINE WITH ROLLBACK IMMEDIATE")
        try:
            _run(server, restore_statement(_of(database), file, {}, replace=True))
        except BackupError:
            with suppress(BackupError):
                _run(server, f"ALTER DATABASE {own} SET ONLINE")
            raise
    with database.writing() as connection:
        stamp_restored(connection, now)


@contextmanager
def _restored(
    server: Connection, database: Database, file: str, progress: Progress
) -> Iterator[Database]:
    scratch = f"{_of(database)}_verify_{token_hex(4)}"
    progress("Restoring into a scratch database")
    moves = {
        part.logical_name: f"{_folder(server)}{scratch}_{number}"
        for number, part in enumerate(_parts(server, file))
    }
    try:
        _run(server, restore_statement(scratch, file, moves, replace=False))
        copy = Database(database.url.set(database=scratch).render_as_string(hide_password=False))
        try:
            yield copy
        finally:
            copy.dispose()
    finally:
        _run(server, f"DROP DATABASE IF EXISTS {name(scratch)}")


@dataclass(frozen=True, slots=True)
class _Part:
    logical_name: str


def _parts(server: Connection, file: str) -> list[_Part]:
    listed = server.exec_driver_sql(f"RESTORE FILELISTONLY FROM DISK = {literal(file)}")
    return [_Part(row.LogicalName) for row in listed]


def _folder(server: Connection) -> str:
    return str(server.scalar(DATA_FOLDER))


def _sums(database: Database, progress: Progress) -> dict[str, TableSum]:
    with database.engine.connect() as connection:
        return sum_tables(connection, progress)


def _run(server: Connection, statement: str) -> None:
    """A statement that reports as it goes: it has ended only when its last report was read."""
    try:
        cursor: Any = server.connection.cursor()
        try:
            cursor.execute(statement)
            while cursor.nextset():
                pass
        finally:
            cursor.close()
    except server.dialect.loaded_dbapi.Error as error:
        raise BackupError(f"The server refused `{statement}`: {error}") from error


@contextmanager
def _administrator(url: URL) -> Iterator[Connection]:
    """A connection that commits each statement: the server backs nothing up in a transaction."""
    engine = create_engine(url.set(database="master"), isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            yield connection
    except DBAPIError as error:
        raise BackupError(f"The server refused: {error.orig}") from error
    finally:
        engine.dispose()


def _of(database: Database) -> str:
    return str(database.url.database)


def name(identifier: str) -> str:
    escaped = identifier.replace("]", "]]")
    return f"[{escaped}]"


def literal(value: str) -> str:
    escaped = value.replace("'", "''")
    return f"N'{escaped}'"
