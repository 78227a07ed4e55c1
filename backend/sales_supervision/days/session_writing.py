"""Writing the next version of a session: its rows, its document, its audit entry, in one go."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection
from uuid_utils import uuid7

from sales_supervision.days.drafts_of_the_feed import drop_drafts_of_the_feed
from sales_supervision.days.item_columns import item_columns
from sales_supervision.days.opened_day import OpenedDay
from sales_supervision.days.requests import SessionRequest
from sales_supervision.days.summary_rows import customer_rows, route_row
from sales_supervision.storage.audit_storage import AuditEntry, AuditStorage
from sales_supervision.storage.draft_storage import DraftKey, DraftStorage
from sales_supervision.storage.supervision_storage import (
    HowSaved,
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
class SavedCounts:
    """What a save wrote. ``untold_quantities``: of visited customers, nobody has told them."""

    session: SessionRecord
    customers_saved: int
    items_saved: int
    untold_quantities: int


@dataclass(frozen=True, slots=True)
class Origin:
    """How a version comes about. ``detail``: for the audit trail."""

    how: HowSaved
    from_version: int
    detail: Mapping[str, Any] | None = None


class SessionWriting:
    """``render_document`` and ``render_answer`` make what is kept of each version."""

    def __init__(
        self,
        render_document: RenderDocument,
        render_answer: RenderAnswer,
        keep_reviews: KeepReviews,
    ) -> None:
        self._render_document = render_document
        self._render_answer = render_answer
        self._keep_reviews = keep_reviews

    def write(
        self,
        connection: Connection,
        request: SessionRequest,
        opened: OpenedDay,
        origin: Origin,
        now: datetime,
    ) -> tuple[int, str]:
        """Save ``opened`` as the next version and discard its draft; the answer: status and JSON.

        Raises VersionMovedError or DraftMovedError where either is not as it was read.
        """
        key = request.key
        session = _next_version(opened, key, now)
        customers, items = list(customer_rows(opened)), item_columns(opened)
        SupervisionStorage(connection).save(
            session.session_id,
            opened.saved_version,
            SessionRows(
                route=route_row(opened, session.started_at, now),
                customers=customers,
                items=items,
                document=self._render_document(opened, session),
                how=origin.how,
                from_version=origin.from_version,
            ),
            saved_by=key.user_name,
            now=now,
        )
        self._keep_reviews(connection, opened, session)
        if opened.draft:
            DraftStorage(connection).discard(opened.draft)
        drop_drafts_of_the_feed(connection, key, session)
        AuditStorage(connection).record(
            AuditEntry(
                action=f"session_{origin.how}",
                user_name=key.user_name,
                route_code=key.route_code,
                supervision_date=key.on,
                session_id=session.session_id,
                record_version=session.record_version,
                request_id=request.request_id,
                from_version=origin.from_version,
                detail=origin.detail,
            ),
            now,
        )
        counts = SavedCounts(
            session=session,
            customers_saved=len(customers),
            items_saved=len(items.get("item_code", ())),
            untold_quantities=opened.day.state.route_score.untold_items,
        )
        return 201, self._render_answer(counts)


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
