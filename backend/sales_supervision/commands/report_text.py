"""The report to read in a terminal."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table as Drawn

from sales_supervision.commands.report_rows import (
    Table,
    heading,
    incidents,
    notes,
    tables,
)
from sales_supervision.operations.report import Report

_WIDTH_OF_A_FILE = 160
"""Where the output is no terminal, whose width is kept to."""


def print_report(report: Report, zone: ZoneInfo) -> None:
    """Print the report to standard output."""
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=_WIDTH_OF_A_FILE)
    console.print(f"Sales Supervision, {heading(report, zone)}", markup=False)
    for title, page in incidents(report):
        console.print(f"Shows now: {title}; see {page}", markup=False)
    for table in tables(report, zone):
        if table.rows:
            console.print()
            console.print(_drawn(table))
    console.print()
    for note in notes(report, zone):
        console.print(note, markup=False)


def _drawn(table: Table) -> Drawn:
    drawn = Drawn(title=table.title, title_justify="left", box=None, pad_edge=False)
    for title in table.head:
        drawn.add_column(title)
    for row in table.rows:
        drawn.add_row(*row)
    return drawn
