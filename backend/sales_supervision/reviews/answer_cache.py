"""Good answers by cache key, shared by all replicas through the database; and turns to write."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from threading import Event
from uuid import uuid4

from sales_supervision.clock import Clock
from sales_supervision.reviews.documents import BUILT_IN
from sales_supervision.reviews.fallbacks import FallbackReason
from sales_supervision.reviews.fast_cache import FastCache
from sales_supervision.reviews.figures import Figures
from sales_supervision.reviews.providers import ProviderError
from sales_supervision.storage.engine import Database
from sales_supervision.storage.retrying import retried
from sales_supervision.storage.review_storage import REVIEWS, ReviewStorage, StoredReview

_LOOK_SECONDS = 0.1
_LEASE_MARGIN_SECONDS = 5


class AnswerCache:
    """``model``: whose answers these are; the built-in analyst needs no turns."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        figures: Figures,
        fast: FastCache,
        *,
        model: str,
        call_seconds: float,
    ) -> None:
        self._database = database
        self._clock = clock
        self._figures = figures
        self._fast = fast
        self._model = model
        self._lease = timedelta(seconds=call_seconds + _LEASE_MARGIN_SECONDS)
        self._claimant = str(uuid4())
        self._closing = Event()

    def find(self, cache_key: str) -> StoredReview | None:
        """The good answer of exactly this key, None where there is none that has not expired."""
        now = self._clock()
        fast = self._fast.get(cache_key)
        if fast is not None and fast.expires_at > now:
            return fast
        with self._database.reading() as connection:
            found = ReviewStorage(connection).answer(cache_key, now)
        if found is not None:
            self._fast.keep(found, now)
        return found

    def claimed_elsewhere(self, cache_key: str) -> bool:
        """Whether another replica is writing it, so that asking for it costs nothing."""
        if self._model == BUILT_IN:
            return False
        with self._database.reading() as connection:
            return ReviewStorage(connection).claimed_by_another(
                cache_key, self._claimant, self._clock()
            )

    def await_turn(self, cache_key: str, until: float, *, again: bool) -> StoredReview | None:
        """None once it is our turn to write; the answer where another replica gave it meanwhile.

        Raises ProviderError where neither comes by the moment ``until`` of ``time.monotonic``.
        """
        waited = False
        while True:
            found, is_our_turn = self._answer_or_turn(cache_key, look=waited or not again)
            if found is not None or is_our_turn:
                return found
            waited = True
            while self.claimed_elsewhere(cache_key):
                left = until - time.monotonic()
                if left <= 0 or self._closing.wait(min(left, _LOOK_SECONDS)):
                    raise ProviderError(
                        FallbackReason.TOO_SLOW, "another server was still writing it"
                    )

    @retried
    def _answer_or_turn(self, cache_key: str, *, look: bool) -> tuple[StoredReview | None, bool]:
        """The answer, if there is one to ``look`` for, else whether the turn is ours."""
        now = self._clock()
        with self._database.writing(REVIEWS) as connection:
            storage = ReviewStorage(connection)
            found = storage.answer(cache_key, now) if look else None
            if found is not None:
                return found, False
            return None, storage.claim(cache_key, self._claimant, now, now + self._lease)

    @retried
    def keep(self, written: StoredReview, amounts: Counter[str], *, ends_turn: bool) -> None:
        """Keep what was written with its figures; ``ends_turn``: others may write again."""
        with self._database.writing(REVIEWS) as connection:
            storage = ReviewStorage(connection)
            storage.keep(written)
            if ends_turn:
                storage.release(written.cache_key, self._claimant)
            self._figures.add(connection, self._model, amounts)
        self._figures.added(self._model, amounts)
        if not written.is_fallback:
            self._fast.keep(written, self._clock())

    def forget(self, cache_keys: Iterable[str]) -> None:
        """Forget answers that the database forgot."""
        self._fast.forget(cache_keys)

    def stop_waiting(self) -> None:
        """Nobody waits for another replica any longer."""
        self._closing.set()

    def close(self) -> None:
        self._fast.close()
