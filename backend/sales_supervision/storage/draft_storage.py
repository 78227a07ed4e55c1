"""Drafts: a user's unsaved work on a route day, kept one row a customer."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import orjson
from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from sales_supervision.domain.route_day import CustomerEntry, VisitSource
from sales_supervision.domain.visits import NotVisitedReason
from sales_supervision.storage.bulk import insert_rows
from sales_supervision.storage.membership import among_given, as_json
from sales_supervision.storage.moments import from_stored, to_stored
from sales_supervision.storage.tables import draft, draft_customer


@dataclass(frozen=True, slots=True)
class DraftRecord:
    """``base_version``: record_version that the draft began from, 0 where nothing was saved."""

    draft_id: str
    base_version: int
    revision: int
    started_at: datetime
    kept_at: datetime


@dataclass(frozen=True, slots=True)
class DraftKey:
    route_code: str
    on: date
    user_name: str


class DraftMovedError(RuntimeError):
    """Somebody changed the draft since it was read."""

    def __init__(self, record: DraftRecord) -> None:
        super().__init__(f"Draft {record.draft_id} is no longer at revision {record.revision}.")


# Made once: at every change, making them would take longer than running them.
_OF_RECORD = (
    draft.c.draft_id == bindparam("of_draft"),
    draft.c.revision == bindparam("of_revision"),
)
_OF_DRAFT = draft_customer.c.draft_id == bindparam("of_draft")
_BEGIN = insert(draft)
_MOVE = update(draft).where(*_OF_RECORD)
_DISCARD = delete(draft).where(*_OF_RECORD)
_ENTRIES = select(draft_customer.c.customer_code, draft_customer.c.entry).where(_OF_DRAFT)
_BEFORE_VERSION = (
    select(draft, draft_customer.c.customer_code, draft_customer.c.entry)
    .outerjoin_from(draft, draft_customer, draft_customer.c.draft_id == draft.c.draft_id)
    .where(
        draft.c.route_code == bindparam("of_route"),
        draft.c.supervision_date == bindparam("of_date"),
        draft.c.base_version < bindparam("before_version"),
    )
)
_FORGET_CUSTOMERS = delete(draft_customer).where(
    _OF_DRAFT, among_given(draft_customer.c.customer_code, "codes")
)


class DraftStorage:
    """Works within the caller's transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, key: DraftKey) -> DraftRecord | None:
        row = self._connection.execute(
            select(draft).where(
                draft.c.route_code == key.route_code,
                draft.c.supervision_date == key.on,
                draft.c.user_name == key.user_name,
            )
        ).one_or_none()
        return None if row is None else draft_record(row)

    def entries(self, draft_id: str) -> dict[str, CustomerEntry]:
        """What is recorded, by customer."""
        return {
            row.customer_code: _entry_from_json(row.entry)
            for row in self._connection.execute(_ENTRIES, {"of_draft": draft_id})
        }

    def begun_before(
        self, route_code: str, on: date, record_version: int
    ) -> Iterator[tuple[DraftRecord, dict[str, CustomerEntry]]]:
        """Everybody's drafts of a day that began from an older version, and what they hold."""
        records: dict[str, DraftRecord] = {}
        entries: dict[str, dict[str, CustomerEntry]] = defaultdict(dict)
        for row in self._connection.execute(
            _BEFORE_VERSION,
            {"of_route": route_code, "of_date": on, "before_version": record_version},
        ):
            records[row.draft_id] = draft_record(row)
            # A draft in which nothing is recorded has no customers.
            if row.customer_code is not None:
                entries[row.draft_id][row.customer_code] = _entry_from_json(row.entry)
        for draft_id, record in records.items():
            yield record, entries[draft_id]

    def begin(self, key: DraftKey, draft_id: str, base_version: int, now: datetime) -> DraftRecord:
        """A new, empty draft. Raises IntegrityError when the user has one for that day already."""
        self._connection.execute(
            _BEGIN,
            {
                "draft_id": draft_id,
                "route_code": key.route_code,
                "supervision_date": key.on,
                "user_name": key.user_name,
                "base_version": base_version,
                "revision": 0,
                "started_at": to_stored(now),
                "kept_at": to_stored(now),
            },
        )
        return DraftRecord(draft_id, base_version, 0, now, now)

    def keep(
        self,
        record: DraftRecord,
        before: Mapping[str, CustomerEntry],
        after: Mapping[str, CustomerEntry],
        now: datetime,
    ) -> DraftRecord:
        """Write the customers whose entries changed; the revision rises by one if any did.

        Raises DraftMovedError where the draft is no longer at the revision of ``record``; the
        caller's transaction must then be rolled back.
        """
        changed = [code for code, entry in after.items() if before.get(code) != entry]
        gone = [code for code in before if code not in after]
        if not changed and not gone:
            return record
        # First, so that the draft is ours before its customers are written.
        moved = self._connection.execute(
            _MOVE,
            {
                "of_draft": record.draft_id,
                "of_revision": record.revision,
                "revision": record.revision + 1,
                "kept_at": to_stored(now),
            },
        )
        if moved.rowcount != 1:
            raise DraftMovedError(record)
        rewritten = [code for code in changed if code in before] + gone
        if rewritten:
            self._connection.execute(
                _FORGET_CUSTOMERS, {"of_draft": record.draft_id, "codes": as_json(rewritten)}
            )
        insert_rows(
            self._connection,
            draft_customer,
            (
                {
                    "draft_id": record.draft_id,
                    "customer_code": code,
                    "entry": json.dumps(entry_fields(after[code]), separators=(",", ":")),
                }
                for code in changed
            ),
        )
        return replace(record, revision=record.revision + 1, kept_at=now)

    def discard(self, record: DraftRecord) -> None:
        """Delete the draft with all that is recorded in it.

        Raises DraftMovedError where it is no longer at the revision of ``record``: a change that
        came meanwhile must not go with it. The caller's transaction must then be rolled back.
        """
        # Its customers go with it, by their foreign key.
        gone = self._connection.execute(
            _DISCARD, {"of_draft": record.draft_id, "of_revision": record.revision}
        )
        if gone.rowcount != 1:
            raise DraftMovedError(record)


