"""The schema brought up to this release before a command needs it."""

from __future__ import annotations

from typing import NoReturn

import typer
from sqlalchemy.exc import DBAPIError

from sales_supervision.commands.configuration import open_database
from sales_supervision.commands.failing import fail
from sales_supervision.settings import Settings
from sales_supervision.storage.engine import Database
from sales_supervision.storage.errors import DatabaseUnavailableError
from sales_supervision.storage.schema import NEWEST_STEP, SchemaVersion, schema_version


def upgrade_to_newest(settings: Settings) -> None:
    """Bring the schema up to this release where it is not; exits with a sentence on failure."""
    database = open_database(settings, may_make=True)
    try:
        version = _version_if_readable(database)
        if version is None or not version.is_newest:
            _upgrade(database, version)
    finally:
        database.dispose()


def fail_unchanged(error: Exception) -> NoReturn:
    """Exit: ``error`` came in the transaction of a step, so the schema is what it was."""
    fail(f"The schema was not changed: {getattr(error, 'orig', None) or error}")


def _upgrade(database: Database, version: SchemaVersion | None) -> None:
    # Only now: they take a third of a second to load, and most starts have nothing to upgrade.
    from alembic.util import CommandError  # noqa: PLC0415

    from sales_supervision.storage.migrating import upgrade  # noqa: PLC0415

    try:
        upgrade(database)
    except (CommandError, DBAPIError) as error:
        fail_unchanged(error)
    found = "none" if version is None else version.current or "none"
    typer.echo(f"The schema was brought from {found} up to {NEWEST_STEP}.")


def _version_if_readable(database: Database) -> SchemaVersion | None:
    """None where a new SQL Server database does not allow snapshots yet: upgrading sees to it."""
    try:
        with database.reading() as connection:
            return schema_version(connection)
    except DatabaseUnavailableError:
        if database.dialect != "mssql":
            raise
        return None
