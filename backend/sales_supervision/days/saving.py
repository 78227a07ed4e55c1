"""Saving a route day: one transaction, once, never over somebody else's version."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection
from uuid_utils import uuid7

from sales_supervision.clock import Clock
from sales_supervision.days.differing import entries_of_document, entries_of_draft
from sales_supervision.days.errors import (
    KeyReusedError,
    SessionSavedError,
    VersionConflictError,
    VersionUnknownError,
)
from sales_supervision.days.opened_day import OpenedDay
from sales_supervision.days.route_days import RouteDays
from sales_supervision.days.summary_rows import customer_rows, item_rows, route_row
from sales_supervision.domain.differences import differences
from sales_supervision.storage.audit_storage import AuditEntry, AuditStorage
from sales_supervision.storage.draft_storage import DraftKey, DraftStorage
from sales_supervision.storage.engine import Database, day_lock
from sales_supervision.storage.idempotency_storage import FirstAnswer, IdempotencyStorage
from sales_supervision.storage.retrying import retried
from sales_supervision.storage.supervision_storage import (
    SessionDocument,
    SessionRecord,
    SessionRows,
    SessionStatus,
    SupervisionStorage,
)

RenderDocument = Callable[[OpenedDay, SessionRecord], SessionDocument]
RenderAnswer = Callable[["SavedCounts"], str]
KeepReviews = Callable[[Connection, OpenedDay, SessionRecord], None]
"""Keeps the day's reviews with the saved version, in the transaction of the save."""


@dataclass(frozen=True, slots=True)
class SaveRequest:
    """``expected_version``: what the draft began from, 0 where nothing was saved."""

    key: DraftKey
    expected_version: int
    idempotency_key: str
    request_id: str | None


@dataclass(frozen=True, slots=True)
class SavedCounts:
    """What a save wrote. ``untold_quantities``: of visited customers, nobody has told them."""

    session: SessionRecord
    customers_saved: int
    items_saved: int
    untold_quantities: int


class Saving:
    """Saves days; ``render_document`` and ``render_answer`` make what is kept of each save."""

    def __init__(
        self,
        database: Database,
        days: RouteDays,
        clock: Clock,
        render_document: RenderDocument,
        render_answer: RenderAnswer,
        *,
        keep_reviews: KeepReviews,
    ) -> None:
        self._database = database
        self._days = days
        self._clock = clock
        self._render_document = render_document
        self._render_answer = render_answer
        self._keep_reviews = keep_reviews

    @retried
    def save(self, request: SaveRequest) -> FirstAnswer:
        """Save the user's draft as the next version, or repeat the first answer to the same key.

        Raises KeyReusedError, SessionSavedError, VersionConflictError, VersionUnknownError or
        another DayRefusedError; nothing is written then.
        """
        self._days.prepare_plan(request.key)
        with self._database.writing(day_lock(request.key.route_code, request.key.on)) as connection:
            keys = IdempotencyStorage(connection)
            first = keys.find(request.idempotency_key, request.key.user_name)
            if first is not None:
                if first.request_sha256 != _digest(request):
                    raise KeyReusedError
                return first
            self._refuse_stale(connection, request)
            counts = self._write(connection, request)
            answer = FirstAnswer(_digest(request), 201, self._render_answer(counts))
            keys.keep(
                request.idempotency_key,
                request.key.user_name,
                answer,
                counts.session.saved_at,
            )
        return answer

    def _write(self, connection: Connection, request: SaveRequest) -> SavedCounts:
        key = request.key
        opened = self._days.load(connection, key).opened
        now = self._clock()
        session = _next_version(opened, key, now)
        customers, items = list(customer_rows(opened)), list(item_rows(opened))
        SupervisionStorage(connection).save(
            session.session_id,
            request.expected_version,
            SessionRows(
                route=route_row(opened, session.started_at, now),
                customers=customers,
                items=items,
                document=self._render_document(opened, session),
            ),
            saved_by=key.user_name,
            now=now,
        )
        self._keep_reviews(connection, opened, session)
        if opened.draft:
            DraftStorage(connection).discard(opened.draft.draft_id)
        AuditStorage(connection).record(
            AuditEntry(
                action="session_saved",
                user_name=key.user_name,
                route_code=key.route_code,
                supervision_date=key.on,
                session_id=session.session_id,
                record_version=session.record_version,
                request_id=request.request_id,
            ),
            now,
        )
        return SavedCounts(
            session=session,
            customers_saved=len(customers),
            items_saved=len(items),
            untold_quantities=opened.day.state.route_score.untold_items,
        )

    def _refuse_stale(self, connection: Connection, request: SaveRequest) -> None:
        storage, key = SupervisionStorage(connection), request.key
        session = storage.find(key.route_code, key.on)
        draft = DraftStorage(connection).find(key)
        current = session.record_version if session else 0
        if request.expected_version > current:
            raise VersionUnknownError(request.expected_version)
        if session is None:
            return
        if request.expected_version == current and session.status is SessionStatus.SAVED:
            raise SessionSavedError(session)
        # What the draft holds was decided on the version that it began from, whatever is sent.
        began_from = min(request.expected_version, draft.base_version if draft else current)
        if began_from == current:
            return
        if draft is None:
            raise VersionConflictError(session, began_from, None)
        opened = self._days.load(connection, key).opened
        theirs = storage.document(session.session_id, current)
        raise VersionConflictError(
            session,
            began_from,
            differences(entries_of_document(theirs), entries_of_draft(opened.day)),
        )


def _next_version(opened: OpenedDay, key: DraftKey, now: datetime) -> SessionRecord:
    """The session as it will stand once this save is written."""
    saved, draft = opened.session, opened.draft
    started_at = saved.started_at if saved else draft.started_at if draft else now
    return SessionRecord(
        session_id=(
            saved.session_id if saved else f"{key.route_code}_{key.on.isoformat()}_{uuid7()}"
        ),
        record_version=opened.saved_version + 1,
        status=SessionStatus.SAVED,
        started_at=started_at,
        saved_at=now,
        saved_by=key.user_name,
    )


def _digest(request: SaveRequest) -> str:
    """What a save asks: the same key with another digest is another request."""
    asked = f"{request.key.route_code}\n{request.key.on.isoformat()}\n{request.expected_version}"
    return hashlib.sha256(asked.encode()).hexdigest()
