"""Idempotency keys: a repeated request is answered with the first answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from sales_supervision.storage.moments import to_stored
from sales_supervision.storage.tables import idempotency_key


@dataclass(frozen=True, slots=True)
class FirstAnswer:
    """What was answered to the first request with a key; ``request_sha256`` tells what it asked."""

    request_sha256: str
    status_code: int
    answer: str


class IdempotencyStorage:
    """Works within the caller's transaction, so that key and effect are kept together."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, key: str, user_name: str) -> FirstAnswer | None:
        row = self._connection.execute(
            select(
                idempotency_key.c.request_sha256,
                idempotency_key.c.status_code,
                idempotency_key.c.answer,
            ).where(idempotency_key.c.key == key, idempotency_key.c.user_name == user_name)
        ).one_or_none()
        return None if row is None else FirstAnswer(*row)

    def keep(self, key: str, user_name: str, answer: FirstAnswer, now: datetime) -> None:
        self._connection.execute(
            insert(idempotency_key).values(
                key=key,
                user_name=user_name,
                request_sha256=answer.request_sha256,
                status_code=answer.status_code,
                answer=answer.answer,
                answered_at=to_stored(now),
            )
        )
