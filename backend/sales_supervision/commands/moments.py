"""Moments as people type them: a time of day, or a date with it."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

FAR = timedelta(hours=12)
"""A time of day alone that is further ahead is more likely one that has passed."""


class UnclearMomentError(ValueError):
    """The text names no moment, or one that is likely not meant; the message says what to type."""


def next_moment(
    text: str, after: datetime, zone: ZoneInfo, *, may_be_now: bool = False
) -> datetime:
    """The moment that ``text`` names in ``zone``: for `18:30` the next one after ``after``.

    ``may_be_now``: the minute of ``after`` is ``after`` itself, for what starts then.
    Raises UnclearMomentError.
    """
    local = after.astimezone(zone)
    if re.fullmatch(r"\d{1,2}:\d{2}", text):
        hour, minute = map(int, text.split(":"))
        if hour > 23 or minute > 59:
            raise UnclearMomentError(f"{text} is no time of day; write it as 18:30.")
        moment = local.replace(hour=hour, minute=minute, second=0, microsecond=0)
        if may_be_now and moment == local.replace(second=0, microsecond=0):
            return after
        is_over = moment <= local
        if is_over:
            moment += timedelta(days=1)
        if moment - local > FAR:
            why = (
                f"over for {local:%Y-%m-%d} in {zone.key}"
                if is_over
                else f"more than 12 hours ahead in {zone.key}"
            )
            raise UnclearMomentError(
                f"{text} is {why}; write the date with it, as {moment:%Y-%m-%dT%H:%M}."
            )
        return moment
    try:
        named = datetime.fromisoformat(text)
    except ValueError:
        raise UnclearMomentError(
            f"{text} is no moment; write a time of day as 18:30, or a date with it as "
            f"{local:%Y-%m-%d}T18:30."
        ) from None
    return named if named.tzinfo else named.replace(tzinfo=zone)
