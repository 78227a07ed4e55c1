"""``sales-supervision db sql``: migrations as a script to review and to run by hand."""

from __future__ import annotations

from typing import Annotated

import typer
from alembic.util import CommandError

from sales_supervision.commands.failing import fail
from sales_supervision.storage.scripts import ScriptDialect, migration_script


def sql(
    steps: Annotated[
        str, typer.Argument(metavar="FROM:TO", help="Steps, such as base:head; backwards too.")
    ],
    dialect: Annotated[ScriptDialect, typer.Option(help="Whose SQL to write.")],
    database: Annotated[
        str, typer.Option(help="Name of the database that a script for SQL Server uses.")
    ] = "database",
) -> None:
    """Write the statements of migrations, without a database. Those for SQL Server can be rerun."""
    start, colon, end = steps.partition(":")
    if not (start and colon and end):
        fail("Name the steps as FROM:TO, for example base:head.", code=2)
    try:
        script = migration_script(dialect, start, end, database)
    except CommandError as error:
        fail(f"Nothing was written: {error}", code=2)
    typer.echo(script, nl=False)
