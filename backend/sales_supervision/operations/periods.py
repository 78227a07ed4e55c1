"""The period of a report, as people write it: ``24h``, ``7d``, ``4w``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from sales_supervision.operations.keeping import hour_of

MOST_DAYS = 366
_UNITS = {"h": "hours", "d": "days", "w": "weeks"}
_HOUR = timedelta(hours=1)


class PeriodError(ValueError):
    """What was asked for is no period; the message says what is."""


@dataclass(frozen=True, slots=True)
class Period:
    """Whole hours from ``first`` to before ``end``, of which the last has only begun; ``before``:
    where as long a time before ``first`` begins as has passed since, most often amid an hour."""

    before: datetime
    first: datetime
    end: datetime

    @property
    def whole_before(self) -> datetime:
        """Where the whole hours of the time before begin."""
        hour = hour_of(self.before)
        return hour if hour == self.before else hour + _HOUR

    @property
    def cut_share(self) -> float:
        """How much of the hour before those belongs to the time before, too; 0 to below 1."""
        return (self.whole_before - self.before) / _HOUR

    @property
    def step(self) -> timedelta:
        """How far apart the points of a line over the period are: some 30 to 80 of them."""
        length = self.end - self.first
        for hours in (1, 6):
            if length <= timedelta(hours=84 * hours):
                return timedelta(hours=hours)
        return timedelta(days=1)


def length_of(text: str) -> timedelta:
    """How long ``7d`` is. Raises PeriodError."""
    found = re.fullmatch(r"([1-9][0-9]{0,3})([hdw])", text)
    length = timedelta(**{_UNITS[found[2]]: int(found[1])}) if found else None
    if length is None or length > timedelta(days=MOST_DAYS):
        raise PeriodError(
            f"{text!r} is no period such as 24h, 7d or 4w, of at most {MOST_DAYS} days."
        )
    return length


def period_until(now: datetime, length: timedelta) -> Period:
    """The hours that the last ``length`` touches: at least what was asked, less than one more."""
    first = hour_of(now - length)
    return Period(first - (now - first), first, hour_of(now) + _HOUR)
