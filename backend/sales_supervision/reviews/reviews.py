"""Asking for reviews: kept ones at once, others written once for all who ask, and always an answer.

The order is fixed: may the user see it, is the day live, is the review kept, is it being written,
may the user have it written, and only then is anyone asked.
"""

from __future__ import annotations

import time
from concurrent.futures import TimeoutError as StillWritingError
from dataclasses import dataclass, replace
from datetime import datetime

from sales_supervision.clock import Clock
from sales_supervision.days.errors import SessionSavedError
from sales_supervision.days.opened_day import OpenedDay, SavedDay
from sales_supervision.days.route_days import RouteDays
from sales_supervision.domain.reviews.review import Language
from sales_supervision.reviews.answer_cache import AnswerCache
from sales_supervision.reviews.documents import KeptReview
from sales_supervision.reviews.figures import Figures
from sales_supervision.reviews.flights import Flight, Flights, Job
from sales_supervision.reviews.rate_limits import RateLimits, TooSoonError
from sales_supervision.reviews.situations import Situations
from sales_supervision.reviews.writing import Asked, ReviewWriting
from sales_supervision.settings import Settings
from sales_supervision.storage.draft_storage import DraftKey
from sales_supervision.storage.engine import Database
from sales_supervision.storage.review_storage import (
    ReviewStorage,
    ReviewTarget,
    SavedReviewStorage,
    StoredReview,
)

_NOBODY = ""
"""Whose turns those are that no person takes."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A review for a person. ``figures_changed``: since it was written."""

    review_id: str
    target: ReviewTarget
    written_at: datetime
    kept: KeptReview
    from_cache: bool = False
    figures_changed: bool = False


@dataclass(frozen=True, slots=True)
class Pending:
    """A review that is being written."""

    asked: Asked
    flight: Flight[StoredReview]


