"""Reviews written ahead: of a customer whose quantities are all told, while nobody waits yet."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import structlog

from sales_supervision.days.errors import DayRefusedError
from sales_supervision.days.opened_day import ChangedDay
from sales_supervision.domain.reviews.review import Language
from sales_supervision.domain.route_day import RouteDay
from sales_supervision.reviews.rate_limits import TooSoonError
from sales_supervision.reviews.reviews import Pending, Reviews
from sales_supervision.storage.draft_storage import DraftKey

log = structlog.get_logger(__name__)


class Warming:
    """In English, one at a time, within the budget and the limits that hold for everyone."""

    def __init__(self, reviews: Reviews, *, on: bool) -> None:
        self._reviews = reviews
        self._on = on
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="review-warming")

    def after(self, key: DraftKey, changed: ChangedDay) -> None:
        """Have the reviews of the visits written that ``changed`` completed."""
        if not self._on:
            return
        before, now = changed.before.day, changed.after.day
        for customer_code in now.state.visits:
            differs = before.entries.get(customer_code) != now.entries.get(customer_code)
            if differs and is_told(now, customer_code):
                self._worker.submit(self._warm, key, customer_code)

    def close(self) -> None:
        self._worker.shutdown(wait=True, cancel_futures=True)

    def _warm(self, key: DraftKey, customer_code: str) -> None:
        try:
            begun = self._reviews.begin(key, customer_code, Language.ENGLISH, again=False)
            if isinstance(begun, Pending):
                # Nobody waits for a first answer: the model has all the time of a call.
                begun.flight.future.result()
        except (TooSoonError, DayRefusedError) as refused:
            log.info("review_not_warmed", customer_code=customer_code, why=str(refused))
        except Exception:
            log.exception("review_warming_failed", customer_code=customer_code)


def is_told(day: RouteDay, customer_code: str) -> bool:
    """Whether every recommended quantity of a visited customer is told."""
    score = day.state.scores.get(customer_code)
    return score is not None and score.told_items == score.recommended_items
