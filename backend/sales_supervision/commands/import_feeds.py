"""``sales-supervision import``: take in a folder of files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress, TaskID, TextColumn, TimeElapsedColumn
from sqlalchemy.exc import DBAPIError

from sales_supervision.clock import system_clock
from sales_supervision.commands.configuration import open_newest_database, read_settings
from sales_supervision.commands.counting import counted
from sales_supervision.commands.failing import fail
from sales_supervision.commands.operating import operator
from sales_supervision.feeds.encodings import ARABIC_WINDOWS
from sales_supervision.feeds.feed_file import FileRefusedError, readable
from sales_supervision.feeds.importing import FileReport, ImportOptions, import_folder
from sales_supervision.feeds.refused_list import RefusedList, RefusedListError
from sales_supervision.interrupts import INTERRUPTED

_KEPT = "nothing of the file in hand was taken, earlier files were."


def import_feeds(
    folder: Annotated[Path, typer.Argument(help="Folder with files named after their feeds.")],
    refused: Annotated[
        Path, typer.Option(help="Where refused rows are listed, if there are any.")
    ] = Path("refused-rows.csv"),
    again: Annotated[
        bool, typer.Option(help="Import files that did not change since, too.")
    ] = False,
    encoding: Annotated[
        str | None, typer.Option(help="Encoding of the CSV files, such as cp1256.")
    ] = None,
) -> None:
    """Import routes, customers, items, plans, sales, loads, orders and actuals from files.

    Exit code 0: all rows were taken. 1: some rows were refused and are listed. 2: a file could not
    be read, and nothing of it was taken.
    """
    settings = read_settings()
    database = open_newest_database(settings)
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), TimeElapsedColumn())
    # Nobody watches what is not a terminal, and a scheduler would send the empty line as a mail.
    watched = console.is_terminal
    with (
        RefusedList(refused) as refused_list,
        Progress(*columns, console=console, transient=True, disable=not watched) as bar,
    ):
        task = bar.add_task("Reading…")
        options = ImportOptions(
            now=system_clock(),
            zone=settings.zone,
            again=again,
            encoding=encoding,
            system_user=operator(),
            progress=lambda file, step, rows: _show(
                bar, task, f"{file}: {counted(rows, 'row')} {step}"
            ),
            write_refused=refused_list.write,
        )
        try:
            report = import_folder(database, folder, options)
        except (FileRefusedError, RefusedListError) as error:
            fail(str(error), code=2)
        except DBAPIError as error:
            reason = str(error.orig).splitlines()[0]
            fail(f"The database refused ({reason}); {_KEPT}", code=2)
        except KeyboardInterrupt:
            fail(f"Interrupted; {_KEPT}", code=INTERRUPTED)
    for file in report.files:
        typer.echo(_summary(file))
    if report.unrecognised:
        typer.echo(f"Not a feed, left alone: {readable(report.unrecognised)}.")
    if refused_list.rows:
        typer.echo(f"Refused rows are listed in {refused}.")
    if any(file.problem for file in report.files):
        raise typer.Exit(2)
    if refused_list.rows:
        raise typer.Exit(1)


def _show(bar: Progress, task: TaskID, text: str) -> None:
    bar.update(task, description=text)


def _summary(file: FileReport) -> str:
    if file.problem:
        return f"{file.file_name}: refused. {file.problem}"
    if file.unchanged_since:
        return (
            f"{file.file_name}: unchanged since {file.unchanged_since:%Y-%m-%d %H:%M} UTC, "
            f"{counted(file.accepted, 'row')}."
        )
    notes = [f"{counted(file.accepted, 'row')} taken", f"{file.refused:,} refused"]
    if file.to_recommend:
        notes.append(f"recommended orders of {counted(file.to_recommend, 'route day')} made anew")
    if file.encoding == ARABIC_WINDOWS:
        notes.append("read as Windows-1256")
    if file.ignored_columns:
        notes.append(f"columns ignored: {readable(file.ignored_columns)}")
    return f"{file.file_name}: {', '.join(notes)}."
