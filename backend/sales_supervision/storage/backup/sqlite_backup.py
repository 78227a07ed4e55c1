"""SQLite: its online back-up, of one moment, while people work."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

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

VERIFIED_BY = "reading the copy: integrity check, row counts and checksums of every table"
_PAGES_AT_ONCE = 2_000


def back_up(database: Database, target: Path, progress: Progress) -> dict[str, TableSum]:
    """Copy the database into ``target`` and read it back; returns what it holds."""
    with database.reading() as connection:
        # Begins the snapshot that the copy takes too, since it is the same connection.
        sums = sum_tables(connection, progress)
        _copy(_raw(connection), target, progress)
    verify(target, sums, progress)
    return sums


def verify(backup: Path, expected: TableSums, progress: Progress) -> None:
    """Raise BackupError where the file is damaged or does not hold what it should."""
    progress("Checking the copy")
    try:
        with closing(sqlite3.connect(f"{backup.resolve().as_uri()}?mode=ro", uri=True)) as opened:
            answers = [str(row[0]) for row in opened.execute("PRAGMA integrity_check")]
    except sqlite3.DatabaseError as error:
        raise BackupError(f"{backup} is not a back-up of SQLite, or damaged ({error}).") from error
    if answers != ["ok"]:
        raise BackupError(f"{backup} is damaged: {answers[0]}.")
    copy = Database(f"sqlite:///{backup}")
    try:
        with copy.reading() as connection:
            require_equal(expected, sum_tables(connection, progress), str(backup))
    finally:
        copy.dispose()
        _forget_log(backup)


def restore(
    database: Database, backup: Path, expected: TableSums, now: datetime, progress: Progress
) -> None:
    """Put the back-up in the place of what the database holds, in a new epoch."""
    verify(backup, expected, progress)
    assert database.url.database
    target = Path(database.url.database)
    prepared = target.with_name(f"{target.name}.restoring")
    try:
        prepared.unlink(missing_ok=True)
        prepared.touch(mode=0o600)
        with closing(sqlite3.connect(backup)) as source:
            _copy(source, prepared, progress)
        _forget_log(backup)
        _begin_epoch(prepared, now)
        progress("Putting it in place")
        # One transaction of the database's own: whoever reads sees the old or the new.
        with (
            database.engine.connect() as connection,
            closing(sqlite3.connect(prepared)) as source,
        ):
            connection.exec_driver_sql("ROLLBACK")
            source.backup(_raw(connection))
            connection.exec_driver_sql("BEGIN")
    finally:
        prepared.unlink(missing_ok=True)
        _forget_log(prepared)


def is_open_elsewhere(database: Database) -> bool:
    """Whether another program has the file open; nothing is changed that the next opening does not
    change back.

    The log can be done away with only by whoever is alone.
    """
    database.dispose()
    file = Path(str(database.url.database))
    if not file.exists():
        return False
    try:
        with closing(sqlite3.connect(file, timeout=0)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.OperationalError as error:
        return error.sqlite_errorname.startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))
    return False


def _begin_epoch(file: Path, now: datetime) -> None:
    copy = Database(f"sqlite:///{file}")
    with copy.writing() as connection:
        stamp_restored(connection, now)
    with copy.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.exec_driver_sql("BEGIN")
    copy.dispose()


def _copy(source: sqlite3.Connection, target: Path, progress: Progress) -> None:
    def told(_status: int, remaining: int, total: int) -> None:
        progress(f"Copying, {100 * (total - remaining) // max(1, total)} %")

    with closing(sqlite3.connect(target)) as copy:
        source.backup(copy, pages=_PAGES_AT_ONCE, progress=told, sleep=0.01)
        # In one file, without a log beside it that could be left behind.
        copy.execute("PRAGMA journal_mode = DELETE")


def _raw(connection: Connection) -> sqlite3.Connection:
    raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    return raw


def _forget_log(file: Path) -> None:
    for end in ("-wal", "-shm", "-journal"):
        file.with_name(f"{file.name}{end}").unlink(missing_ok=True)
