"""The budget in money: no call that could bring a day or a month above what may be spent."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock

from sales_supervision.clock import Clock, today
from sales_supervision.reviews.fallbacks import FallbackReason
from sales_supervision.reviews.prices import MICROS
from sales_supervision.reviews.providers import ProviderError
from sales_supervision.settings import Settings
from sales_supervision.storage.engine import Database
from sales_supervision.storage.review_figure_storage import ReviewFigureStorage


@dataclass(frozen=True, slots=True)
class Spending:
    """Millionths of a US dollar."""

    day_limit: int
    day_spent: int
    month_limit: int
    month_spent: int


class Budget:
    """What all replicas have spent is in the database; what this process may spend with the calls
    under way is added. Safe for many threads."""

    def __init__(self, database: Database, settings: Settings, clock: Clock) -> None:
        self._database = database
        self._zone = settings.zone
        self._clock = clock
        self._day_limit = round(settings.review_budget_day * MICROS)
        self._month_limit = round(settings.review_budget_month * MICROS)
        self._lock = Lock()
        self._reserved = 0

    def spending(self) -> Spending:
        day = today(self._clock, self._zone)
        with self._database.reading() as connection:
            figures = ReviewFigureStorage(connection)
            spent = figures.spent(day), figures.spent(day.replace(day=1))
        return Spending(self._day_limit, spent[0], self._month_limit, spent[1])

    @contextmanager
    def reserve(self, micros: int | None) -> Iterator[None]:
        """Hold ``micros`` back while calls are made; None: nobody knows the price.

        Raises ProviderError where they would go above the budget.
        """
        wanted = micros or 0
        with self._lock:
            now = self.spending()
            left = min(now.day_limit - now.day_spent, now.month_limit - now.month_spent)
            if left <= 0 or self._reserved + wanted > left:
                raise ProviderError(FallbackReason.BUDGET_SPENT, "the budget is spent")
            self._reserved += wanted
        try:
            yield
        finally:
            with self._lock:
                self._reserved -= wanted
