"""Calls to a provider: repeated while the time lasts, and none at all to one that keeps failing."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock

import structlog
from tenacity import (
    RetryCallState,
    Retrying,
    retry_if_exception,
    stop_after_attempt,
    wait_random_exponential,
)
from tenacity.stop import stop_base

from sales_supervision.reviews.fallbacks import FallbackReason
from sales_supervision.reviews.providers import (
    Prompt,
    Provider,
    ProviderAnswer,
    ProviderError,
    Schema,
    Watch,
)

log = structlog.get_logger(__name__)

_ATTEMPTS = 4
_FIRST_WAIT_SECONDS = 0.25
_LONGEST_WAIT_SECONDS = 4.0
_NOT_DOWN = (FallbackReason.REFUSED, FallbackReason.RATE_LIMITED)


class Caller:
    """Asks ``provider``. After ``failures`` failed requests in a row it rests for ``rest_seconds``;
    then one request tries whether it is back. Safe for many threads."""

    def __init__(
        self,
        provider: Provider,
        *,
        failures: int,
        rest_seconds: float,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        # Only now: it loads Redis's client too, and without a provider nobody needs either.
        from purgatory import SyncCircuitBreakerFactory  # noqa: PLC0415
        from purgatory.domain.model import OpenedState  # noqa: PLC0415

        self.provider = provider
        self._resting = OpenedState
        self._breaker = SyncCircuitBreakerFactory(
            default_threshold=failures,
            default_ttl=rest_seconds,
            exclude=[(ProviderError, lambda error: error.reason in _NOT_DOWN)],
        ).get_breaker("provider")
        # The library's own counting is not made for threads; it is held for no call.
        self._counting = Lock()
        self._sleep = sleep

    def ask(self, prompt: Prompt, schema: Schema, *, until: float, watch: Watch) -> ProviderAnswer:
        """An answer by the moment ``until`` of ``time.monotonic``. Raises ProviderError."""
        retrying = Retrying(
            retry=retry_if_exception(
                lambda error: isinstance(error, ProviderError) and error.again
            ),
            wait=_wait,
            stop=stop_after_attempt(_ATTEMPTS) | _OutOfTime(until),
            sleep=self._sleep,
            reraise=True,
        )
        return retrying(self._once, prompt, schema, until, watch)

    def _once(self, prompt: Prompt, schema: Schema, until: float, watch: Watch) -> ProviderAnswer:
        left = until - time.monotonic()
        if left <= 0:
            raise ProviderError(FallbackReason.UNREACHABLE, "no time was left to ask")
        with self._guarded():
            watch.attempted()
            return self.provider.write(prompt, schema, seconds=left, written=watch.written)

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            with self._counting:
                self._breaker.__enter__()
        except self._resting as resting:
            raise ProviderError(FallbackReason.RESTING, str(resting)) from resting
        try:
            yield
        except BaseException as error:
            with self._counting:
                self._breaker.__exit__(type(error), error, None)
            log.warning("review_provider_failed", model=self.provider.model, error=str(error))
            raise
        with self._counting:
            self._breaker.__exit__(None, None, None)


class _OutOfTime(stop_base):
    """Whether the wait before the next attempt would end too late to ask again."""

    def __init__(self, until: float) -> None:
        self._until = until

    def __call__(self, state: RetryCallState) -> bool:
        return time.monotonic() + state.upcoming_sleep >= self._until


_random_wait = wait_random_exponential(multiplier=_FIRST_WAIT_SECONDS, max=_LONGEST_WAIT_SECONDS)


def _wait(state: RetryCallState) -> float:
    """What the provider asks for, else a random time that grows with the attempts."""
    error = state.outcome.exception() if state.outcome else None
    if isinstance(error, ProviderError) and error.retry_after is not None:
        return error.retry_after
    return _random_wait(state)
