"""Discarding a draft: on purpose, by its owner, with what it held kept in the audit trail."""

from __future__ import annotations

from sqlalchemy import Connection

from sales_supervision.clock import Clock
from sales_supervision.days.requests import RequestKey, answer_once
from sales_supervision.days.route_days import RouteDays
from sales_supervision.storage.audit_storage import AuditEntry, AuditStorage
from sales_supervision.storage.draft_storage import DraftKey, DraftStorage, entry_fields
from sales_supervision.storage.engine import Database, day_lock
from sales_supervision.storage.retrying import retried


class Discarding:
    """Removes drafts."""

    def __init__(self, database: Database, days: RouteDays, clock: Clock) -> None:
        self._database = database
        self._days = days
        self._clock = clock

    @retried
    def discard(self, key: DraftKey, request: RequestKey | None, request_id: str) -> None:
        """Discard the user's draft of the day; nothing happens where there is none, or to a repeat.

        Raises KeyReusedError for the key of another request.
        """
        with self._database.writing(day_lock(key.route_code, key.on)) as connection:
            if request is None:
                self._discard(connection, key, request_id)
            else:
                answer_once(
                    connection,
                    key.user_name,
                    request,
                    self._clock(),
                    lambda: self._discard(connection, key, request_id),
                )
        self._days.forget(key)

    def _discard(self, connection: Connection, key: DraftKey, request_id: str) -> tuple[int, str]:
        drafts = DraftStorage(connection)
        draft = drafts.find(key)
        if draft is None:
            return 204, ""
        entries = {
            code: entry_fields(entry) for code, entry in drafts.entries(draft.draft_id).items()
        }
        drafts.discard(draft)
        AuditStorage(connection).record(
            AuditEntry(
                action="draft_discarded",
                user_name=key.user_name,
                route_code=key.route_code,
                supervision_date=key.on,
                request_id=request_id,
                from_version=draft.base_version,
                detail={"revision": draft.revision, "entries": entries},
            ),
            self._clock(),
        )
        return 204, ""
