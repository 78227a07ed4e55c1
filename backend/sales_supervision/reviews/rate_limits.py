"""How often a user may have a review of the same target written."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass

from limits import RateLimitItemPerSecond
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter

from sales_supervision.settings import Settings
from sales_supervision.storage.review_storage import ReviewTarget


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
        url = settings.redis_url
        storage = storage_from_string(url.get_secret_value() if url else "memory://")
        self._limiter = MovingWindowRateLimiter(storage)

    def take(self, user_name: str, target: ReviewTarget) -> None:
        """Note that ``user_name`` has a review of ``target`` written now. Raises TooSoonError."""
        of_customer = target.customer_code is not None
        every = self._customer_seconds if of_customer else self._route_seconds
        if every == 0:
            return
        policy = "customer-review" if of_customer else "route-review"
        limit = RateLimitItemPerSecond(1, every, namespace=policy)
        who = (user_name, target.route_code, target.on.isoformat(), target.customer_code or "")
        if self._limiter.hit(limit, *who):
            return
        free_at = self._limiter.get_window_stats(limit, *who).reset_time
        raise TooSoonError(min(every, max(1, math.ceil(free_at - time.time()))), policy, every)
