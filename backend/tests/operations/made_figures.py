"""Hourly figures made up for tests: what a month of use would have left."""

from __future__ import annotations

from datetime import datetime, timedelta

from sales_supervision.operations.buckets import bucket_of
from sales_supervision.operations.keeping import hour_of
from sales_supervision.storage.engine import Database
from sales_supervision.storage.hourly_figure_storage import (
    FIGURES,
    HourlyFigureStorage,
    HourlyKey,
)

OPEN = "GET /api/days/{route_code}/{date}"
SAVE = "POST /api/days/{route_code}/{date}/session"


def keep(database: Database, replica: str, amounts: dict[HourlyKey, int]) -> None:
    """Keep them as the process ``replica`` would."""
    with database.writing(FIGURES) as connection:
        HourlyFigureStorage(connection).keep(replica, amounts)


def an_hour(
    hour: datetime,
    *,
    opened: int = 40,
    open_seconds: float = 0.02,
    saved: int = 5,
    save_seconds: float = 0.05,
    errors: int = 0,
    conflicts: int = 0,
    slow_statements: int = 0,
) -> dict[HourlyKey, int]:
    """One hour of use. Errors are answers of 500 to opening a day."""

    def key(figure: str, subject: str, seconds: float | None = None) -> HourlyKey:
        return HourlyKey(hour, figure, subject, 0 if seconds is None else bucket_of(seconds))

    amounts = {
        key("requests", f"{OPEN} 2xx"): opened,
        key("requests", f"{OPEN} 5xx"): errors,
        key("request_seconds", OPEN, open_seconds): opened + errors,
        key("requests", f"{SAVE} 2xx"): saved,
        key("requests", f"{SAVE} 4xx"): conflicts,
        key("request_seconds", SAVE, save_seconds): saved + conflicts,
        key("saves", "save done"): saved,
        key("saves", "save conflict"): conflicts,
        key("problems", "version-conflict"): conflicts,
        key("save_seconds", "save", save_seconds): saved,
        key("statement_seconds", "select", 0.001): 10 * opened,
        key("slow_statements", "select"): slow_statements,
    }
    return {key: amount for key, amount in amounts.items() if amount}


def a_month(now: datetime, days: int = 30) -> dict[HourlyKey, int]:
    """Quiet use of ten hours a day until the hour of ``now``, with some trouble in it."""
    amounts: dict[HourlyKey, int] = {}
    for hour in range(days * 24):
        at = hour_of(now) - timedelta(hours=hour)
        if hour % 24 < 10:
            amounts |= an_hour(
                at,
                save_seconds=0.05 + 0.02 * (hour % 7),
                errors=int(hour == 30),
                conflicts=int(hour % 24 == 3),
                slow_statements=hour % 5,
            )
    return amounts
