"""Back-up and restore, whatever the database: first verified, then moved into place."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from secrets import token_hex

from sqlalchemy.exc import DBAPIError

from sales_supervision import __version__
from sales_supervision.storage.backup import postgresql_backup, sql_server_backup, sqlite_backup
from sales_supervision.storage.backup.errors import BackupError
from sales_supervision.storage.backup.manifest import Manifest, manifest_path, read_manifest
from sales_supervision.storage.backup.table_sums import Progress, TableSum
from sales_supervision.storage.engine import Database
from sales_supervision.storage.schema import schema_version

_VERIFIED_BY = {
    "sqlite": sqlite_backup.VERIFIED_BY,
    "postgresql": postgresql_backup.VERIFIED_BY,
    "mssql": sql_server_backup.VERIFIED_BY,
}


_OWNER_ONLY = 0o600


def back_up(
    database: Database, file: Path, now: datetime, progress: Progress, *, replace: bool = False
) -> Manifest:
    """Back the database up into ``file``, with a manifest beside it; people go on working.

    ``replace``: a back-up that is there. Both files are for their owner alone, since they hold
    password hashes. Raises BackupError, also where the database has no schema; what ``file`` held
    before is untouched then.
    """
    with _explained(file), database.reading() as connection:
        version = schema_version(connection)
    if not version.holds_something:
        raise BackupError(
            "The database has no schema, so there is nothing to back up: is it the servers' "
            "database? See SALES_SUPERVISION_DATABASE_URL."
        )
    step = version.current
    if database.dialect == "mssql":
        with _explained(file):
            sums = sql_server_backup.back_up(database, str(file), progress)
            manifest = _manifest(database, step, sums, now)
            _write(manifest_path(_here(file)), manifest.written())
            return manifest
    if (
        database.dialect == "sqlite"
        and file.resolve() == Path(str(database.url.database)).resolve()
    ):
        raise BackupError(f"{file} is the database itself; name another file.")
    if file.exists() and not replace:
        raise BackupError(f"{file} is there already; name another file, or replace it with --yes.")
    unverified = file.with_name(f"{file.name}.{token_hex(4)}.part")
    with _explained(file):
        try:
            unverified.touch(mode=_OWNER_ONLY, exist_ok=False)
            if database.dialect == "postgresql":
                sums = postgresql_backup.back_up(database, unverified, progress)
            else:
                sums = sqlite_backup.back_up(database, unverified, progress)
            manifest = _manifest(database, step, sums, now)
            noted = manifest_path(unverified)
            _write(noted, manifest.written())
            _sync(unverified)
            unverified.replace(file)
            noted.replace(manifest_path(file))
            _sync(file.absolute().parent)
        finally:
            for left in file.absolute().parent.glob(f"{unverified.name}*"):
                left.unlink()
    return manifest


def restore(database: Database, file: Path, now: datetime, progress: Progress) -> Manifest:
    """Verify a back-up, put it in the place of what the database holds, and begin a new epoch.

    Raises BackupError; the database is as it was then.
    """
    manifest = read_manifest(_here(file) if database.dialect == "mssql" else file)
    if not manifest.tables or not (manifest.schema_step or manifest.rows):
        raise BackupError(f"{file} is the back-up of an empty database: there is nothing in it.")
    if manifest.database != database.dialect:
        raise BackupError(
            f"{file} is a back-up of {manifest.database} and the database is {database.dialect}."
        )
    with _explained(file):
        if database.dialect == "postgresql":
            postgresql_backup.restore(database, file, manifest.tables, now, progress)
        elif database.dialect == "mssql":
            sql_server_backup.restore(database, str(file), manifest.tables, now, progress)
        else:
            sqlite_backup.restore(database, file, manifest.tables, now, progress)
    return manifest


def _manifest(
    database: Database, step: str | None, sums: dict[str, TableSum], now: datetime
) -> Manifest:
    return Manifest(
        database=database.dialect,
        release=__version__,
        schema_step=step,
        taken_at=now,
        verified_by=_VERIFIED_BY[database.dialect],
        tables=sums,
    )


def _here(file: Path) -> Path:
    """Where the manifest of a file on a server's disk is kept: the folder one stands in."""
    return Path(str(file).replace("\\", "/").rpartition("/")[2])


def _write(file: Path, content: str) -> None:
    file.unlink(missing_ok=True)
    file.touch(mode=_OWNER_ONLY)
    file.write_text(content, encoding="utf-8")
    _sync(file)


def _sync(file: Path) -> None:
    """On the disk itself, so that a loss of power does not leave the name without the content."""
    opened = os.open(file, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


@contextmanager
def _explained(file: Path) -> Iterator[None]:
    """Failures of disk and database as a sentence."""
    full = f"The disk of {file} is full: free some space or name a file elsewhere."
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise BackupError(full) from error
        raise BackupError(f"{error.filename or file}: {error.strerror}.") from error
    except sqlite3.Error as error:
        if error.sqlite_errorname == "SQLITE_FULL":
            raise BackupError(full) from error
        raise BackupError(f"{file}: {error}.") from error
    except BackupError as error:
        if "No space left on device" in str(error):
            raise BackupError(full) from error
        raise
    except DBAPIError as error:
        reason = str(error.orig).splitlines()[0]
        if "disk is full" in reason or "No space left" in reason:
            raise BackupError(full) from error
        raise BackupError(f"The database refused: {reason}.") from error
