"""Single flight: who asks for what is being written already waits for the same answer."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from threading import Lock
from typing import Generic, TypeVar

from sales_supervision.reviews.progress import Progress

T = TypeVar("T")

Job = Callable[[Progress], T]

_AT_ONCE = 16
"""Reviews that one process writes at the same time; others wait for a turn."""


class Flight(Generic[T]):
    """One review on its way."""

    def __init__(self) -> None:
        self.progress = Progress()
        self.future: Future[T] = Future()
        self.started = time.monotonic()
        self._lock = Lock()
        self._instead: T | None = None

    def instead(self, make: Callable[[], T]) -> T:
        """What everyone gets who cannot wait any longer; made once."""
        with self._lock:
            if self._instead is None:
                self._instead = make()
            return self._instead


class Flights(Generic[T]):
    """At most one flight a key. Safe for many threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._under_way: dict[str, Flight[T]] = {}
        self._workers = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="review")

    def join(self, key: str, begin: Callable[[], Job[T]]) -> tuple[Flight[T], bool]:
        """The flight of ``key``, and whether it was under way already.

        ``begin`` is called where there is none, while nobody else can begin; it gives the work to
        do, or raises what the caller is told.
        """
        with self._lock:
            flight = self._under_way.get(key)
            if flight is not None:
                return flight, True
            job = begin()
            flight = self._under_way[key] = Flight()
        # In the context of whoever asked first: what is logged names their request.
        self._workers.submit(copy_context().run, self._fly, key, flight, job)
        return flight, False

    def do(self, work: Callable[[], None]) -> None:
        """Have something done in the background."""
        self._workers.submit(work)

    def close(self) -> None:
        """Wait for what is under way; what has not begun is given up."""
        self._workers.shutdown(wait=True, cancel_futures=True)

    def _fly(self, key: str, flight: Flight[T], job: Job[T]) -> None:
        try:
            result = job(flight.progress)
        except BaseException as error:
            self._land(key, flight)
            flight.future.set_exception(error)
        else:
            self._land(key, flight)
            flight.future.set_result(result)
        flight.progress.end()

    def _land(self, key: str, flight: Flight[T]) -> None:
        with self._lock:
            if self._under_way.get(key) is flight:
                del self._under_way[key]
