"""``sales-supervision db backup`` and ``restore``: the whole database, verified both ways."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress, TextColumn, TimeElapsedColumn

from sales_supervision.clock import system_clock
from sales_supervision.commands.configuration import open_database, read_settings, tell_database
from sales_supervision.commands.failing import fail
from sales_supervision.interrupts import INTERRUPTED
from sales_supervision.storage import schema
from sales_supervision.storage.backup import backing_up
from sales_supervision.storage.backup import table_sums as sums
from sales_supervision.storage.backup.errors import BackupError
from sales_supervision.storage.backup.sqlite_backup import is_open_elsewhere
from sales_supervision.storage.engine import Database


def backup(
    file: Annotated[Path, typer.Argument(help="Where to; SQL Server writes on its own disk.")],
    yes: Annotated[
        bool, typer.Option("--yes", help="Replace the back-up of that name, if there is one.")
    ] = False,
) -> None:
    """Back the database up while people work, read the back-up back, and only then keep it."""
    database = open_database(tell_database(read_settings()))
    with _watched() as progress:
        try:
            manifest = backing_up.back_up(database, file, system_clock(), progress, replace=yes)
        except BackupError as error:
            fail(f"No back-up was made. {error}")
        except KeyboardInterrupt:
            fail("Interrupted; no back-up was made, an earlier one is as it was.", code=INTERRUPTED)
        finally:
            database.dispose()
    typer.echo(
        f"{file}: {len(manifest.tables)} tables with {manifest.rows:,} rows at step "
        f"{manifest.schema_step or 'none'}. Verified by {manifest.verified_by}."
    )


def restore(
    file: Annotated[Path, typer.Argument(help="A back-up with its manifest beside it.")],
    yes: Annotated[
        bool, typer.Option("--yes", help="Replace what the database holds now.")
    ] = False,
) -> None:
    """Verify a back-up and put it in the place of what the database holds.

    Stop the servers first: that is checked where the database is SQLite, and yours to see to on a
    server. Pages that are open are told that the
    database was restored before they can save over it.
    """
    database = open_database(tell_database(read_settings()), may_make=True)
    if not yes and _holds_something(database):
        fail(
            "The database holds data, which a restore would replace: stop the servers, back it "
            "up, then run this again with --yes. Nothing was changed."
        )
    if database.dialect == "sqlite" and is_open_elsewhere(database):
        fail(
            "The database is open in another program: stop the servers, which keep copies of days, "
            "then run this again. Nothing was changed."
        )
    with _watched() as progress:
        try:
            manifest = backing_up.restore(database, file, system_clock(), progress)
        except BackupError as error:
            fail(f"Nothing was restored. {error}")
    with database.reading() as connection:
        version = schema.schema_version(connection)
    database.dispose()
    typer.echo(
        f"The database is that of {manifest.taken_at:%Y-%m-%d %H:%M} UTC: "
        f"{len(manifest.tables)} tables with {manifest.rows:,} rows, in a new epoch."
    )
    if not version.is_newest:
        typer.echo(schema.refusal(version))


def _holds_something(database: Database) -> bool:
    with database.reading() as connection:
        holds_something = schema.schema_version(connection).holds_something
    database.dispose()
    return holds_something


@contextmanager
def _watched() -> Iterator[sums.Progress]:
    """Progress on a terminal; a scheduler would send the empty line as a mail."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task("Beginning")
        yield lambda description: bar.update(task, description=description)
