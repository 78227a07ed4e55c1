"""Sign-ins that failed, by account and by address: how many in a row, and until when to wait."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from sales_supervision.storage.account_tables import sign_in_attempt
from sales_supervision.storage.moments import from_stored, to_stored


@dataclass(frozen=True, slots=True)
class Subject:
    """``kind``: ``account`` or ``address``; ``name`` is stored as its hash."""

    kind: str
    name: str

    @property
    def sha256(self) -> str:
        return sha256(self.name.encode(errors="surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Failures:
    """``free_at``: when the next attempt may be."""

    count: int
    failed_at: datetime
    free_at: datetime


class AttemptStorage:
    """Works within the caller's transaction; who writes holds the lock ACCOUNTS."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, subject: Subject) -> Failures | None:
        row = self._connection.execute(
            select(
                sign_in_attempt.c.failures, sign_in_attempt.c.failed_at, sign_in_attempt.c.free_at
            ).where(*_is(subject))
        ).one_or_none()
        return (
            None
            if row is None
            else Failures(row.failures, from_stored(row.failed_at), from_stored(row.free_at))
        )

    def keep(self, subject: Subject, failures: Failures) -> None:
        values = {
            "failures": failures.count,
            "failed_at": to_stored(failures.failed_at),
            "free_at": to_stored(failures.free_at),
        }
        kept = self._connection.execute(
            update(sign_in_attempt).where(*_is(subject)).values(**values)
        )
        if not kept.rowcount:
            self._connection.execute(
                insert(sign_in_attempt).values(
                    kind=subject.kind, subject_sha256=subject.sha256, **values
                )
            )

    def forget(self, subject: Subject) -> None:
        self._connection.execute(delete(sign_in_attempt).where(*_is(subject)))

    def forget_before(self, moment: datetime) -> None:
        self._connection.execute(
            delete(sign_in_attempt).where(sign_in_attempt.c.failed_at < to_stored(moment))
        )


def _is(subject: Subject) -> tuple[ColumnElement[bool], ...]:
    return (
        sign_in_attempt.c.kind == subject.kind,
        sign_in_attempt.c.subject_sha256 == subject.sha256,
    )
