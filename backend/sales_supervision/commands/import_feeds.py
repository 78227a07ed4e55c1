"""``sales-supervision import``: take in a folder of files."""

from __future__ import annotations

from dataclasses import dataclass, field
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
from sales_supervision.feeds.importing import (
    FileReport,
    ImportOptions,
    NotConcludedError,
    import_folder,
)
from sales_supervision.feeds.refused_list import RefusedList, RefusedListError
from sales_supervision.interrupts import INTERRUPTED
from sales_supervision.storage.errors import DatabaseUnavailableError


@dataclass(slots=True)
class _Course:
    """How far an import came. ``in_hand``: the file that was begun and is not done with."""

    finished: list[FileReport] = field(default_factory=list)
    in_hand: str | None = None

    def begin(self, file_name: str) -> None:
        self.in_hand = file_name

    def finish(self, report: FileReport) -> None:
        self.finished.append(report)
        self.in_hand = None

    def tell(self) -> None:
        """Print what became of the files that are done with."""
        for file in self.finished:
            typer.echo(_summary(file))

    def where(self) -> str:
        """What an end before the end left, for the sentence that says why it ended."""
        if self.in_hand is None and self.finished:
            return f" after {self.finished[-1].file_name}; nothing of a later file was taken."
        before = " What became of earlier files stands above." if self.finished else ""
        return f"; nothing of {self.in_hand or 'any file'} was taken.{before}"


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
    course = _Course()
    try:
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
                begun=course.begin,
                finished=course.finish,
            )
            report = import_folder(database, folder, options)
    except (FileRefusedError, RefusedListError) as error:
        course.tell()
        fail(str(error), code=2)
    except NotConcludedError as error:
        course.tell()
        fail(
            f"The database failed ({_reason(error.__cause__)}) after "
            f"{counted(error.accepted, 'row')} of {error.file_name} were taken; import again, "
            "so that the file is remembered and orders are recommended anew.",
            code=2,
        )
    except DBAPIError as error:
        course.tell()
        fail(f"The database refused ({_reason(error)}){course.where()}", code=2)
    except DatabaseUnavailableError:
        course.tell()
        raise
    except KeyboardInterrupt:
        course.tell()
        fail(f"Interrupted{course.where()}", code=INTERRUPTED)
    course.tell()
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


def _reason(error: BaseException | None) -> str:
    return str(error.orig if isinstance(error, DBAPIError) else error).splitlines()[0]


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
