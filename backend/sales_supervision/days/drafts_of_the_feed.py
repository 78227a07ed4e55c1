"""Drafts that hold nothing but what the sales feed brought: nobody's entries."""

from __future__ import annotations

from functools import cache

from sqlalchemy import Connection

from sales_supervision.days.saved_entries import entries_in
from sales_supervision.domain.own_entries import holds_own_entries
from sales_supervision.domain.route_day import CustomerEntry
from sales_supervision.storage.draft_storage import DraftKey, DraftStorage
from sales_supervision.storage.supervision_storage import SessionRecord, SupervisionStorage


def drop_drafts_of_the_feed(connection: Connection, key: DraftKey, session: SessionRecord) -> None:
    """Drop everybody's drafts from before ``session`` in which their users entered nothing.

    A look begins a draft to keep what the salesperson was told when the feed's news came. Once the
    day is saved, the saved version tells that: the draft would only hide it from who looked.
    """
    drafts, sessions = DraftStorage(connection), SupervisionStorage(connection)

    @cache
    def entries_of(record_version: int) -> dict[str, CustomerEntry]:
        if record_version == 0:
            return {}
        return entries_in(sessions.document(session.session_id, record_version))

    for draft, kept in drafts.begun_before(key.route_code, key.on, session.record_version):
        if not holds_own_entries(entries_of(draft.base_version), kept):
            drafts.discard(draft)
