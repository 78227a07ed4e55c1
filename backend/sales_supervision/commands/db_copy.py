"""``sales-supervision db copy``: from one database product to another."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress, TextColumn, TimeElapsedColumn

from sales_supervision.commands.configuration import (
    open_newest_database,
    read_settings,
    tell_database,
)
from sales_supervision.commands.failing import fail
from sales_supervision.storage.copying import CopyRefusedError, copy_database


def copy(
    to: Annotated[
        str,
        typer.Option(
            envvar="SALES_SUPERVISION_COPY_TO",
            help="SQLAlchemy URL of the target; better in the environment, for its password.",
        ),
    ],
) -> None:
    """Copy everything into an empty database of another kind, compared before it is kept.

    Make the target's schema with `db upgrade` first, and stop the servers: what they write
    meanwhile stays behind.
    """
    settings = tell_database(read_settings())
    source = open_newest_database(settings)
    target = open_newest_database(tell_database(settings.model_copy(update={"database_url": to})))
    if source.url == target.url:
        fail("Source and target are the same database.", 2)
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task("Beginning")
        try:
            rows = copy_database(
                source,
                target,
                lambda table, rows: bar.update(task, description=f"{table}: {rows:,} rows"),
            )
        except CopyRefusedError as error:
            fail(f"Nothing was copied. {error}")
    typer.echo(f"{rows:,} rows were copied and read back; set SALES_SUPERVISION_DATABASE_URL now.")
