"""``sales-supervision report``: the checklist's figures of a period, each with its target."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from sales_supervision.api.operation_view import report_view
from sales_supervision.clock import system_clock
from sales_supervision.commands.configuration import open_newest_database, read_settings
from sales_supervision.commands.failing import fail
from sales_supervision.commands.report_html import report_html
from sales_supervision.commands.report_text import print_report
from sales_supervision.operations.periods import PeriodError, length_of
from sales_supervision.operations.reporting import Reporting
from sales_supervision.operations.targets import Status
from sales_supervision.operations.wording import TITLES, told


class Format(StrEnum):
    TEXT = "text"
    JSON = "json"
    HTML = "html"


class Expected(StrEnum):
    """What a checklist expects of the targets."""

    MET = "met"


def report(
    since: Annotated[str, typer.Option(help="How far back: 24h, 7d, 4w.")] = "7d",
    format_: Annotated[
        Format, typer.Option("--format", help="To read, for a program, or as a page.")
    ] = Format.TEXT,
    expect: Annotated[
        Expected | None, typer.Option(help="Exit code 1 where a target is missed.")
    ] = None,
) -> None:
    """Tell how the product fares: each line of the checklist, its target, and whether it is met."""
    try:
        length = length_of(since)
    except PeriodError as error:
        fail(str(error), code=2)
    settings = read_settings()
    database = open_newest_database(settings)
    made = Reporting(database, settings, system_clock).report(length)
    database.dispose()
    match format_:
        case Format.TEXT:
            print_report(made, settings.zone)
        case Format.JSON:
            sys.stdout.write(report_view(made).model_dump_json(indent=2) + "\n")
        case Format.HTML:
            sys.stdout.write(report_html(made, settings.zone) + "\n")
    if expect is not None:
        missed = [
            f"{TITLES[line.key]} {told(line.key, line.value)}"
            for line in made.lines
            if any(target.status is Status.NOT_MET for target in line.targets)
        ]
        if missed:
            fail(f"Not met: {', '.join(missed)}.")
        met = sum(any(t.status is Status.MET for t in line.targets) for line in made.lines)
        # Standard output is the report's: a program may read it.
        typer.echo(
            f"No target is missed; {met} of {len(made.lines)} lines have one that is met.", err=True
        )
