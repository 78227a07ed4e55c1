"""The report as one page that needs nothing else, to send or to keep."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from zoneinfo import ZoneInfo

from sales_supervision.commands.report_chart import durations_svg
from sales_supervision.commands.report_rows import Table, before, heading, incidents, notes, tables
from sales_supervision.operations.report import Line, Report
from sales_supervision.operations.targets import Status, Target
from sales_supervision.operations.wording import EXPLAINED, PHASES, TITLES, target, told

_STYLE = """
:root{color-scheme:light dark;--ink:#141a22;--mute:#566171;--bg:#fff;--line:#e0e5eb;
--brand:#0b6b53;--brand-soft:#e2f3ee;--red:#b3261e;--red-soft:#fbe6e4;--sunken:#eef1f5;--blue:#1d5fd1}
@media (prefers-color-scheme:dark){:root{--ink:#e9eef3;--mute:#a3afbb;--bg:#0f1418;--line:#2a323b;
--brand:#4cc7a3;--brand-soft:#12352c;--red:#ff9a90;--red-soft:#44201d;--sunken:#232c35;--blue:#8ab4ff}}
body{font:1rem/1.5 system-ui,sans-serif;margin:1rem auto;padding-inline:1rem;max-width:70rem;
background:var(--bg);color:var(--ink)}
h1{font-size:1.375rem}h2{font-size:1.125rem;margin-block:1.5rem .5rem}
p,small,figcaption{color:var(--mute);font-size:.875rem}small{display:block;font-weight:400}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th,td{border-bottom:1px solid var(--line);padding:.375rem .75rem;text-align:start;
vertical-align:top}
td[data-title]{white-space:nowrap}th[scope=row]{overflow-wrap:anywhere}ul{margin:0;padding:0;list-style:none}
.status{display:inline-block;border-radius:.375rem;margin:0 .25rem .25rem 0;padding:0 .375rem;
font-size:.8125rem;font-weight:600}
.met{background:var(--brand-soft);color:var(--brand)}
.not_met,.incident{background:var(--red-soft);color:var(--red)}
.not_enough_data{background:var(--sunken);color:var(--mute)}.incident{padding:.5rem .75rem}
figure{margin:0}svg{width:100%;height:8.75rem;border:1px solid var(--line)}
polyline{fill:none;stroke-width:2;stroke-linecap:round;vector-effect:non-scaling-stroke}
g.answers{stroke:var(--blue)}g.saves{stroke:var(--brand);stroke-dasharray:6 4}
span.answers{color:var(--blue)}span.answers::before{content:"— "}
span.saves{color:var(--brand)}span.saves::before{content:"- - "}
@media (max-width:45rem){table,tbody,tr,th,td{display:block}thead{display:none}
tr{border-bottom:1px solid var(--line);padding-block:.5rem}th,td{border:0;padding:.125rem 0}
td:empty{display:none}td[data-title]::before{content:attr(data-title) ": ";color:var(--mute)}}
"""

_MARKS = {Status.MET: "✓", Status.NOT_MET: "✗", Status.NOT_ENOUGH_DATA: "…"}
"""Beside the words: whoever sees no colours, or reads it printed, finds them at a glance."""


def report_html(report: Report, zone: ZoneInfo) -> str:
    """The page, self-contained."""
    shown = "".join(
        f'<li class="incident">✗ {escape(title)}: see <code>{escape(page)}</code></li>'
        for title, page in incidents(report)
    )
    _, *others = tables(report, zone)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>Sales Supervision: report</title><style>{_STYLE}</style></head><body>"
        f"<h1>Sales Supervision</h1><p>{escape(heading(report, zone))}</p>"
        + (f"<h2>Shows now</h2><ul>{shown}</ul>" if shown else "")
        + _checklist(report)
        + durations_svg(report, zone)
        + "".join(_table(table) for table in others if table.rows)
        + "".join(f"<p>{escape(note)}</p>" for note in notes(report, zone))
        + "</body></html>"
    )


def _checklist(report: Report) -> str:
    rows = "".join(_line(line) for line in report.lines)
    return f"<h2>The checklist</h2>{_drawn(('line', 'value', 'before', 'targets'), rows)}"


def _line(line: Line) -> str:
    earlier = before(line)
    return (
        f'<tr><th scope="row">{escape(TITLES[line.key])}'
        f"<small>{escape(EXPLAINED[line.key])}</small></th>"
        f'<td data-title="value">{escape(told(line.key, line.value))}</td>'
        + (f'<td data-title="before">{escape(earlier)}</td>' if earlier else "<td></td>")
        + f"<td>{''.join(_target(line, each) for each in line.targets)}</td></tr>"
    )


def _target(line: Line, goal: Target) -> str:
    words = f"{_MARKS[goal.status]} {PHASES[goal.phase]}: {target(line.key, goal)}"
    return f'<span class="status {goal.status}">{escape(words)}</span>'


def _table(table: Table) -> str:
    rows = "".join(
        f'<tr><th scope="row">{escape(first)}</th>'
        + "".join(
            f'<td data-title="{escape(title)}">{escape(cell)}</td>'
            for title, cell in zip(table.head[1:], others, strict=True)
        )
        + "</tr>"
        for first, *others in table.rows
    )
    return f"<h2>{escape(table.title)}</h2>{_drawn(table.head, rows)}"


def _drawn(head: Sequence[str], rows: str) -> str:
    titles = "".join(f'<th scope="col">{escape(title)}</th>' for title in head)
    return f"<table><thead><tr>{titles}</tr></thead><tbody>{rows}</tbody></table>"
