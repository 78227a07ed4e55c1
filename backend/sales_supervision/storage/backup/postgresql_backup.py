"""PostgreSQL: `pg_dump` of one exported snapshot, read back in a scratch database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from secrets import token_hex

from sqlalchemy import Connection, create_engine, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from sales_supervision.storage.backup.errors import BackupError
from sales_supervision.storage.backup.postgresql_programs import find_program, run_program
from sales_supervision.storage.backup.table_sums import (
    Progress,
    TableSum,
    TableSums,
    require_equal,
    sum_tables,
)
from sales_supervision.storage.engine import Database
from sales_supervision.storage.epoch import stamp_restored

VERIFIED_BY = "restoring into a scratch database: row counts and checksums of every table"


def back_up(database: Database, target: Path, progress: Progress) -> dict[str, TableSum]:
    """Dump the database into ``target`` and read it back; returns what it holds."""
    with _administrator(database.url) as administrator:
        program = find_program("pg_dump", administrator)
    with database.reading() as connection:
        snapshot = connection.scalar(text("SELECT pg_export_snapshot()"))
        sums = sum_tables(connection, progress)
        progress("Dumping")
        run_program(
            program, database.url, "--format=custom", f"--snapshot={snapshot}", f"--file={target}"
        )
    with _restored(database, target, sums, progress):
        return sums


def verify(database: Database, backup: Path, expected: TableSums, progress: Progress) -> None:
    """Raise BackupError where the file does not restore to what it should hold."""
    with _restored(database, backup, expected, progress):
        pass


def restore(
    database: Database, backup: Path, expected: TableSums, now: datetime, progress: Progress
) -> None:
    """Put the back-up in the place of the database, in a new epoch; its connections are closed."""
    name, before = database.url.database, f"{database.url.database}_before_{token_hex(4)}"
    with _restored(database, backup, expected, progress) as scratch:
        copy = Database(scratch.render_as_string(hide_password=False))
        with copy.writing() as connection:
            stamp_restored(connection, now)
        copy.dispose()
        database.dispose()
        progress("Putting it in place")
        with _administrator(database.url) as connection:
            _rename(connection, name, before)
            try:
                _rename(connection, scratch.database, name)
            except DBAPIError:
                _rename(connection, before, name)
                raise
            _drop(connection, before)


@contextmanager
def _restored(
    database: Database, backup: Path, expected: TableSums, progress: Progress
) -> Iterator[URL]:
    """The back-up in a scratch database of its own, which is gone afterwards."""
    scratch = database.url.set(database=f"{database.url.database}_verify_{token_hex(4)}")
    with _administrator(database.url) as connection:
        program = find_program("pg_restore", connection)
        try:
            connection.exec_driver_sql(
                f"CREATE DATABASE {_name(scratch.database)} TEMPLATE template0 ENCODING 'UTF8'"
            )
        except DBAPIError as error:
            raise BackupError(
                "A back-up is read back in a scratch database, which could not be made "
                f"({str(error.orig).splitlines()[0]}); the user needs the right CREATEDB."
            ) from error
        try:
            progress("Restoring into a scratch database")
            run_program(program, scratch, "--exit-on-error", "--no-owner", str(backup))
            copy = Database(scratch.render_as_string(hide_password=False))
            try:
                with copy.reading() as reading:
                    require_equal(expected, sum_tables(reading, progress), str(backup))
            finally:
                copy.dispose()
            yield scratch
        finally:
            _drop(connection, scratch.database)


@contextmanager
def _administrator(url: URL) -> Iterator[Connection]:
    """A connection beside the database, for statements that make, rename or drop one."""
    engine = create_engine(url.set(database="postgres"), isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def _rename(connection: Connection, old: str | None, new: str | None) -> None:
    connection.execute(
        text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name"),
        {"name": old},
    )
    connection.exec_driver_sql(f"ALTER DATABASE {_name(old)} RENAME TO {_name(new)}")


def _drop(connection: Connection, name: str | None) -> None:
    connection.exec_driver_sql(f"DROP DATABASE IF EXISTS {_name(name)} WITH (FORCE)")


def _name(name: str | None) -> str:
    escaped = str(name).replace('"', '""')
    return f'"{escaped}"'
