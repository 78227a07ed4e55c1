"""Points in time: aware UTC in the code, naive UTC in the database."""

from __future__ import annotations

from datetime import UTC, datetime


def to_stored(moment: datetime) -> datetime:
    """Naive UTC for a column. Raises ValueError for a moment without a time zone."""
    if moment.tzinfo is None:
        raise ValueError("A moment without time zone cannot be stored.")
    return moment.astimezone(UTC).replace(tzinfo=None)


def from_stored(moment: datetime) -> datetime:
    """Aware UTC from a column."""
    return moment.replace(tzinfo=UTC)


def from_stored_or_none(moment: datetime | None) -> datetime | None:
    return None if moment is None else from_stored(moment)
