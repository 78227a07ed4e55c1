"""The report as tables of words, which text and HTML share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sales_supervision.operations.report import ERROR_PERCENT, Endpoint, Line, Report
from sales_supervision.operations.symptoms import Incident
from sales_supervision.operations.targets import LineKey, Phase
from sales_supervision.operations.wording import (
    INCIDENTS,
    NOTHING,
    PHASES,
    TITLES,
    endpoint,
    seconds,
    target,
    told,
)

_BY_DATE = {
    LineKey.LOST_EDITS,
    LineKey.DUPLICATE_SESSIONS,
    LineKey.INTEGRITY_FAULTS,
    LineKey.STALE_FEEDS,
}
"""Lines that tell of now and of all there is, not of the period."""


@dataclass(frozen=True, slots=True)
class Table:
    """``head``: titles of the columns; the first names the row."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def heading(report: Report, zone: ZoneInfo) -> str:
    """The period, in the deployment's time zone."""
    first, last = report.period.first, report.made_at
    return f"{_moment(first, zone)} to {_moment(last, zone)} ({zone.key})"


def notes(report: Report, zone: ZoneInfo) -> list[str]:
    """What has to be known to read the figures."""
    first = report.first_hour
    return [
        *_recovered(report, zone),
        f"Percentiles come from buckets: within {ERROR_PERCENT} % of the true value.",
        f"“Before” is as long a time, {_moment(report.period.before, zone)} to "
        f"{_moment(report.period.first, zone)}; an hour that it cuts counts by its share.",
        "Lost edits are versions that were saved without the version before them, by query over "
        "all that is saved; a draft that never was saved cannot be seen here.",
        f"Figures begin {_moment(first, zone)}." if first else "There are no figures yet.",
    ]


def _recovered(report: Report, zone: ZoneInfo) -> list[str]:
    """When the database last did not answer, where that is over."""
    down_at = report.database_down_at
    if down_at is None or Incident.DATABASE_DOWN in report.symptoms:
        return []
    return [f"The database last did not answer at {_moment(down_at, zone)}; it does now."]


def tables(report: Report, zone: ZoneInfo) -> list[Table]:
    """Every table of the report."""
    return [
        Table(
            "The checklist",
            ("line", "value", "before", *(PHASES[phase] for phase in Phase)),
            tuple(_line(line) for line in report.lines),
        ),
        Table(
            "Response times",
            ("endpoint", "requests", "errors", "p50", "p95", "p50 before", "p95 before"),
            tuple(_endpoint(row) for row in report.endpoints),
        ),
        Table(
            "Feeds",
            ("feed", "last came", "state"),
            tuple(
                (
                    feed.feed,
                    _moment(feed.arrived_at, zone),
                    "overdue" if feed.is_stale else "in time" if feed.is_daily else "not daily",
                )
                for feed in report.feeds
            ),
        ),
    ]


def incidents(report: Report) -> list[tuple[str, str]]:
    """What shows now: the symptom, and the page that says what to do."""
    return [(INCIDENTS[incident], f"/incidents/{incident}") for incident in report.symptoms]


def before(line: Line) -> str:
    """The value of the period before; empty where the line is of no period."""
    return "" if line.key in _BY_DATE else told(line.key, line.before)


def _line(line: Line) -> tuple[str, ...]:
    by_phase = {goal.phase: target(line.key, goal) for goal in line.targets}
    return (
        TITLES[line.key],
        told(line.key, line.value),
        before(line),
        *(by_phase.get(phase, "") for phase in Phase),
    )


def _endpoint(row: Endpoint) -> tuple[str, ...]:
    earlier = row.before
    return (
        endpoint(row.endpoint),
        f"{row.now.requests:,}",
        f"{row.now.errors:,}",
        seconds(row.now.p50),
        seconds(row.now.p95),
        seconds(earlier.p50) if earlier else NOTHING,
        seconds(earlier.p95) if earlier else NOTHING,
    )


def _moment(moment: datetime, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}"
