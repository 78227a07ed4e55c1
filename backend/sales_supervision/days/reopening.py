"""Reopening a saved day: live again for everyone, based on what was saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import Connection

from sales_supervision.clock import Clock
from sales_supervision.days.drafts_of_the_feed import drop_drafts_of_the_feed
from sales_supervision.days.errors import (
    SessionNotSavedError,
    VersionConflictError,
    VersionUnknownError,
)
from sales_supervision.days.requests import SessionRequest, answer_once
from sales_supervision.days.version_tags import require_epoch
from sales_supervision.storage.audit_storage import AuditEntry, AuditStorage
from sales_supervision.storage.engine import Database, day_lock
from sales_supervision.storage.epoch import find_epoch
from sales_supervision.storage.idempotency_storage import FirstAnswer
from sales_supervision.storage.retrying import retried
from sales_supervision.storage.supervision_storage import (
    SessionRecord,
    SessionStatus,
    SupervisionStorage,
)

ForgetReviews = Callable[[Connection, str, date], None]
"""Forgets the live reviews of a route day, in the transaction of the reopening."""

REOPENED = "session_reopened"
"""The act's name in the audit trail."""


@dataclass(frozen=True, slots=True)
class Reopened:
    """Who made which version live again, when and why."""

    session: SessionRecord
    by: str
    at: datetime
    reason: str


class Reopening:
    """``render_answer`` makes what is kept of each reopening."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        render_answer: Callable[[Reopened], str],
        forget_reviews: ForgetReviews,
    ) -> None:
        self._database = database
        self._clock = clock
        self._render_answer = render_answer
        self._forget_reviews = forget_reviews

    @retried
    def reopen(self, request: SessionRequest, reason: str) -> FirstAnswer:
        """Make the saved version live again, or repeat the first answer to the same key.

        Raises KeyReusedError, DatabaseRestoredError, SessionNotSavedError, VersionConflictError or
        VersionUnknownError; nothing is written then.
        """
        with self._database.writing(day_lock(request.key.route_code, request.key.on)) as connection:
            now = self._clock()
            return answer_once(
                connection,
                request.key.user_name,
                request.named("reopen", reason),
                now,
                lambda: (200, self._render_answer(self._reopen(connection, request, reason, now))),
            )

    def _reopen(
        self, connection: Connection, request: SessionRequest, reason: str, now: datetime
    ) -> Reopened:
        require_epoch(find_epoch(connection), request.tag.epoch)
        key, expected = request.key, request.tag.record_version
        storage = SupervisionStorage(connection)
        session = storage.find(key.route_code, key.on)
        if session is None or session.status is not SessionStatus.SAVED:
            raise SessionNotSavedError(session)
        if expected > session.record_version:
            raise VersionUnknownError(expected)
        if expected < session.record_version:
            raise VersionConflictError(session, expected, None)
        if not storage.reopen(session.session_id, expected):
            raise SessionNotSavedError(session)
        # A save drops them; those that earlier releases left must not hide the reopened day.
        drop_drafts_of_the_feed(connection, key, session)
        # What is written from now on is of the reopened day; the saved version keeps its reviews.
        self._forget_reviews(connection, key.route_code, key.on)
        AuditStorage(connection).record(
            AuditEntry(
                action=REOPENED,
                user_name=key.user_name,
                route_code=key.route_code,
                supervision_date=key.on,
                session_id=session.session_id,
                record_version=session.record_version,
                request_id=request.request_id,
                from_version=session.record_version,
                reason=reason,
            ),
            now,
        )
        reopened = replace(session, status=SessionStatus.REOPENED)
        return Reopened(reopened, key.user_name, now, reason)
