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


class Format(StrEnum):
    TEXT = "text"
    JSON = "json"
    HTML = "html"


def report(
    since: Annotated[str, typer.Option(help="How far back: 24h, 7d, 4w.")] = "7d",
    format_: Annotated[
        Format, typer.Option("--format", help="To read, for a program, or as a page.")
    ] = Format.TEXT,
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
