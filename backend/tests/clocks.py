"""A clock that stands still until a test moves it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

TODAY = date(2026, 3, 17)
NOON = datetime(2026, 3, 17, 8, 0, tzinfo=UTC)
"""Noon of TODAY in Dubai."""


class StandingClock:
    """A Clock that tells ``now`` until ``pass_time`` is called."""

    def __init__(self, now: datetime = NOON) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def pass_time(self, **amount: float) -> None:
        self.now += timedelta(**amount)
