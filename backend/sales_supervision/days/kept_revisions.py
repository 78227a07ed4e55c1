"""Copies of what is stored, kept in memory; each is good for one revision and never goes stale."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

from cachetools import LRUCache

LINES_KEPT = 300_000
"""Plan lines of one kind of copies: 150 days of 40 customers × 50 items.

A line takes some 1.2 kB, with its share of the day as supervised and of the JSON of the plan."""

K = TypeVar("K", bound=Hashable)
R = TypeVar("R", bound=Hashable)
V = TypeVar("V")


class KeptRevisions(Generic[K, R, V]):
    """The newest known revision of each value, of those used last. Safe for many threads."""

    def __init__(self, lines: Callable[[V], int]) -> None:
        self._lines = lines
        self._kept: LRUCache[K, tuple[R, V]] = LRUCache(
            LINES_KEPT, getsizeof=lambda kept: 1 + lines(kept[1])
        )
        self._lock = Lock()

    def get(self, key: K, revision: R) -> V | None:
        """The value of ``key``, None unless exactly that revision is known."""
        with self._lock:
            kept = self._kept.get(key)
        return kept[1] if kept is not None and kept[0] == revision else None

    def keep(self, key: K, revision: R, value: V) -> None:
        """Keep ``value`` in place of another revision, unless it alone is more than may be kept."""
        if self._lines(value) >= LINES_KEPT:
            return
        with self._lock:
            self._kept[key] = revision, value

    def forget(self, key: K) -> None:
        """Let go of the value of ``key``, if it is kept."""
        with self._lock:
            kept = self._kept.pop(key, None)
        # Thousands of objects go, for which nobody else has to wait.
        del kept
