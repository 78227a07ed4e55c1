"""Answers kept in Redis or Valkey in front of the database, where one is configured."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

import structlog
from pydantic import TypeAdapter

from sales_supervision.storage.review_storage import StoredReview

if TYPE_CHECKING:
    from redis import Redis

log = structlog.get_logger(__name__)

_PREFIX = "sales-supervision:review:"
_TIMEOUT_SECONDS = 0.2
_STORED = TypeAdapter(StoredReview)


class FastCache(Protocol):
    """Good answers by cache key; it may forget any of them at any time."""

    def get(self, cache_key: str) -> StoredReview | None: ...

    def keep(self, answer: StoredReview, now: datetime) -> None: ...

    def forget(self, cache_keys: Iterable[str]) -> None: ...

    def close(self) -> None: ...


class NoFastCache:
    """The database alone."""

    def get(self, cache_key: str) -> StoredReview | None:  # noqa: ARG002
        return None

    def keep(self, answer: StoredReview, now: datetime) -> None:
        pass

    def forget(self, cache_keys: Iterable[str]) -> None:
        pass

    def close(self) -> None:
        pass


class RedisCache:
    """A server that is down costs a moment and a line in the log; the database then answers."""

    def __init__(self, url: str) -> None:
        self._url = url

    def get(self, cache_key: str) -> StoredReview | None:
        from redis import RedisError  # noqa: PLC0415

        try:
            kept = self._redis.get(_PREFIX + cache_key)
        except RedisError as error:
            log.warning("review_cache_unreachable", error=str(error))
            return None
        return _STORED.validate_json(kept) if isinstance(kept, bytes) else None

    def keep(self, answer: StoredReview, now: datetime) -> None:
        from redis import RedisError  # noqa: PLC0415

        seconds = int((answer.expires_at - now).total_seconds())
        if seconds < 1:
            return
        try:
            self._redis.set(_PREFIX + answer.cache_key, _STORED.dump_json(answer), ex=seconds)
        except RedisError as error:
            log.warning("review_cache_unreachable", error=str(error))

    def forget(self, cache_keys: Iterable[str]) -> None:
        from redis import RedisError  # noqa: PLC0415

        names = [_PREFIX + key for key in cache_keys]
        if not names:
            return
        try:
            self._redis.delete(*names)
        except RedisError as error:
            log.warning("review_cache_unreachable", error=str(error))

    def close(self) -> None:
        if "_redis" in self.__dict__:
            self._redis.close()

    @cached_property
    def _redis(self) -> Redis:
        from redis import Redis  # noqa: PLC0415

        return Redis.from_url(
            self._url, socket_timeout=_TIMEOUT_SECONDS, socket_connect_timeout=_TIMEOUT_SECONDS
        )
