"""Idempotency keys: a repeated request is answered with the first answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, select, update
from sqlalchemy.exc import OperationalError

from sales_supervision.storage.moments import to_stored
from sales_supervision.storage.tables import idempotency_key

IN_FLIGHT = 0
"""``status_code`` of a key that is claimed and not answered; no other transaction ever sees it."""


@dataclass(frozen=True, slots=True)
class FirstAnswer:
    """What was answered to the first request with a key; ``request_sha256`` tells what it asked."""

    request_sha256: str
    status_code: int
    answer: str


class KeyInFlightError(RuntimeError):
    """Another transaction holds the key and does not end."""

    def __init__(self, key: str) -> None:
        super().__init__(f"Another transaction holds the idempotency key {key}.")


# Made once: at every change, making them would take longer than running them.
_OF_KEY = (
    idempotency_key.c.key == bindparam("of_key"),
    idempotency_key.c.user_name == bindparam("of_user"),
)
_FIND = select(
    idempotency_key.c.request_sha256, idempotency_key.c.status_code, idempotency_key.c.answer
).where(*_OF_KEY)
_CLAIM = insert(idempotency_key)
_ANSWER = update(idempotency_key).where(
    *_OF_KEY, idempotency_key.c.status_code == bindparam("in_flight")
)


class IdempotencyStorage:
    """Works within the caller's transaction, so that key and effect are kept together."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def claim(
        self,
        key: str,
        user_name: str,
        request_sha256: str,
        now: datetime,
        status_code: int = IN_FLIGHT,
    ) -> FirstAnswer | None:
        """Insert the key with an empty answer; the first answer where it was answered before.

        Waits for a transaction that holds the same key, for as long as the database waits for a
        lock. Raises KeyInFlightError where that does not end in time, and IntegrityError where it
        ended with that key kept: the next attempt finds it (see ``retrying``).
        """
        first = self.find(key, user_name)
        if first is not None:
            return first
        try:
            # No savepoint: SQL Server would lose it with the duplicate, and the transaction too.
            self._connection.execute(
                _CLAIM,
                {
                    "key": key,
                    "user_name": user_name,
                    "request_sha256": request_sha256,
                    "status_code": status_code,
                    "answer": "",
                    "answered_at": to_stored(now),
                },
            )
        except OperationalError as error:
            if _waited_too_long(error):
                raise KeyInFlightError(key) from error
            raise
        return None

    def find(self, key: str, user_name: str) -> FirstAnswer | None:
        row = self._connection.execute(_FIND, {"of_key": key, "of_user": user_name}).one_or_none()
        return None if row is None else FirstAnswer(*row)

    def answer(self, key: str, user_name: str, status_code: int, answer: str) -> None:
        """Keep the answer to a key that this transaction claimed. Raises LookupError otherwise."""
        answered = self._connection.execute(
            _ANSWER,
            {
                "of_key": key,
                "of_user": user_name,
                "in_flight": IN_FLIGHT,
                "status_code": status_code,
                "answer": answer,
            },
        )
        if answered.rowcount != 1:
            raise LookupError(f"The idempotency key {key} is not in flight.")

    def purge(self, before: datetime, limit: int) -> int:
        """Remove up to ``limit`` of the keys answered before that moment; returns how many."""
        is_old = idempotency_key.c.answered_at < to_stored(before)
        oldest = (
            select(idempotency_key.c.key)
            .where(is_old)
            .order_by(idempotency_key.c.answered_at)
            .limit(limit)
        )
        return self._connection.execute(
            delete(idempotency_key).where(is_old, idempotency_key.c.key.in_(oldest))
        ).rowcount


def _waited_too_long(error: OperationalError) -> bool:
    """Whether the database gave up waiting for a lock (PostgreSQL 55P03, SQL Server 1222)."""
    words = str(error.orig)
    return getattr(error.orig, "sqlstate", None) == "55P03" or "Lock request time out" in words
