"""``sales-supervision db``: the schema up and down; what else ``db`` does joins in."""

from __future__ import annotations

from typing import Annotated

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
from sales_supervision.commands.upgrading import fail_unchanged
from sales_supervision.storage import migrating, schema

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
        migrating.upgrade(database, to)
    except (CommandError, DBAPIError) as error:
        fail_unchanged(error)
    current()


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
        migrating.downgrade(database, to)
    except (CommandError, DBAPIError) as error:
        fail_unchanged(error)
    current()


@db.command()
def current() -> None:
    """Say at which step the schema is."""
    with open_database(read_settings()).reading() as connection:
        version = schema.schema_version(connection)
    newest = "the newest" if version.is_newest else f"this release needs {version.newest}"
    typer.echo(f"The schema is at step {version.current or 'none'} ({newest}).")


for command in (check, sql, adopt, backup, restore, copy):
    db.command()(command)