def draft_record(row: Row[Any]) -> DraftRecord:
    """The draft that a row of its columns tells of."""
    return DraftRecord(
        row.draft_id,
        row.base_version,
        row.revision,
        from_stored(row.started_at),
        from_stored(row.kept_at),
    )


def entry_fields(entry: CustomerEntry) -> dict[str, Any]:
    """What an entry says, as JSON keeps it; what it does not say is left out."""
    fields: dict[str, Any] = {
        "visited_at": entry.visited_at and entry.visited_at.isoformat(),
        "visit_source": entry.visit_source,
        "told_recommendation": dict(entry.told_recommendation),
        "told_original": dict(entry.told_original),
        "edits": dict(entry.edits),
        "not_visited_reason": entry.not_visited_reason,
        "unplanned": entry.unplanned,
        "feed_visit_dismissed": entry.feed_visit_dismissed,
    }
    return {name: value for name, value in fields.items() if value}


def _entry_from_json(text: str) -> CustomerEntry:
    fields = orjson.loads(text)
    visited_at, source = fields.get("visited_at"), fields.get("visit_source")
    reason = fields.get("not_visited_reason")
    return CustomerEntry(
        visited_at=datetime.fromisoformat(visited_at) if visited_at else None,
        visit_source=VisitSource(source) if source else None,
        told_recommendation=fields.get("told_recommendation", {}),
        told_original=fields.get("told_original", {}),
        edits=fields.get("edits", {}),
        not_visited_reason=NotVisitedReason(reason) if reason else None,
        unplanned=fields.get("unplanned", False),
        feed_visit_dismissed=fields.get("feed_visit_dismissed", False),
    )
