"""``sales-supervision db``: the database's schema."""

from __future__ import annotations

from typing import Annotated

import typer
from alembic.util import CommandError

from sales_supervision.commands.configuration import open_database, read_settings
from sales_supervision.commands.failing import fail
from sales_supervision.storage import schema

db = typer.Typer(name="db", help="The database's schema.", no_args_is_help=True)


@db.command()
def upgrade(
    to: Annotated[str, typer.Argument(help="Step to go up to.")] = "head",
) -> None:
    """Bring the schema up to this release."""
    database = open_database(read_settings())
    try:
        schema.upgrade(database, to)
    except CommandError as error:
        fail(f"The schema was not changed: {error}")
    current()


@db.command()
def downgrade(
    to: Annotated[str, typer.Argument(help="Step to go back to, `base` for an empty database.")],
) -> None:
    """Take the schema back to an earlier step, dropping what came later."""
    database = open_database(read_settings())
    try:
        schema.downgrade(database, to)
    except CommandError as error:
        fail(f"The schema was not changed: {error}")
    current()


@db.command()
def current() -> None:
    """Say at which step the schema is."""
    with open_database(read_settings()).reading() as connection:
        version = schema.schema_version(connection)
    newest = "the newest" if version.is_newest else f"this release needs {version.newest}"
    typer.echo(f"The schema is at step {version.current or 'none'} ({newest}).")
