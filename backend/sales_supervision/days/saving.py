"""Saving a route day: one transaction, once, never over somebody else's version."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta

from sqlalchemy import Connection

from sales_supervision.clock import Clock
from sales_supervision.days.errors import (
    SessionSavedError,
    VersionConflictError,
    VersionUnknownError,
)
from sales_supervision.days.naming import names_of
from sales_supervision.days.requests import SessionRequest, answer_once, purge_old_keys
from sales_supervision.days.route_days import RouteDays
from sales_supervision.days.saved_entries import recorded_in
from sales_supervision.days.session_writing import Origin, SessionWriting
from sales_supervision.days.version_tags import require_epoch
from sales_supervision.domain.differences import differences
from sales_supervision.domain.merged_entries import recorded
from sales_supervision.storage.day_heads import DayHead, read_day_head
from sales_supervision.storage.draft_storage import DraftKey, DraftStorage
from sales_supervision.storage.engine import KEYS, Database, day_lock
from sales_supervision.storage.errors import DatabaseUnavailableError
from sales_supervision.storage.idempotency_storage import FirstAnswer
from sales_supervision.storage.retrying import retried
from sales_supervision.storage.supervision_storage import (
    HowSaved,
    SessionRecord,
    SessionStatus,
    SupervisionStorage,
)

_PURGED_EVERY = timedelta(hours=1)


class Saving:
    """Saves the drafts of users as versions that all see."""

    def __init__(
        self, database: Database, days: RouteDays, clock: Clock, writing: SessionWriting
    ) -> None:
        self._database = database
        self._days = days
        self._clock = clock
        self._writing = writing
        self._purged_at: datetime | None = None

    @retried
    def save(self, request: SessionRequest) -> FirstAnswer:
        """Save the user's draft as the next version, or repeat the first answer to the same key.

        Raises KeyReusedError, DatabaseRestoredError, SessionSavedError, VersionConflictError,
        VersionUnknownError or another DayRefusedError; nothing is written then.
        """
        self._purge_old_keys()
        first = self._days.prepared(request.key, lambda: self._once(request))
        self._days.forget(request.key)
        return first

    def _purge_old_keys(self) -> None:
        """Once an hour: it is a transaction of its own, for which the disk is waited for."""
        now = self._clock()
        if self._purged_at is not None and now - self._purged_at < _PURGED_EVERY:
            return
        self._purged_at = now
        # Another save removes them if this one does not get its turn.
        with suppress(DatabaseUnavailableError), self._database.writing(KEYS) as connection:
            purge_old_keys(connection, now)

    def _once(self, request: SessionRequest) -> FirstAnswer:
        with self._database.writing(day_lock(request.key.route_code, request.key.on)) as connection:
            now = self._clock()
            return answer_once(
                connection,
                request.key.user_name,
                request.named("save"),
                now,
                lambda: self._save(connection, request, now),
            )

    def _save(
        self, connection: Connection, request: SessionRequest, now: datetime
    ) -> tuple[int, str]:
        head = read_day_head(connection, request.key)
        self._refuse_stale(connection, request, head)
        opened = self._days.load(connection, request.key, head).opened
        origin = Origin(HowSaved.SAVED, from_version=request.tag.record_version)
        return self._writing.write(connection, request, opened, origin, now)

    def _refuse_stale(self, connection: Connection, request: SessionRequest, head: DayHead) -> None:
        require_epoch(head.epoch, request.tag.epoch)
        key, expected = request.key, request.tag.record_version
        session, draft = head.session, head.draft
        current = session.record_version if session else 0
        if expected > current:
            raise VersionUnknownError(expected)
        if session is None:
            return
        # What the draft holds was decided on the version that it began from, whatever is sent.
        began_from = min(expected, draft.base_version if draft else current)
        if began_from < current:
            raise version_conflict(connection, self._days, key, session, began_from)
        if session.status is SessionStatus.SAVED:
            raise SessionSavedError(session)


def version_conflict(
    connection: Connection, days: RouteDays, key: DraftKey, session: SessionRecord, began_from: int
) -> VersionConflictError:
    """The refusal of what began from an older version than ``session``, with what differs."""
    if DraftStorage(connection).find(key) is None:
        return VersionConflictError(session, began_from, None)
    opened = days.load(connection, key).opened
    storage = SupervisionStorage(connection)
    theirs = recorded_in(storage.document(session.session_id, session.record_version))
    found = differences(theirs, recorded(opened.day))
    cells = ((cell.customer_code, cell.field, cell.item_code) for cell in found)
    return VersionConflictError(session, began_from, found, names_of(connection, cells))
