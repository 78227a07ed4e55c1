"""One review written and kept, with what it took: by the model, else by the built-in analyst."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta

import structlog
from uuid_utils import uuid7

from sales_supervision.clock import Clock
from sales_supervision.domain.reviews.review import Review
from sales_supervision.reviews.analysts import Effort, ModelAnalyst, built_in_review
from sales_supervision.reviews.answer_cache import AnswerCache
from sales_supervision.reviews.documents import BUILT_IN, KeptReview, kept_sections, names_used
from sales_supervision.reviews.fallbacks import FallbackReason
from sales_supervision.reviews.progress import Progress
from sales_supervision.reviews.prompts import PROMPT_VERSION
from sales_supervision.reviews.providers import ProviderError
from sales_supervision.reviews.situations import Situation
from sales_supervision.storage.review_storage import ReviewTarget, StoredReview

log = structlog.get_logger(__name__)

_MONEY = frozenset(("calls", "tokens_in", "tokens_out", "price_micros"))
"""What counts of a smoke test, too: it was spent."""


@dataclass(frozen=True, slots=True)
class Asked:
    """``again``: written anew even where a review of equal figures is kept."""

    situation: Situation
    user_name: str
    again: bool


@dataclass(slots=True)
class _Work:
    """``started``: of ``time.monotonic``. ``fallback``: why the model did not write."""

    started: float
    effort: Effort = field(default_factory=Effort)
    dropped_points: int = 0
    fallback: FallbackReason | None = None


class ReviewWriting:
    """Safe for many threads; ``analyst`` None: the built-in analyst writes everything."""

    def __init__(
        self,
        analyst: ModelAnalyst | None,
        cache: AnswerCache,
        clock: Clock,
        *,
        call_seconds: float,
        kept_for: timedelta,
        smoke_route: str,
    ) -> None:
        self._analyst = analyst
        self._cache = cache
        self._clock = clock
        self._call_seconds = call_seconds
        self._kept_for = kept_for
        self._smoke_route = smoke_route

    @property
    def model(self) -> str:
        """Who writes: a provider's model, or the built-in analyst."""
        return self._analyst.model if self._analyst else BUILT_IN

    def cache_key(self, situation: Situation) -> str:
        return situation.cache_key(self.model, PROMPT_VERSION)

    def prepare(self) -> None:
        if self._analyst is not None:
            self._analyst.prepare()

    def write(self, asked: Asked, progress: Progress) -> StoredReview:
        """Have the review written and keep it; the built-in analyst's where the model fails."""
        work, situation, analyst = _Work(time.monotonic()), asked.situation, self._analyst
        if analyst is None:
            return self._built_in(asked, work)
        until = work.started + self._call_seconds
        try:
            landed = self._cache.await_turn(self.cache_key(situation), until, again=asked.again)
            if landed is not None:
                return landed
            written = analyst.write(
                situation.facts, situation.language, until, progress, work.effort
            )
        except ProviderError as error:
            log.warning("review_fell_back", reason=error.reason.value, error=str(error))
            work.fallback = error.reason
            return self._built_in(asked, work)
        work.dropped_points = written.dropped_points
        return self._keep(asked, written.review, work)

    def in_place_of_a_slow_model(self, asked: Asked, started: float) -> StoredReview:
        """The built-in analyst's review, while the model goes on since ``started``."""
        return self._built_in(asked, _Work(started, fallback=FallbackReason.TOO_SLOW))

    def close(self) -> None:
        if self._analyst is not None:
            self._analyst.close()

    def _built_in(self, asked: Asked, work: _Work) -> StoredReview:
        review = built_in_review(asked.situation.facts, asked.situation.language)
        return self._keep(asked, review, work)

    def _keep(self, asked: Asked, review: Review, work: _Work) -> StoredReview:
        """Keep the review, its figures and its price in one transaction."""
        situation, effort, now = asked.situation, work.effort, self._clock()
        latency_ms = round((time.monotonic() - work.started) * 1000)
        customers, items = names_used(review, situation.facts)
        kept = KeptReview(
            language=situation.language,
            model=self.model if work.fallback is None else BUILT_IN,
            prompt_version=PROMPT_VERSION,
            facts_sha=situation.facts_sha,
            written_for=asked.user_name,
            tokens_in=effort.tokens_in,
            tokens_out=effort.tokens_out,
            price_micros=effort.price_micros,
            dropped_points=work.dropped_points,
            fallback_reason=work.fallback,
            sections=kept_sections(review),
            customer_names=customers,
            item_names=items,
        )
        stored = StoredReview(
            review_id=str(uuid7()),
            cache_key=self.cache_key(situation),
            target=situation.target,
            language=situation.language.value,
            is_fallback=work.fallback is not None,
            facts_sha256=situation.facts_sha,
            model=kept.model,
            prompt_version=PROMPT_VERSION,
            tokens_in=effort.tokens_in,
            tokens_out=effort.tokens_out,
            price_micros=effort.price_micros,
            latency_ms=latency_ms,
            created_at=now,
            expires_at=now + self._kept_for,
            document=kept.model_dump_json(),
        )
        self._cache.keep(
            stored,
            self._amounts(situation.target, work, latency_ms),
            # A model that was too slow is still writing, and the turn is still its own.
            ends_turn=self._analyst is not None and work.fallback is not FallbackReason.TOO_SLOW,
        )
        return stored

    def _amounts(self, target: ReviewTarget, work: _Work, latency_ms: int) -> Counter[str]:
        effort = work.effort
        amounts = Counter(
            # On request or ahead, by whomever: what fallbacks are a share of.
            written=1,
            calls=effort.calls,
            tokens_in=effort.tokens_in,
            tokens_out=effort.tokens_out,
            price_micros=effort.price_micros or 0,
            points=effort.points,
        )
        amounts.update({f"dropped_{why}": count for why, count in effort.dropped.items()})
        if work.fallback is not None:
            amounts[f"fallback_{work.fallback.value}"] += 1
        elif self._analyst is not None:
            amounts["latency_ms"] += latency_ms
        if target.route_code == self._smoke_route:
            return Counter({what: amount for what, amount in amounts.items() if what in _MONEY})
        return amounts
