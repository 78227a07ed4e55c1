"""Figures of reviews: counted as things happen, kept day by day in the database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from threading import Lock, Timer

from sqlalchemy import Connection

from sales_supervision.clock import Clock, today
from sales_supervision.reviews.prompts import PROMPT_VERSION
from sales_supervision.settings import Settings
from sales_supervision.storage.engine import Database
from sales_supervision.storage.retrying import retried
from sales_supervision.storage.review_figure_storage import FigureKey, ReviewFigureStorage
from sales_supervision.storage.review_storage import REVIEWS

KEPT_WITHIN_SECONDS = 5.0
"""A lost process loses no more of its counts than this; money and calls are kept at once."""


Observe = Callable[[str, Mapping[str, int]], None]
"""Told at once what was counted, by model."""


class Figures:
    """Counts of answers that need no writing are gathered for a moment, since a write each would
    cost more than the answer. Safe for many threads."""

    def __init__(
        self, database: Database, settings: Settings, clock: Clock, observe: Observe
    ) -> None:
        self._observe = observe
        self._database = database
        self._zone = settings.zone
        self._clock = clock
        self._lock = Lock()
        self._gathered: dict[FigureKey, Counter[str]] = {}
        self._timer: Timer | None = None

    def key(self, model: str) -> FigureKey:
        """Whose figures those of ``model`` are today."""
        return FigureKey(today(self._clock, self._zone), model, PROMPT_VERSION)

    def count(self, model: str, **amounts: int) -> None:
        """Add to today's figures of ``model``, soon."""
        key = self.key(model)
        self._observe(model, amounts)
        with self._lock:
            self._gathered.setdefault(key, Counter()).update(amounts)
            if self._timer is None:
                self._timer = Timer(KEPT_WITHIN_SECONDS, self.flush)
                self._timer.daemon = True
                self._timer.start()

    def add(self, connection: Connection, model: str, amounts: Counter[str]) -> None:
        """Add to today's figures of ``model`` within the caller's transaction."""
        ReviewFigureStorage(connection).add(self.key(model), amounts)

    def added(self, model: str, amounts: Mapping[str, int]) -> None:
        """To be called once what was added is committed."""
        self._observe(model, amounts)

    def flush(self) -> None:
        """Keep what was gathered. What cannot be kept now is kept at the next time."""
        with self._lock:
            gathered, self._gathered = self._gathered, {}
            timer, self._timer = self._timer, None
        if timer is not None:
            timer.cancel()
        if not gathered:
            return
        try:
            self._keep(gathered)
        except BaseException:
            with self._lock:
                for key, amounts in gathered.items():
                    self._gathered.setdefault(key, Counter()).update(amounts)
            raise

    @retried
    def _keep(self, gathered: dict[FigureKey, Counter[str]]) -> None:
        with self._database.writing(REVIEWS) as connection:
            storage = ReviewFigureStorage(connection)
            for key, amounts in sorted(gathered.items()):
                storage.add(key, amounts)