class Reviews:
    """Everything about reviews that the interface offers. Safe for many threads."""

    def __init__(
        self,
        database: Database,
        days: RouteDays,
        settings: Settings,
        clock: Clock,
        *,
        situations: Situations,
        writing: ReviewWriting,
        cache: AnswerCache,
        figures: Figures,
    ) -> None:
        self._database = database
        self._days = days
        self._clock = clock
        self._situations = situations
        self._writing = writing
        self._cache = cache
        self._figures = figures
        self._smoke_route = settings.smoke_route
        self._limits = RateLimits(settings)
        self._flights: Flights[StoredReview] = Flights()
        self._first_answer_seconds = settings.review_first_answer_seconds

    def prepare(self) -> None:
        """Load in the background what the first review would have to wait for."""
        self._flights.do(self._writing.prepare)

    def begin(
        self, key: DraftKey, customer_code: str | None, language: Language, *, again: bool
    ) -> Answer | Pending:
        """A kept review at once, else one that is being written: see ``finish``.

        Raises TooSoonError, SessionSavedError, CustomerNotFoundError or another DayRefusedError.
        """
        opened = self._open_live(key)
        situation = self._situations.of(opened, customer_code, language)
        asked = Asked(situation, key.user_name, again)
        cache_key = self._writing.cache_key(situation)
        self._count(situation.target, asked=1)
        if again:
            self._take_turn(key.user_name, situation.target)
        else:
            kept = self._cache.find(cache_key)
            if kept is not None:
                return self._hit(kept)
        flight, landed, coalesced = self._join(asked, cache_key, ahead=False)
        if landed is not None:
            return self._hit(landed)
        if coalesced:
            self._count(situation.target, coalesced=1)
        return Pending(asked, flight)

    def write_ahead(self, key: DraftKey, customer_code: str | None, language: Language) -> None:
        """Have a review written that is not kept yet, and wait for it. No request of a person.

        Nobody waits for a first answer: the model has all the time of a call. Raises what ``begin``
        does.
        """
        situation = self._situations.of(self._open_live(key), customer_code, language)
        cache_key = self._writing.cache_key(situation)
        if self._cache.find(cache_key) is None:
            asked = Asked(situation, key.user_name, again=False)
            flight, _, _ = self._join(asked, cache_key, ahead=True)
            flight.future.result()

    def _join(
        self, asked: Asked, cache_key: str, *, ahead: bool
    ) -> tuple[Flight[StoredReview], StoredReview | None, bool]:
        """The flight of a review; what has landed meanwhile; whether it was under way already."""
        landed: list[StoredReview] = []

        def begin() -> Job[StoredReview]:
            if not asked.again:
                # Written since we looked: whoever wrote it has landed.
                kept = self._cache.find(cache_key)
                if kept is not None:
                    landed.append(kept)
                    return lambda _: kept
                if not self._cache.claimed_elsewhere(cache_key):
                    # What is written ahead leaves the turns of people alone.
                    self._take_turn(_NOBODY if ahead else asked.user_name, asked.situation.target)
            self._count(asked.situation.target, **{"ahead" if ahead else "misses": 1})
            return lambda progress: self._writing.write(asked, progress)

        flight, coalesced = self._flights.join(cache_key, begin)
        return flight, landed[0] if landed else None, coalesced

    def finish(self, pending: Pending) -> Answer:
        """The review, or the built-in analyst's where a first answer takes too long."""
        try:
            stored = pending.flight.future.result(timeout=self.seconds_left(pending))
        except StillWritingError:
            stored = pending.flight.instead(
                lambda: self._writing.in_place_of_a_slow_model(
                    pending.asked, pending.flight.started
                )
            )
        return _answer(stored)

    def seconds_left(self, pending: Pending) -> float:
        """How long a person is still to wait for a first answer."""
        left = pending.flight.started + self._first_answer_seconds - time.monotonic()
        return max(0.0, left)

    def ask(
        self, key: DraftKey, customer_code: str | None, language: Language, *, again: bool = False
    ) -> Answer:
        """``begin`` and ``finish`` in one."""
        begun = self.begin(key, customer_code, language, again=again)
        return begun if isinstance(begun, Answer) else self.finish(begun)

    def newest(
        self,
        key: DraftKey,
        customer_code: str | None,
        language: Language | None,
        *,
        recheck: bool = False,
    ) -> Answer | None:
        """The newest review of the target: of the live day, or as it was saved with the day.

        On a live day rather an older one that was written from the figures of now. ``recheck``: of
        one that is shown already, and so no request of a person. Raises CustomerNotFoundError or
        another DayRefusedError.
        """
        target = ReviewTarget(key.route_code, key.on, customer_code)
        opened = self._days.open(key, only_look=True)
        if isinstance(opened, SavedDay):
            with self._database.reading() as connection:
                saved = SavedReviewStorage(connection).newest(
                    opened.session.session_id, opened.session.record_version, target, language
                )
            if saved is None:
                return None
            return Answer(
                saved.review_id,
                target,
                saved.created_at,
                KeptReview.model_validate_json(saved.document),
                figures_changed=saved.figures_changed,
            )
        with self._database.reading() as connection:
            # The figures are the same in any language.
            now = self._situations.within(
                connection, opened, customer_code, language or Language.ENGLISH
            )
            stored = ReviewStorage(connection).newest(target, now.facts_sha, language)
        if stored is None:
            return None
        changed = stored.facts_sha256 != now.facts_sha
        if not recheck:
            self._count_shown(stored, changed=changed)
        return replace(_answer(stored), figures_changed=changed)

    def close(self) -> None:
        """Wait for what is being written, and keep the figures."""
        self._writing.close()
        self._cache.stop_waiting()
        self._flights.close()
        self._figures.flush()
        self._cache.close()

    def _open_live(self, key: DraftKey) -> OpenedDay:
        opened = self._days.open(key)
        if isinstance(opened, SavedDay):
            raise SessionSavedError(opened.session)
        return opened

    def _take_turn(self, user_name: str, target: ReviewTarget) -> None:
        try:
            self._limits.take(user_name, target)
        except TooSoonError:
            if user_name != _NOBODY:
                self._count(target, limited=1)
            raise

    def _count_shown(self, stored: StoredReview, *, changed: bool) -> None:
        """An answer without a call; one of earlier figures has not saved what a new one costs."""
        saved = 0 if changed else stored.price_micros or 0
        self._count(stored.target, asked=1, hits=1, outdated=int(changed), price_saved_micros=saved)

    def _count(self, target: ReviewTarget, **amounts: int) -> None:
        if target.route_code != self._smoke_route:
            self._figures.count(self._writing.model, **amounts)

    def _hit(self, kept: StoredReview) -> Answer:
        saved = kept.price_micros or 0
        self._count(kept.target, hits=1, price_saved_micros=saved)
        return replace(_answer(kept), from_cache=True)


def _answer(stored: StoredReview) -> Answer:
    return Answer(
        stored.review_id,
        stored.target,
        stored.created_at,
        KeptReview.model_validate_json(stored.document),
    )
