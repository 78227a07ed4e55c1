"""The report as one page that needs nothing else, to send or to keep."""

from __future__ import annotations

from html import escape
from zoneinfo import ZoneInfo

from sales_supervision.commands.report_rows import (
    Table,
    heading,
    incidents,
    notes,
    tables,
)
from sales_supervision.operations.report import Report

_STYLE = (
    ":root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;margin:1rem}"
    ".scrolls{overflow-x:auto}table{border-collapse:collapse}"
    "th,td{border-bottom:1px solid;padding:.25rem .75rem;text-align:start;white-space:nowrap}"
)


def report_html(report: Report, zone: ZoneInfo) -> str:
    """The page, self-contained."""
    shown = "".join(
        f"<li>{escape(title)}: <code>{escape(page)}</code></li>"
        for title, page in incidents(report)
    )
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>Sales Supervision: report</title><style>{_STYLE}</style></head><body>"
        f"<h1>Sales Supervision</h1><p>{escape(heading(report, zone))}</p>"
        + (f"<h2>Shows now</h2><ul>{shown}</ul>" if shown else "")
        + "".join(_table(table) for table in tables(report, zone) if table.rows)
        + "".join(f"<p>{escape(note)}</p>" for note in notes(report, zone))
        + "</body></html>"
    )


def _table(table: Table) -> str:
    head = "".join(f'<th scope="col">{escape(title)}</th>' for title in table.head)
    rows = "".join(
        f'<tr><th scope="row">{escape(first)}</th>'
        + "".join(f"<td>{escape(cell)}</td>" for cell in others)
        + "</tr>"
        for first, *others in table.rows
    )
    return (
        f'<h2>{escape(table.title)}</h2><div class="scrolls" tabindex="0"><table>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )
