"""The report: each line of the deployment checklist that figures can answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sales_supervision.operations.buckets import RELATIVE_ERROR, counted, quantile
from sales_supervision.operations.observations import Figure
from sales_supervision.operations.period_figures import EndpointFigures, PeriodFigures
from sales_supervision.operations.periods import Period
from sales_supervision.operations.review_money import ReviewMoney
from sales_supervision.operations.symptoms import Incident
from sales_supervision.operations.targets import (
    PREDECESSOR_SAVE_SECONDS,
    LineKey,
    Target,
    targets_of,
)
from sales_supervision.storage.hourly_figure_storage import FigureKey
from sales_supervision.storage.integrity_storage import Integrity
from sales_supervision.storage.standing_storage import FeedArrival

ERROR_PERCENT = round(100 * RELATIVE_ERROR, 1)
"""How far a percentile may be from the true one."""

SERIES = (
    Figure.REQUESTS,
    Figure.REQUEST_SECONDS,
    Figure.SAVES,
    Figure.SAVE_SECONDS,
    Figure.SLOW_STATEMENTS,
)
"""Figures that are told hour by hour."""


@dataclass(frozen=True, slots=True)
class Line:
    """``value``: None where nothing was observed; ``before``: in the period before;
    ``samples``: how many observations ``value`` is made of."""

    key: LineKey
    value: float | None
    before: float | None
    samples: int
    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """``endpoint``: method and route template; ``before``: None where it was not asked."""

    endpoint: str
    now: EndpointFigures
    before: EndpointFigures | None


@dataclass(frozen=True, slots=True)
class FeedState:
    """``is_daily``: it should come every day; ``is_stale``: it did not."""

    feed: str
    arrived_at: datetime
    is_daily: bool
    is_stale: bool


@dataclass(frozen=True, slots=True)
class Point:
    """Figures of some hours from ``at`` on; durations in seconds, None where there were none."""

    at: datetime
    requests: int
    errors: int
    p95: float | None
    save_p95: float | None
    conflicts: int
    slow_statements: int


@dataclass(frozen=True, slots=True)
class Report:
    """``first_hour``: the oldest hour of which there are figures at all; ``database_down_at``: when
    it last did not answer, of this hour and the one before."""

    made_at: datetime
    period: Period
    first_hour: datetime | None
    lines: tuple[Line, ...]
    endpoints: tuple[Endpoint, ...]
    feeds: tuple[FeedState, ...]
    symptoms: tuple[Incident, ...]
    database_down_at: datetime | None
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What the lines are made of: figures of the period and of the one before it.

    ``days_covered``: how much of the period there are figures of.
    """

    now: PeriodFigures
    before: PeriodFigures
    money: ReviewMoney
    money_before: ReviewMoney
    integrity: Integrity
    feeds: tuple[FeedState, ...]
    days_covered: float


def lines_of(found: Found) -> tuple[Line, ...]:
    """Every line, in the order of LineKey."""
    values = _values(found.now, found.money, found)
    before = _values(found.before, found.money_before, None)
    return tuple(
        Line(
            key,
            values[key][0],
            before[key][0] if key in before else None,
            values[key][1],
            targets_of(key, *values[key], found.days_covered),
        )
        for key in LineKey
    )


