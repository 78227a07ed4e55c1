"""Hourly figures of all server processes, added up by the database."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, func, select

from sales_supervision.storage.bulk import upsert_rows
from sales_supervision.storage.moments import from_stored, from_stored_or_none, to_stored
from sales_supervision.storage.operation_tables import hourly_figure

FIGURES = "hourly figures"
"""The lock of whoever writes hourly figures."""


@dataclass(frozen=True, slots=True, order=True)
class HourlyKey:
    """``bucket``: of a duration (see ``operations.buckets``), 0 for a count."""

    hour: datetime
    figure: str
    subject: str
    bucket: int


@dataclass(frozen=True, slots=True)
class FigureKey:
    """A figure over some hours."""

    figure: str
    subject: str
    bucket: int


class HourlyFigureStorage:
    """Works within the caller's transaction; who writes holds the lock FIGURES."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, replica: str, amounts: Mapping[HourlyKey, int]) -> None:
        """Keep what the process ``replica`` has counted in an hour so far.

        The amounts replace what it kept before: repeating them changes nothing.
        """
        upsert_rows(
            self._connection,
            hourly_figure,
            [
                {
                    "figure_hour": to_stored(key.hour),
                    "figure": key.figure,
                    "subject": key.subject,
                    "bucket": key.bucket,
                    "replica": replica,
                    "amount": amount,
                }
                for key, amount in sorted(amounts.items())
            ],
        )

    def totals(self, first: datetime, end: datetime) -> dict[FigureKey, int]:
        """Each figure of the hours from ``first`` to before ``end``, over all processes."""
        table = hourly_figure
        of = (table.c.figure, table.c.subject, table.c.bucket)
        rows = self._connection.execute(
            select(*of, func.sum(table.c.amount).label("amount"))
            .where(*_within(first, end))
            .group_by(*of)
        )
        return {FigureKey(row.figure, row.subject, row.bucket): int(row.amount) for row in rows}

    def by_hour(
        self, figures: Collection[str], first: datetime, end: datetime
    ) -> dict[datetime, dict[FigureKey, int]]:
        """The same hour by hour, of some figures."""
        table = hourly_figure
        of = (table.c.figure_hour, table.c.figure, table.c.subject, table.c.bucket)
        found: dict[datetime, dict[FigureKey, int]] = {}
        for row in self._connection.execute(
            select(*of, func.sum(table.c.amount).label("amount"))
            .where(*_within(first, end), table.c.figure.in_(sorted(figures)))
            .group_by(*of)
        ):
            key = FigureKey(row.figure, row.subject, row.bucket)
            found.setdefault(from_stored(row.figure_hour), {})[key] = int(row.amount)
        return found

    def first_hour(self) -> datetime | None:
        """The oldest hour of which there are figures."""
        return from_stored_or_none(
            self._connection.execute(select(func.min(hourly_figure.c.figure_hour))).scalar()
        )

    def forget(self, before: datetime) -> None:
        """Remove the figures of hours before that one."""
        self._connection.execute(
            delete(hourly_figure).where(hourly_figure.c.figure_hour < to_stored(before))
        )


def _within(first: datetime, end: datetime) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    hour = hourly_figure.c.figure_hour
    return hour >= to_stored(first), hour < to_stored(end)
