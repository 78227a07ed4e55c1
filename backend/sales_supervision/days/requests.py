"""A request to change what all see of a day: done once, however often it is sent."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from sales_supervision.days.errors import KeyReusedError, RequestInFlightError
from sales_supervision.days.version_tags import VersionTag
from sales_supervision.domain.access import Scope
from sales_supervision.storage.draft_storage import DraftKey
from sales_supervision.storage.idempotency_storage import (
    IN_FLIGHT,
    FirstAnswer,
    IdempotencyStorage,
    KeyInFlightError,
)

KEYS_ARE_KEPT = timedelta(days=30)
PURGED_AT_ONCE = 5_000
"""Keys that one save may remove: more than come between two saves, and a few milliseconds."""


@dataclass(frozen=True, slots=True)
class RequestKey:
    """The caller's own name of a request; ``digest`` of what it asks, which stays the same."""

    idempotency_key: str
    digest: str


@dataclass(frozen=True, slots=True)
class AskedChange:
    """What comes with a change of a draft.

    ``epoch``: in which the day was opened. ``item_codes``: of ``customer_code``; the day or a feed
    must name them. ``adds_customer_of``: the customer too, as one of a route of this scope.
    """

    request: RequestKey | None = None
    epoch: str | None = None
    customer_code: str = ""
    item_codes: Sequence[str] = ()
    adds_customer_of: Scope | None = None


UNASKED = AskedChange()


@dataclass(frozen=True, slots=True)
class SessionRequest:
    """A save, a reopening or a merge. ``tag``: the version that the user acts upon."""

    key: DraftKey
    tag: VersionTag
    idempotency_key: str
    request_id: str | None

    def named(self, act: str, body: str = "") -> RequestKey:
        """The key of this request for ``act``, with ``body`` as the rest of what it asks."""
        day = f"{self.key.route_code}\n{self.key.on.isoformat()}"
        return RequestKey(self.idempotency_key, digest_of(act, day, str(self.tag), body))


def digest_of(*asked: str) -> str:
    """SHA-256 of what a request asks, each part told apart from the next."""
    return hashlib.sha256("\0".join(asked).encode()).hexdigest()


def claim_key(
    connection: Connection,
    user_name: str,
    request: RequestKey,
    now: datetime,
    answered: int = IN_FLIGHT,
) -> FirstAnswer | None:
    """Take the key for this transaction; the first answer where it was answered before.

    ``answered``: the status of an answer that needs no keeping, so that none need follow. To be
    called before anything else, so that a repeat waits for the first. Raises KeyReusedError
    for a key of another request, RequestInFlightError where the first takes too long.
    """
    keys = IdempotencyStorage(connection)
    try:
        first = keys.claim(request.idempotency_key, user_name, request.digest, now, answered)
    except KeyInFlightError as error:
        raise RequestInFlightError from error
    if first is not None and first.request_sha256 != request.digest:
        raise KeyReusedError
    return first


def answer_once(
    connection: Connection,
    user_name: str,
    request: RequestKey,
    now: datetime,
    act: Callable[[], tuple[int, str]],
) -> FirstAnswer:
    """What ``act`` answers (status and JSON), kept with the key; the first answer to a repeat."""
    first = claim_key(connection, user_name, request, now)
    if first is not None:
        return first
    status_code, answer = act()
    IdempotencyStorage(connection).answer(request.idempotency_key, user_name, status_code, answer)
    return FirstAnswer(request.digest, status_code, answer)


def purge_old_keys(connection: Connection, now: datetime) -> int:
    """Remove some of the keys that are no longer kept; returns how many."""
    return IdempotencyStorage(connection).purge(now - KEYS_ARE_KEPT, PURGED_AT_ONCE)
