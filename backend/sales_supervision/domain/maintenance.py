"""Announced maintenance: a span of time in which nothing is changed over HTTP."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from math import ceil


@dataclass(frozen=True, slots=True)
class Maintenance:
    """From ``starts_at`` until ``ends_at`` writes are refused; before that it is announced."""

    starts_at: datetime
    ends_at: datetime
    message: str

    def __post_init__(self) -> None:
        if self.ends_at <= self.starts_at:
            raise ValueError("Maintenance must end after it starts.")

    def is_on(self, now: datetime) -> bool:
        return self.starts_at <= now < self.ends_at

    def is_over(self, now: datetime) -> bool:
        return now >= self.ends_at

    def seconds_left(self, now: datetime) -> int:
        """Whole seconds until it ends, at least 1."""
        return max(1, ceil((self.ends_at - now).total_seconds()))
