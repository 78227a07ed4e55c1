"""``sales-supervision db``: the schema up and down; what else ``db`` does joins in."""

from __future__ import annotations

from typing import Annotated

import typer
from alembic.util import CommandError
from sqlalchemy.exc import DBAPIError

from sales_supervision.commands.configuration import open_database, read_settings, tell_database
from sales_supervision.commands.db_adopt import adopt
from sales_supervision.commands.db_backup import backup, restore
from sales_supervision.commands.db_check import check
from sales_supervision.commands.db_copy import copy
from sales_supervision.commands.db_sql import sql
from sales_supervision.commands.failing import fail
from sales_supervision.commands.same_database import require_same_database
from sales_supervision.commands.upgrading import fail_unchanged
from sales_supervision.storage import migrating, schema
from sales_supervision.storage.engine import Database

db = typer.Typer(
    name="db", help="The database: its schema, back-up and restore.", no_args_is_help=True
)


@db.command()
def upgrade(
    to: Annotated[str, typer.Argument(help="Step to go up to.")] = "head",
) -> None:
    """Bring the schema up to this release."""
    _require_step(to)
    database = open_database(tell_database(read_settings()), may_make=True)
    try:
        migrating.upgrade(database, to)
    except (CommandError, DBAPIError) as error:
        fail_unchanged(error)
    _tell_step(database)


@db.command()
def downgrade(
    to: Annotated[str, typer.Argument(help="Step to go back to, `base` for an empty database.")],
    yes: Annotated[
        bool, typer.Option("--yes", help="Drop what the later steps hold, rows and all.")
    ] = False,
) -> None:
    """Take the schema back to an earlier step, dropping what came later."""
    _require_step(to)
    database = open_database(tell_database(read_settings()))
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
    _tell_step(database)


@db.command()
def current(
    url: Annotated[
        str | None,
        typer.Option(help="Deployment that must work on this database, else exit code 1."),
    ] = None,
) -> None:
    """Say at which step the schema is."""
    database = open_database(tell_database(read_settings()))
    _tell_step(database)
    if url is not None:
        require_same_database(database, url)


@db.command()
def steps() -> None:
    """List the steps that this release knows, oldest first."""
    for step in schema.STEPS:
        typer.echo(step)


def _tell_step(database: Database) -> None:
    with database.reading() as connection:
        version = schema.schema_version(connection)
    newest = (
        "the newest" if version.is_newest else f"this release's newest step is {version.newest}"
    )
    typer.echo(f"The schema is at step {version.current or 'none'} ({newest}).")


def _require_step(to: str) -> None:
    """Exit, naming the steps, unless ``to`` is one or a word of Alembic's, such as ``-1``."""
    if to not in (*schema.STEPS, "head", "base") and not to.startswith(("-", "+")):
        fail(
            f"The schema was not changed: this release knows no step {to}; "
            f"it knows base, {', '.join(schema.STEPS)}."
        )


for command in (check, sql, adopt, backup, restore, copy):
    db.command()(command)
