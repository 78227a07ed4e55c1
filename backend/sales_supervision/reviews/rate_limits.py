"""How often a user may have a review of the same target written."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass

import structlog
from limits import RateLimitItemPerSecond
from limits.errors import StorageError
from limits.storage import MemoryStorage, storage_from_string
from limits.strategies import MovingWindowRateLimiter

from sales_supervision.settings import Settings
from sales_supervision.storage.review_storage import ReviewTarget

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class TooSoonError(Exception):
    """``seconds``: when to ask again; ``policy``: name of the limit, one review every ``every``
    seconds."""

    seconds: int
    policy: str
    every: int

    def __str__(self) -> str:
        return f"Please wait {self.seconds} s before asking for this review again."


class RateLimits:
    """In memory for one process, in Redis or Valkey for several. Safe for many threads."""

    def __init__(self, settings: Settings) -> None:
        self._customer_seconds = settings.review_customer_seconds
        self._route_seconds = settings.review_route_seconds
        self._own = MovingWindowRateLimiter(MemoryStorage())
        url = settings.redis_url
        self._shared = (
            MovingWindowRateLimiter(
                storage_from_string(url.get_secret_value(), wrap_exceptions=True)
            )
            if url
            else self._own
        )

    def take(self, user_name: str, target: ReviewTarget) -> None:
        """Note that ``user_name`` has a review of ``target`` written now. Raises TooSoonError."""
        of_customer = target.customer_code is not None
        every = self._customer_seconds if of_customer else self._route_seconds
        if every == 0:
            return
        policy = "customer-review" if of_customer else "route-review"
        limit = RateLimitItemPerSecond(1, every, namespace=policy)
        who = (user_name, target.route_code, target.on.isoformat(), target.customer_code or "")
        try:
            free_at = _taken_until(self._shared, limit, who)
        except StorageError as error:
            # A limit of one process is better than none, and than no review at all.
            log.warning("review_limits_unreachable", error=str(error.storage_error))
            free_at = _taken_until(self._own, limit, who)
        if free_at is None:
            return
        raise TooSoonError(min(every, max(1, math.ceil(free_at - time.time()))), policy, every)


def _taken_until(
    limiter: MovingWindowRateLimiter, limit: RateLimitItemPerSecond, who: tuple[str, ...]
) -> float | None:
    """None where the turn is taken now, else when the next one is, in seconds since 1970."""
    if limiter.hit(limit, *who):
        return None
    return limiter.get_window_stats(limit, *who).reset_time
