"""What was observed since the process started: counts and durations, in memory only.

An observation costs about a microsecond, so that every request and every statement can be one.
"""

from __future__ import annotations

from collections import defaultdict
from contextvars import ContextVar
from dataclasses import dataclass, field
from enum import StrEnum
from threading import Lock

from sales_supervision.operations.buckets import bucket_of

Labels = tuple[str, ...]
"""Of a bounded kind each: route templates, never paths; no user, no customer."""

unobserved: ContextVar[bool] = ContextVar("unobserved", default=False)
"""Whether what is done here is a smoke test's, which leaves no trace in figures."""


class Figure(StrEnum):
    """What is counted or timed, with the labels of each."""

    REQUESTS = "requests"
    """method, route template, class of the status (2xx …)"""
    REQUEST_SECONDS = "request_seconds"
    """method, route template; of a stream the time to its first byte"""
    PROBLEMS = "problems"
    """type of the problem"""
    DATABASE_DOWN = "database_down"
    """minute of the day (UTC, 10:59) in which a request failed since the database did not answer"""
    SAVES = "saves"
    """how (save, merge), outcome (done, conflict, refused, failed)"""
    SAVE_SECONDS = "save_seconds"
    """how; of those that were done"""
    STATEMENT_SECONDS = "statement_seconds"
    """kind (select, insert …)"""
    SLOW_STATEMENTS = "slow_statements"
    """kind"""
    REVIEWS = "reviews"
    """model, figure as in tbl_review_figure"""

    # An enumeration's own hash is a Python function, several of which a request would run.
    __hash__ = str.__hash__


Key = tuple[Figure, Labels]


@dataclass(slots=True)
class Durations:
    """How many durations fell into which bucket, and their sum in seconds."""

    buckets: defaultdict[int, int] = field(default_factory=lambda: defaultdict(int))
    seconds: float = 0.0

    def copy(self) -> Durations:
        return Durations(self.buckets.copy(), self.seconds)


class Observations:
    """Safe for many threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._counts: defaultdict[Key, int] = defaultdict(int)
        self._durations: defaultdict[Key, Durations] = defaultdict(Durations)

    def count(self, figure: Figure, *labels: str, amount: int = 1) -> None:
        """Add ``amount``; 0 makes the figure known before it first happens."""
        with self._lock:
            self._counts[figure, labels] += amount

    def time(self, figure: Figure, *labels: str, seconds: float) -> None:
        """Add one duration."""
        bucket = bucket_of(seconds)
        with self._lock:
            durations = self._durations[figure, labels]
            durations.buckets[bucket] += 1
            durations.seconds += seconds

    def counts(self) -> dict[Key, int]:
        """Every count since the start."""
        with self._lock:
            return dict(self._counts)

    def durations(self) -> dict[Key, Durations]:
        """Every duration since the start."""
        with self._lock:
            return {key: durations.copy() for key, durations in self._durations.items()}
