"""``sales-supervision checklist``: the deployment checklist, run, asked, and signed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from sales_supervision import __version__
from sales_supervision.checklist.lines import Line, Plan, lines_of
from sales_supervision.checklist.record import LineResult, Record, RecordError, Result, read_record
from sales_supervision.checklist.running import AfterFailure, Running, keep
from sales_supervision.clock import system_clock
from sales_supervision.commands.configuration import read_settings
from sales_supervision.commands.failing import fail
from sales_supervision.commands.maintenance import operator
from sales_supervision.interrupts import INTERRUPTED

_LOOKS = {Result.PASSED: "green", Result.NOTED: "yellow", Result.FAILED: "bold red"}
_CHOICES = {choice.value[0]: choice for choice in AfterFailure}


def checklist(  # noqa: PLR0917 - each argument is an option of the command
    phase: Annotated[
        int,
        typer.Option(min=1, max=2, help="1: the release. 2: optimistic locking, with a window."),
    ] = 1,
    url: Annotated[str, typer.Option(help="Where the deployment is.")] = "http://127.0.0.1:8000",
    source: Annotated[
        Path, typer.Option(help="Checkout of the release, where there is one.")
    ] = Path(),
    folder: Annotated[Path, typer.Option(help="Where the record goes.")] = Path("deployments"),
    by: Annotated[
        str | None, typer.Option(help="Who deploys; whoever is logged in if left out.")
    ] = None,
    chromium: Annotated[
        str, typer.Option(help="Browser for the smoke tests; empty for none.")
    ] = "chromium",
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
    lines done and all signed. 1: not yet; go on with --resume.
    """
    if verify is not None:
        _verify(verify)
        return
    settings = read_settings()
    if resume is None:
        now = system_clock().astimezone(settings.zone)
        file = folder / f"deployment-{now:%Y%m%d-%H%M}.json"
        if file.exists():
            fail(f"{file} is there already; go on with --resume {file}, or wait a minute.", 2)
        record = Record(
            phase, __version__, _commit(source), url, by or operator(), f"{now:%Y-%m-%dT%H:%M:%S%z}"
        )
        try:
            folder.mkdir(parents=True, exist_ok=True)
            keep(record, file)
        except OSError as error:
            fail(f"{folder} cannot be written ({error.strerror}); choose another --folder.", 2)
    else:
        file, record = resume, _read(resume)
    plan = Plan(
        record.phase,
        record.url,
        record.version,
        source,
        file.with_suffix(".bak"),
        chromium or None,
    )
    running = Running(record, lines_of(plan), file, AtTerminal(), system_clock)
    try:
        is_done = running.go()
    except (KeyboardInterrupt, typer.Abort):
        fail(f"Interrupted; go on with --resume {file}.", INTERRUPTED)
    if not is_done:
        fail(f"Not done yet; go on with --resume {file}.")
    typer.echo(f"Done and signed: {file.with_suffix('.md')}")


class AtTerminal:
    """Asks and tells at the terminal."""

    def __init__(self) -> None:
        self._console = Console()

    def begins(self, line: Line) -> None:
        if line.command is not None:
            self._console.print(f"… {escape(line.title)}")

    def hears(self, result: LineResult) -> None:
        look = _LOOKS[result.result]
        self._console.print(
            f"[{look}]{result.result}[/] {escape(result.title)} "
            f"({result.seconds:.1f} s) {escape(result.detail)}"
        )

    def answers(self, question: str) -> tuple[bool, str]:
        is_so = typer.confirm(question)
        return is_so, typer.prompt("A word about it", default="", show_default=False)

    def decides(self) -> AfterFailure:
        while True:
            typed = typer.prompt("Try [a]gain, [n]ote it as an issue and go on, or [s]top", "s")
            if typed[:1].lower() in _CHOICES:
                return _CHOICES[typed[:1].lower()]

    def names_issues(self) -> list[str]:
        issues = []
        while typed := typer.prompt(
            "Issues encountered (one a line, empty: no more)", default="", show_default=False
        ):
            issues.append(typed)
        return issues

    def signs(self, role: str, content_sha256: str) -> str | None:
        name: str = typer.prompt(
            f"{role} signs {content_sha256[:16]}… as (empty: not yet)",
            default="",
            show_default=False,
        )
        return name.strip() or None


def _verify(file: Path) -> None:
    record = _read(file)
    signed = ", ".join(f"{each.role} {each.name}" for each in record.sign_offs) or "nobody"
    typer.echo(f"{file} is as it was written: {record.version}, signed by {signed}.")


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
    if git is None:
        return "unknown"
    described = subprocess.run(  # noqa: S603 - git, and no shell
        [git, "-C", str(source), "describe", "--always", "--dirty", "--tags", "--abbrev=40"],
        capture_output=True,
        text=True,
        check=False,
    )
    return described.stdout.strip() or "unknown"
