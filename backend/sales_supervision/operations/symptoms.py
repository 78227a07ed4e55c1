"""Symptoms that the figures of the last hour and of now show, each with its incident page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sales_supervision.operations.buckets import quantile
from sales_supervision.operations.period_figures import PeriodFigures

SLOW_SAVE_SECONDS = 2.0
LEAST_FREE_BYTES = 1_000_000_000
_FEW = 5
_CONFLICT_SHARE = 0.1
_FALLBACK_SHARE = 0.2
_ASSETS = "GET /assets"
_DOWN_FOR = timedelta(minutes=5)
"""So long after a request failed the database may still be down, as nobody may have asked since;
the alert looks back as far."""


class Incident(StrEnum):
    """The incident pages, by the name of each in ``docs/incidents/``."""

    BLANK_PAGE = "blank-page"
    SAVES_SLOW = "saves-slow"
    MANY_CONFLICTS = "many-conflicts"
    REVIEWS_FAIL = "reviews-fail"
    FEED_STALE = "feed-stale"
    DISK_FILLING = "disk-filling"
    DATABASE_DOWN = "database-down"


@dataclass(frozen=True, slots=True)
class Now:
    """How things stand. ``last_hour``: figures of this hour and the one before;
    ``database_down_at``: see there; ``fallback_share``: of the reviews written today;
    ``free_bytes``: None where unknown."""

    at: datetime
    last_hour: PeriodFigures
    database_down_at: datetime | None
    fallback_share: float | None
    stale_feeds: int
    free_bytes: int | None


def symptoms(now: Now) -> list[Incident]:
    """What is wrong now, as far as figures can tell."""
    figures = now.last_hour
    save_p95 = quantile(figures.save_durations, 0.95)
    attempts = figures.saved + figures.outcomes("conflict")
    shows = {
        Incident.BLANK_PAGE: figures.refused[_ASSETS] > 0,
        Incident.SAVES_SLOW: (
            save_p95 is not None and figures.saved >= _FEW and save_p95 >= SLOW_SAVE_SECONDS
        ),
        Incident.MANY_CONFLICTS: (
            figures.outcomes("conflict") >= _FEW
            and figures.outcomes("conflict") > _CONFLICT_SHARE * attempts
        ),
        Incident.REVIEWS_FAIL: (
            now.fallback_share is not None and now.fallback_share > _FALLBACK_SHARE
        ),
        Incident.FEED_STALE: now.stale_feeds > 0,
        Incident.DISK_FILLING: (now.free_bytes is not None and now.free_bytes < LEAST_FREE_BYTES),
        Incident.DATABASE_DOWN: (
            now.database_down_at is not None and now.at - now.database_down_at <= _DOWN_FOR
        ),
    }
    return [incident for incident, shown in shows.items() if shown]


def database_down_at(last_hour: PeriodFigures, now: datetime) -> datetime | None:
    """The last minute in which a request failed since the database did not answer; None where
    there was none in this hour and the one before."""
    return max((_last(minute, now) for minute in last_hour.down_at), default=None)


def _last(minute: str, now: datetime) -> datetime:
    hour_, minute_ = map(int, minute.split(":"))
    moment = now.replace(hour=hour_, minute=minute_, second=0, microsecond=0)
    return moment if moment <= now else moment - timedelta(days=1)
