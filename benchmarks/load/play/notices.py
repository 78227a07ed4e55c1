"""What is told to whoever has a day open, and what should have been."""

from __future__ import annotations

from collections import defaultdict
from time import monotonic
from typing import Protocol

from benchmarks.load.findings import NoticesTold

PATIENCE = 10.0
"""Seconds after which a notice that did not come counts as lost; the product promises two."""

_REASONS_KEPT = 20


class Listener(Protocol):
    """Somebody who has a day open."""

    @property
    def is_connected(self) -> bool: ...


class Ledger:
    """Who listens to which day, which version they should hear of, and which they heard of."""

    def __init__(self, told: NoticesTold | None = None) -> None:
        self.told = told or NoticesTold()
        self._listeners: dict[tuple[str, str], dict[Listener, set[int]]] = defaultdict(dict)
        self._awaited: dict[tuple[Listener, int], float] = {}

    def joined(self, day: tuple[str, str], listener: Listener) -> None:
        self._listeners[day].setdefault(listener, set())
        at_once = sum(len(listeners) for listeners in self._listeners.values())
        self.told.most_at_once = max(self.told.most_at_once, at_once)

    def left(self, day: tuple[str, str], listener: Listener) -> None:
        """Of its own will: what was on its way and not late yet is not expected any more."""
        self.count_lost()
        self._listeners[day].pop(listener, None)
        for awaited in [key for key in self._awaited if key[0] is listener]:
            del self._awaited[awaited]
            self.told.expected -= 1

    def saved(self, day: tuple[str, str], version: int) -> None:
        """The answer to a save arrived: whoever listens to the day should hear of it."""
        now = monotonic()
        for listener, heard in self._listeners[day].items():
            if not listener.is_connected:
                continue
            self.told.expected += 1
            if version in heard:
                self.told.delays.append(0.0)
            else:
                self._awaited[listener, version] = now

    def heard(self, day: tuple[str, str], listener: Listener, version: int) -> None:
        self.told.heard += 1
        self._listeners[day].setdefault(listener, set()).add(version)
        since = self._awaited.pop((listener, version), None)
        if since is not None:
            self.told.delays.append((monotonic() - since) * 1000)

    def broke(self, reason: str) -> None:
        self.told.broken += 1
        if len(self.told.reasons) < _REASONS_KEPT:
            self.told.reasons.append(reason)

    def count_lost(self) -> None:
        """Count what is late by now. A stream that broke is told when it stands again."""
        now = monotonic()
        for key, since in list(self._awaited.items()):
            if now - since > PATIENCE and key[0].is_connected:
                del self._awaited[key]
                self.told.lost += 1
