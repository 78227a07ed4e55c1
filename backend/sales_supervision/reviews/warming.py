"""Reviews written ahead, while nobody waits yet: of told visits, and of those the feed brought."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import structlog

from sales_supervision.days.errors import DayRefusedError
from sales_supervision.days.opened_day import ChangedDay, OpenedDay
from sales_supervision.domain.reviews.review import Language
from sales_supervision.domain.route_day import RouteDay
from sales_supervision.reviews.rate_limits import TooSoonError
from sales_supervision.reviews.reviews import Reviews
from sales_supervision.storage.draft_storage import DraftKey

log = structlog.get_logger(__name__)


class Warming:
    """In the language of who completed the visit or opened the day that the feed had completed.

    One at a time, within the budget and limits like those of people.
    """

    def __init__(self, reviews: Reviews, *, on: bool) -> None:
        self._reviews = reviews
        self._on = on
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="review-warming")

    def after(self, key: DraftKey, changed: ChangedDay, language: Language) -> None:
        """Have the reviews written of visits whose quantities ``changed`` has told to the last."""
        self.after_opening(key, changed.after, language)
        before, day = changed.before.day.entries, changed.after.day
        touched = {code for code, entry in day.entries.items() if before.get(code) != entry}
        self._write(key, filter(partial(is_told, day), touched), language)

    def after_opening(self, key: DraftKey, opened: OpenedDay, language: Language) -> None:
        """Have the reviews written of visits that the feed brought, though it may not tell all."""
        self._write(key, opened.fed & opened.day.state.visits.keys(), language)

    def close(self) -> None:
        self._worker.shutdown(wait=True, cancel_futures=True)

    def _write(self, key: DraftKey, customers: Iterable[str], language: Language) -> None:
        if not self._on:
            return
        for customer_code in sorted(customers):
            self._worker.submit(self._warm, key, customer_code, language)

    def _warm(self, key: DraftKey, customer_code: str, language: Language) -> None:
        try:
            self._reviews.write_ahead(key, customer_code, language)
        except (TooSoonError, DayRefusedError) as refused:
            log.info("review_not_warmed", customer_code=customer_code, why=str(refused))
        except Exception:
            log.exception("review_warming_failed", customer_code=customer_code)


def is_told(day: RouteDay, customer_code: str) -> bool:
    """Whether every quantity of a visited customer is told."""
    score = day.state.scores.get(customer_code)
    return score is not None and score.untold_items == 0
