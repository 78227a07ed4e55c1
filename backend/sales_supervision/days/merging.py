"""Merging a draft with the version that somebody else saved since it began."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from sales_supervision.clock import Clock
from sales_supervision.days.errors import (
    MergeUndecidedError,
    NothingToMergeError,
    VersionUnknownError,
)
from sales_supervision.days.naming import CellNames, names_of
from sales_supervision.days.opened_day import OpenedDay
from sales_supervision.days.requests import SessionRequest, answer_once
from sales_supervision.days.route_days import RouteDays
from sales_supervision.days.saved_entries import entries_in
from sales_supervision.days.saving import version_conflict
from sales_supervision.days.session_writing import Origin, SessionWriting
from sales_supervision.days.version_tags import VersionTag, require_epoch
from sales_supervision.domain.differences import Cell
from sales_supervision.domain.merge import Choice, Conflict, MergeResult, merge
from sales_supervision.domain.merged_entries import MergeDays, merged_entries, recorded
from sales_supervision.domain.route_day import CustomerEntry, RouteDay
from sales_supervision.storage.draft_storage import DraftKey, DraftRecord, DraftStorage
from sales_supervision.storage.engine import Database, day_lock
from sales_supervision.storage.epoch import database_epoch, find_epoch
from sales_supervision.storage.idempotency_storage import FirstAnswer
from sales_supervision.storage.retrying import retried
from sales_supervision.storage.supervision_storage import (
    HowSaved,
    SessionRecord,
    SupervisionStorage,
)


@dataclass(frozen=True, slots=True)
class MergeSides:
    """A draft beside the saved session. ``tag``: that session's version; ``opened``: my day."""

    draft: DraftRecord
    session: SessionRecord
    tag: VersionTag
    opened: OpenedDay
    days: MergeDays
    result: MergeResult
    names: CellNames


class Merging:
    """Shows what a merge comes to, and saves it as the next version."""

    def __init__(
        self, database: Database, days: RouteDays, clock: Clock, writing: SessionWriting
    ) -> None:
        self._database = database
        self._days = days
        self._clock = clock
        self._writing = writing

    def preview(self, key: DraftKey) -> MergeSides:
        """The user's draft beside the newest version. Raises NothingToMergeError."""
        return self._days.prepared(key, lambda: self._preview(key))

    def _preview(self, key: DraftKey) -> MergeSides:
        with self._database.reading() as connection:
            return self._sides(connection, key, {})

    @retried
    def merge(self, request: SessionRequest, choices: Mapping[Cell, Choice]) -> FirstAnswer:
        """Save both sides as the next version, or repeat the first answer to the same key.

        Raises KeyReusedError, DatabaseRestoredError, NothingToMergeError, VersionConflictError,
        VersionUnknownError or MergeUndecidedError; nothing is written then.
        """
        first = self._days.prepared(request.key, lambda: self._once(request, choices))
        self._days.forget(request.key)
        return first

    def _once(self, request: SessionRequest, choices: Mapping[Cell, Choice]) -> FirstAnswer:
        chosen = sorted((repr(cell), choice.value) for cell, choice in choices.items())
        with self._database.writing(day_lock(request.key.route_code, request.key.on)) as connection:
            now = self._clock()
            return answer_once(
                connection,
                request.key.user_name,
                request.named("merge", repr(chosen)),
                now,
                lambda: self._merge(connection, request, choices, now),
            )

    def _merge(
        self,
        connection: Connection,
        request: SessionRequest,
        choices: Mapping[Cell, Choice],
        now: datetime,
    ) -> tuple[int, str]:
        require_epoch(find_epoch(connection), request.tag.epoch)
        sides = self._sides(connection, request.key, choices)
        expected, current = request.tag.record_version, sides.session.record_version
        if expected > current:
            raise VersionUnknownError(expected)
        if expected < current:
            raise version_conflict(connection, self._days, request.key, sides.session, expected)
        if sides.result.undecided:
            raise MergeUndecidedError(sides.result.undecided, sides.names)
        merged = self._days.with_entries(
            connection, sides.opened, merged_entries(sides.days, sides.result)
        )
        origin = Origin(
            HowSaved.MERGED,
            from_version=sides.draft.base_version,
            detail={
                "merged_with": current,
                "choices": [_told(conflict) for conflict in sides.result.conflicts],
            },
        )
        return self._writing.write(connection, request, merged, origin, now)

    def _sides(
        self, connection: Connection, key: DraftKey, choices: Mapping[Cell, Choice]
    ) -> MergeSides:
        storage = SupervisionStorage(connection)
        session = storage.find(key.route_code, key.on)
        draft = DraftStorage(connection).find(key)
        if session is None or draft is None or draft.base_version >= session.record_version:
            raise NothingToMergeError
        opened = self._days.load(connection, key).opened

        def day_of_version(record_version: int) -> RouteDay:
            entries: dict[str, CustomerEntry] = {}
            if record_version:
                entries = entries_in(storage.document(session.session_id, record_version))
            # With the plan and the feed as they are now, only what people entered differs.
            return self._days.with_entries(connection, opened, entries).day

        days = MergeDays(
            before=day_of_version(draft.base_version),
            mine=opened.day,
            theirs=day_of_version(session.record_version),
        )
        result = merge(recorded(days.before), recorded(days.mine), recorded(days.theirs), choices)
        return MergeSides(
            draft=draft,
            session=session,
            tag=VersionTag(session.record_version, database_epoch(connection)),
            opened=opened,
            days=days,
            result=result,
            names=names_of(connection, (cell.cell for cell in result.cells)),
        )


def _told(conflict: Conflict) -> dict[str, Any]:
    """What was chosen, and what it was chosen from, for the audit trail."""
    customer_code, field, item_code = conflict.cell
    return {
        "customer_code": customer_code,
        "field": field,
        "item_code": item_code,
        "before": conflict.before,
        "mine": conflict.mine,
        "theirs": conflict.theirs,
        "choice": conflict.choice,
    }