def _values(
    figures: PeriodFigures, money: ReviewMoney, found: Found | None
) -> dict[LineKey, tuple[float | None, int]]:
    """Value and samples of each line; without ``found`` only of those that belong to a time."""
    requests = sum(each.requests for each in figures.endpoints().values())
    errors = sum(each.errors for each in figures.endpoints().values())
    conflicts = figures.outcomes("conflict")
    attempts = sum(figures.saves.values())
    save_p50 = quantile(figures.save_durations, 0.5)
    answers = figures.api_durations()
    slow, statements = figures.slow_statements, figures.statements
    has_figures = bool(requests)
    values: dict[LineKey, tuple[float | None, int]] = {
        LineKey.PRODUCTION_ERRORS: (float(errors) if has_figures else None, requests),
        LineKey.SAVE_SECONDS: (quantile(figures.save_durations, 0.95), figures.saved),
        LineKey.RESPONSE_SECONDS: (quantile(answers, 0.95), counted(answers)),
        LineKey.TIMES_AS_FAST: (
            PREDECESSOR_SAVE_SECONDS / save_p50 if save_p50 else None,
            figures.saved,
        ),
        LineKey.CACHE_HIT_PERCENT: (money.hit_percent, money.answers),
        LineKey.DOLLARS_SPENT: (money.spent, money.answers),
        LineKey.DOLLARS_SAVED: (money.saved, money.answers),
        LineKey.COST_REDUCTION_PERCENT: (money.reduction_percent, money.answers),
        LineKey.VERSION_CONFLICTS: (float(conflicts) if has_figures else None, attempts),
        LineKey.MERGES: (
            float(figures.saves["merge", "done"]) if has_figures else None,
            attempts,
        ),
        LineKey.SLOW_STATEMENTS_PERCENT: (
            100 * slow / statements if statements else None,
            statements,
        ),
    }
    if found is None:
        return values
    integrity = found.integrity
    faults = integrity.orphaned_rows + integrity.missing_versions
    daily = [feed for feed in found.feeds if feed.is_daily]
    stale = sum(feed.is_stale for feed in daily)
    return values | {
        LineKey.LOST_EDITS: (float(integrity.overwritten_versions), integrity.versions),
        LineKey.DUPLICATE_SESSIONS: (float(integrity.duplicate_sessions), integrity.versions),
        LineKey.INTEGRITY_FAULTS: (float(faults), integrity.versions),
        LineKey.STALE_FEEDS: (float(stale) if daily else None, len(daily)),
    }


def endpoints_of(now: PeriodFigures, before: PeriodFigures) -> tuple[Endpoint, ...]:
    """Every endpoint that was asked in the period, the busiest first."""
    earlier = before.endpoints()
    found = [
        Endpoint(name, figures, earlier.get(name)) for name, figures in now.endpoints().items()
    ]
    return tuple(sorted(found, key=lambda each: -each.now.requests))


_DAILY = frozenset({"journey_plan", "sales", "van_loads", "actuals"})
"""Feeds that should come each day; the master data come when they change, and recommended orders
are made here where no feed brings them."""


def feeds_of(
    arrivals: list[FeedArrival], now: datetime, stale_after: timedelta
) -> tuple[FeedState, ...]:
    """Every feed that ever came, and whether it is overdue."""
    return tuple(
        FeedState(
            arrival.feed,
            arrival.arrived_at,
            is_daily=arrival.feed in _DAILY,
            is_stale=arrival.feed in _DAILY and now - arrival.arrived_at > stale_after,
        )
        for arrival in arrivals
    )


def points_of(
    hours: Mapping[datetime, Mapping[FigureKey, int]], period: Period
) -> tuple[Point, ...]:
    """One point each ``period.step``, those without anything too."""
    return tuple(
        _point(at, [found for hour, found in hours.items() if at <= hour < at + period.step])
        for at in _moments(period)
    )


def _moments(period: Period) -> list[datetime]:
    count = -((period.first - period.end) // period.step)
    return [period.first + number * period.step for number in range(count)]


def _point(at: datetime, hours: list[Mapping[FigureKey, int]]) -> Point:
    figures = PeriodFigures.of_all(hours)
    every = figures.endpoints().values()
    return Point(
        at=at,
        requests=sum(each.requests for each in every),
        errors=sum(each.errors for each in every),
        p95=quantile(figures.api_durations(), 0.95),
        save_p95=quantile(figures.save_durations, 0.95),
        conflicts=figures.outcomes("conflict"),
        slow_statements=figures.slow_statements,
    )


def days_between(first: date, last: date) -> list[date]:
    """Every date from ``first`` to ``last``."""
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]
