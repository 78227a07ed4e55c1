"""Making a report: every query that it needs, of one moment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from types import MappingProxyType

from sales_supervision.clock import Clock
from sales_supervision.operations.disk import free_bytes
from sales_supervision.operations.keeping import hour_of
from sales_supervision.operations.period_figures import PeriodFigures
from sales_supervision.operations.periods import period_until
from sales_supervision.operations.report import (
    SERIES,
    Found,
    Report,
    days_between,
    endpoints_of,
    feeds_of,
    lines_of,
    points_of,
)
from sales_supervision.operations.review_money import review_money
from sales_supervision.operations.symptoms import Now, database_down_at, symptoms
from sales_supervision.settings import Settings
from sales_supervision.storage.engine import Database
from sales_supervision.storage.hourly_figure_storage import (
    FigureKey,
    HourlyFigureStorage,
    HourlyKey,
)
from sales_supervision.storage.integrity_storage import IntegrityStorage
from sales_supervision.storage.review_figure_storage import ReviewFigureStorage
from sales_supervision.storage.standing_storage import StandingStorage

_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_NOTHING: Mapping[HourlyKey, int] = MappingProxyType({})


class Reporting:
    """Reads what all server processes kept; needs none of them to be running."""

    def __init__(self, database: Database, settings: Settings, clock: Clock) -> None:
        self._database = database
        self._settings = settings
        self._clock = clock

    def report(self, length: timedelta, unkept: Mapping[HourlyKey, int] = _NOTHING) -> Report:
        """The report of the last ``length``, beside the time before it.

        ``unkept``: figures of this process that the database could not take, told all the same.
        """
        now = self._clock()
        period = period_until(now, length)
        today, first_day = self._day(now), self._day(period.first)
        days = days_between(first_day, today)
        days_before = days_between(first_day - len(days) * _DAY, first_day - _DAY)
        smoke = self._settings.smoke_route
        with self._database.reading() as connection:
            hourly = HourlyFigureStorage(connection)
            standing = StandingStorage(connection, smoke)
            figures = PeriodFigures.of(
                _with(hourly.totals(period.first, period.end), unkept, period.first)
            )
            whole_before = period.whole_before
            before = PeriodFigures.of_all(
                (
                    hourly.totals(whole_before, period.first),
                    _part(hourly.totals(whole_before - _HOUR, whole_before), period.cut_share),
                )
            )
            this_hour = hour_of(now)
            last_hour = PeriodFigures.of(
                _with(
                    hourly.totals(this_hour - _HOUR, this_hour + _HOUR), unkept, this_hour - _HOUR
                )
            )
            by_hour = hourly.by_hour(SERIES, period.first, period.end)
            first_hour = hourly.first_hour()
            reviews = ReviewFigureStorage(connection).since(days_before[0])
            integrity = IntegrityStorage(connection, smoke).look()
            arrivals = standing.feeds()
        feeds = feeds_of(arrivals, now, timedelta(hours=self._settings.feed_stale_hours))
        down_at = database_down_at(last_hour, now)
        found = Found(
            now=figures,
            before=before,
            money=review_money(reviews, days),
            money_before=review_money(reviews, days_before),
            integrity=integrity,
            feeds=feeds,
            days_covered=min(length, now - first_hour) / _DAY if first_hour else 0.0,
        )
        return Report(
            made_at=now,
            period=period,
            first_hour=first_hour,
            lines=lines_of(found),
            endpoints=endpoints_of(figures, before),
            feeds=feeds,
            symptoms=tuple(
                symptoms(
                    Now(
                        at=now,
                        last_hour=last_hour,
                        database_down_at=down_at,
                        fallback_share=review_money(reviews, [today]).fallback_share,
                        stale_feeds=sum(feed.is_stale for feed in feeds),
                        free_bytes=free_bytes(self._database.url),
                    )
                )
            ),
            database_down_at=down_at,
            points=points_of(by_hour, period),
        )

    def _day(self, moment: datetime) -> date:
        return moment.astimezone(self._settings.zone).date()


def _part(totals: Mapping[FigureKey, int], share: float) -> Mapping[FigureKey, int]:
    """What a part of an hour is likely to have had: within it, nothing is known of the time."""
    return {key: round(amount * share) for key, amount in totals.items()}


def _with(
    totals: Mapping[FigureKey, int], unkept: Mapping[HourlyKey, int], first: datetime
) -> Mapping[FigureKey, int]:
    """``totals`` and what of ``unkept`` is of the hours from ``first`` on."""
    together = Counter(totals)
    for key, amount in unkept.items():
        if key.hour >= first:
            together[FigureKey(key.figure, key.subject, key.bucket)] += amount
    return together
