"""``sales-supervision checklist``: the deployment checklist, run, asked, and signed."""

from __future__ import annotations

import shutil
import subprocess
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import make_url

from sales_supervision import __version__
from sales_supervision.checklist.checkout import version_in
from sales_supervision.checklist.lines import SIGN_OFFS, Plan, lines_of
from sales_supervision.checklist.markdown import as_markdown
from sales_supervision.checklist.record import Record, RecordError, read_record
from sales_supervision.checklist.running import Running, digest_of, keep
from sales_supervision.clock import system_clock
from sales_supervision.commands.at_terminal import AtTerminal
from sales_supervision.commands.configuration import name_of_database, read_settings
from sales_supervision.commands.failing import fail
from sales_supervision.commands.operating import operator
from sales_supervision.interrupts import INTERRUPTED


def checklist(  # noqa: PLR0917 - each argument is an option of the command
    phase: Annotated[
        int,
        typer.Option(min=1, max=2, help="1: the release. 2: optimistic locking, with a window."),
    ] = 1,
    url: Annotated[str, typer.Option(help="Where the deployment is.")] = "http://127.0.0.1:8000",
    source: Annotated[
        Path | None, typer.Option(help="Checkout of the release; the folder one stands in.")
    ] = None,
    folder: Annotated[Path, typer.Option(help="Where the record goes.")] = Path("deployments"),
    by: Annotated[
        str | None, typer.Option(help="Who deploys; whoever is logged in if left out.")
    ] = None,
    chromium: Annotated[
        str | None,
        typer.Option(help="Browser for the smoke tests, chromium if left out; empty for none."),
    ] = None,
    resume: Annotated[
        Path | None, typer.Option(help="Record (.json) of a checklist that was interrupted.")
    ] = None,
    verify: Annotated[
        Path | None, typer.Option(help="Only say whether a record is as it was written.")
    ] = None,
) -> None:
    """Run every line of the checklist that a machine can check, ask the rest, have it signed.

    Writes deployment-YYYYMMDD-HHMM.json and .md, after every line, and the output of each command
    beside them. The token for the smoke tests comes from SALES_SUPERVISION_TOKEN. Exit code 0: all
    lines done and all signed. 1: not yet; go on with --resume, which remembers the other options.
    """
    if verify is not None:
        _verify(verify)
        return
    settings = read_settings()
    database = name_of_database(make_url(settings.database_url))

    def clock() -> datetime:
        return system_clock().astimezone(settings.zone)

    if resume is None:
        now = clock()
        file = folder / f"deployment-{now:%Y%m%d-%H%M}.json"
        if file.exists():
            fail(f"{file} is there already; go on with --resume {file}, or wait a minute.", 2)
        record = Record(
            phase,
            __version__,
            _commit(source or Path()),
            url,
            by or operator(),
            now.isoformat(timespec="seconds"),
            database,
            str((source or Path()).resolve()),
            "chromium" if chromium is None else chromium,
        )
        try:
            folder.mkdir(parents=True, exist_ok=True)
            keep(record, file)
        except OSError as error:
            fail(f"{folder} cannot be written ({error.strerror}); choose another --folder.", 2)
    else:
        file, record = resume, _read(resume)
        if record.database != database:
            fail(
                f"The record is of the database {record.database} and this shell has {database}: "
                "set SALES_SUPERVISION_DATABASE_URL as it was.",
                2,
            )
        if source is not None:
            record.source = str(source.resolve())
            record.commit = _commit(source)
        if chromium is not None:
            record.chromium = chromium
    plan = Plan(
        record.phase,
        record.url,
        record.version,
        Path(record.source),
        file.with_suffix(".bak"),
        record.chromium or None,
    )
    running = Running(record, lines_of(plan), file, AtTerminal(), clock)
    try:
        is_done = running.go()
    except (KeyboardInterrupt, typer.Abort):
        fail(f"Interrupted; go on with --resume {file}.", INTERRUPTED)
    if not is_done:
        fail(f"Not done yet; go on with --resume {file}.")
    typer.echo(f"Done and signed: {file.with_suffix('.md')}")


def _verify(file: Path) -> None:
    record, page = _read(file), file.with_suffix(".md")
    try:
        is_same = page.read_text(encoding="utf-8") == as_markdown(
            record, file.name, digest_of(record)
        )
    except OSError as error:
        fail(f"{page} cannot be read ({error.strerror}).", 2)
    if not is_same:
        fail(f"{page} was changed after it was written; {file} was not.")
    if not record.is_finished or record.unsigned(SIGN_OFFS):
        missing = ", ".join(record.unsigned(SIGN_OFFS)) or "the end"
        fail(f"{file} is as it was written and not finished: {record.told()}. Missing: {missing}.")
    signed = ", ".join(f"{each.role} {each.name}" for each in record.sign_offs) or "nobody"
    typer.echo(
        f"{file} is as it was written: {record.version}, {record.told()}, signed by {signed}."
    )


def _read(file: Path) -> Record:
    try:
        return read_record(file)
    except RecordError as error:
        fail(str(error), 2)
    except OSError as error:
        fail(f"{file} cannot be read ({error.strerror}).", 2)


def _commit(source: Path) -> str:
    """The commit of the checkout, with a word where it was changed; `unknown` without one."""
    git = shutil.which("git")
    if git is None or version_in(source) is None:
        return "unknown"
    described = subprocess.run(  # noqa: S603 - git, and no shell
        [git, "-C", str(source), "describe", "--always", "--dirty", "--tags", "--abbrev=40"],
        capture_output=True,
        text=True,
        check=False,
    )
    return described.stdout.strip() or "unknown"
