"""The report's words in English, for the command line. The page has the same in its catalogue."""

from __future__ import annotations

from collections.abc import Mapping

from sales_supervision.operations.symptoms import Incident
from sales_supervision.operations.targets import Compared, LineKey, Phase, Status, Target

TITLES: Mapping[LineKey, str] = {
    LineKey.PRODUCTION_ERRORS: "Production errors",
    LineKey.SAVE_SECONDS: "Save time, p95",
    LineKey.RESPONSE_SECONDS: "Response time, p95",
    LineKey.TIMES_AS_FAST: "Saves as fast as the predecessor's",
    LineKey.CACHE_HIT_PERCENT: "Reviews from the cache",
    LineKey.DOLLARS_SPENT: "Spent on reviews",
    LineKey.DOLLARS_SAVED: "Saved by the cache",
    LineKey.COST_REDUCTION_PERCENT: "Cost reduction",
    LineKey.VERSION_CONFLICTS: "Version conflicts",
    LineKey.MERGES: "Merges",
    LineKey.LOST_EDITS: "Lost edits",
    LineKey.DUPLICATE_SESSIONS: "Duplicate session ids",
    LineKey.INTEGRITY_FAULTS: "Data integrity faults",
    LineKey.SLOW_STATEMENTS_PERCENT: "Database statements over 100 ms",
    LineKey.STALE_FEEDS: "Daily feeds that are overdue",
}

EXPLAINED: Mapping[LineKey, str] = {
    LineKey.PRODUCTION_ERRORS: "Answers of 500 and above.",
    LineKey.SAVE_SECONDS: "95 of 100 saves and merges took no longer.",
    LineKey.RESPONSE_SECONDS: (
        "95 of 100 answers of the API took no longer; signing in, which takes long on "
        "purpose, files and this page aside."
    ),
    LineKey.TIMES_AS_FAST: "282 ms, its database time for one save, over the median here.",
    LineKey.CACHE_HIT_PERCENT: "Reviews that needed no writing, of all that were asked for.",
    LineKey.DOLLARS_SPENT: "What the provider was paid, in US dollars.",
    LineKey.DOLLARS_SAVED: "What the answers from the cache cost when they were written.",
    LineKey.COST_REDUCTION_PERCENT: (
        "Saved by the cache, of what all reviews would have cost without it."
    ),
    LineKey.VERSION_CONFLICTS: "Saves that somebody else's save came before; none overwrote it.",
    LineKey.MERGES: "Conflicts that were solved by saving both sides.",
    LineKey.LOST_EDITS: (
        "Saved versions that neither began from the version before them nor merged it, of"
        " all that are kept. A draft that was never saved cannot be seen here."
    ),
    LineKey.DUPLICATE_SESSIONS: (
        "Sessions with the id, or the route and date, of another, of all that are kept."
    ),
    LineKey.INTEGRITY_FAULTS: (
        "Rows of a session that there is not, and versions that were counted and are not kept."
    ),
    LineKey.SLOW_STATEMENTS_PERCENT: "Of all statements, waits for a lock among them.",
    LineKey.STALE_FEEDS: "Journey plan, sales, van loads and live actuals, where they ever came.",
}
"""What each line counts."""

PHASES: Mapping[Phase, str] = {
    Phase.DAY_1: "Day 1",
    Phase.WEEK_1: "Week 1",
    Phase.WEEK_4: "Week 4",
}

STATUSES: Mapping[Status, str] = {
    Status.MET: "met",
    Status.NOT_MET: "not met",
    Status.NOT_ENOUGH_DATA: "not enough data",
}

INCIDENTS: Mapping[Incident, str] = {
    Incident.BLANK_PAGE: "The page stays blank",
    Incident.SAVES_SLOW: "Saves are slow",
    Incident.MANY_CONFLICTS: "Many version conflicts",
    Incident.REVIEWS_FAIL: "Reviews fail",
    Incident.FEED_STALE: "A daily feed is overdue",
    Incident.DISK_FILLING: "The disk is filling",
    Incident.DATABASE_DOWN: "The database does not answer",
}

_COMPARED: Mapping[Compared, str] = {
    Compared.AT_MOST: "",
    Compared.BELOW: "< ",
    Compared.ABOVE: "> ",
    Compared.AT_LEAST: "≥ ",
}

NOTHING = "–"


def told(key: LineKey, value: float | None) -> str:
    """A value with its unit; a dash where nothing was observed."""
    if value is None:
        return NOTHING
    if key in {LineKey.SAVE_SECONDS, LineKey.RESPONSE_SECONDS}:
        return seconds(value)
    if key in {LineKey.DOLLARS_SPENT, LineKey.DOLLARS_SAVED}:
        return f"${value:,.2f}"
    if key is LineKey.TIMES_AS_FAST:
        return f"{value:,.1f} ×"
    if key.endswith("_percent"):
        return f"{value:,.1f} %"
    return f"{value:,.0f}"


def seconds(value: float | None) -> str:
    """A duration: milliseconds below one second."""
    if value is None:
        return NOTHING
    return f"{value * 1000:,.0f} ms" if value < 1 else f"{value:,.1f} s"


def endpoint(template: str) -> str:
    """Method and route, in words where the route says nothing."""
    return {"GET /{name}": "GET /… (files beside the page)"}.get(template, template)


def target(key: LineKey, goal: Target) -> str:
    """``< 2.0 s: met``."""
    return f"{_COMPARED[goal.compared]}{told(key, goal.value)}: {STATUSES[goal.status]}"
