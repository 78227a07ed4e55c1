"""The one way to learn what time it is; tests pass a clock of their own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

Clock = Callable[[], datetime]
"""Returns the present moment as an aware datetime in UTC."""


def system_clock() -> datetime:
    return datetime.now(UTC)


def today(clock: Clock, zone: ZoneInfo) -> date:
    """The date that it is now in the deployment's time zone."""
    return clock().astimezone(zone).date()
