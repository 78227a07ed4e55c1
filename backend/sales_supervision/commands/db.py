"""``sales-supervision db``: the schema up and down; what else ``db`` does joins in."""

from __future__ import annotations

from typing import Annotated, NoReturn

import typer
from alembic.util import CommandError
from sqlalchemy.exc import DBAPIError

from sales_supervision.commands.configuration import open_database, read_settings
from sales_supervision.commands.db_adopt import adopt
from sales_supervision.commands.db_backup import backup, restore
from sales_supervision.commands.db_check import check
from sales_supervision.commands.db_copy import copy
from sales_supervision.commands.db_sql import sql
from sales_supervision.commands.failing import fail
from sales_supervision.settings import Settings
from sales_supervision.storage import schema
from sales_supervision.storage.engine import Database
from sales_supervision.storage.errors import DatabaseUnavailableError

db = typer.Typer(
    name="db", help="The database: its schema, back-up and restore.", no_args_is_help=True
)


@db.command()
def upgrade(
    to: Annotated[str, typer.Argument(help="Step to go up to.")] = "head",
) -> None:
    """Bring the schema up to this release."""
    database = open_database(read_settings())
    try:
        schema.upgrade(database, to)
    except (CommandError, DBAPIError) as error:
        _fail_unchanged(error)
    current()


def upgrade_to_newest(settings: Settings) -> None:
    """Bring the schema up to this release where it is not; exits with a sentence on failure."""
    database = open_database(settings)
    try:
        version = _version_if_readable(database)
        if version is None or not version.is_newest:
            schema.upgrade(database)
            found = "none" if version is None else version.current or "none"
            typer.echo(f"The schema was brought from {found} up to {schema.newest_step()}.")
    except (CommandError, DBAPIError) as error:
        _fail_unchanged(error)
    finally:
        database.dispose()


def _version_if_readable(database: Database) -> schema.SchemaVersion | None:
    """None where a new SQL Server database does not allow snapshots yet: upgrading sees to it."""
    try:
        with database.reading() as connection:
            return schema.schema_version(connection)
    except DatabaseUnavailableError:
        if database.dialect != "mssql":
            raise
        return None


@db.command()
def downgrade(
    to: Annotated[str, typer.Argument(help="Step to go back to, `base` for an empty database.")],
    yes: Annotated[
        bool, typer.Option("--yes", help="Drop what the later steps hold, rows and all.")
    ] = False,
) -> None:
    """Take the schema back to an earlier step, dropping what came later."""
    database = open_database(read_settings())
    filled = [] if yes else schema.filled_tables(database)
    if filled:
        fail(
            f"There are rows in {', '.join(filled)}, and going back drops what later steps made: "
            "back the database up, then run this again with --yes. Nothing was changed."
        )
    try:
        schema.downgrade(database, to)
    except (CommandError, DBAPIError) as error:
        _fail_unchanged(error)
    current()


@db.command()
def current() -> None:
    """Say at which step the schema is."""
    with open_database(read_settings()).reading() as connection:
        version = schema.schema_version(connection)
    newest = "the newest" if version.is_newest else f"this release needs {version.newest}"
    typer.echo(f"The schema is at step {version.current or 'none'} ({newest}).")


def _fail_unchanged(error: CommandError | DBAPIError) -> NoReturn:
    fail(f"The schema was not changed: {getattr(error, 'orig', None) or error}")


for command in (check, sql, adopt, backup, restore, copy):
    db.command()(command)
