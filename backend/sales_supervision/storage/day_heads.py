"""The head of a route day: all that tells one state of it from another, in one statement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Subquery, bindparam, select, true

from sales_supervision.storage.draft_storage import DraftKey, DraftRecord, draft_record
from sales_supervision.storage.epoch import EpochRecord
from sales_supervision.storage.moments import from_stored
from sales_supervision.storage.revisions import (
    PLAN_SCOPE,
    DayRevisions,
    actuals_scope,
    orders_scope,
)
from sales_supervision.storage.supervision_storage import (
    SessionRecord,
    SessionStatus,
    session_record,
)
from sales_supervision.storage.tables import (
    data_revision,
    database_epoch,
    draft,
    route_summary,
    session_version,
)


@dataclass(frozen=True, slots=True)
class DayHead:
    """One moment of a route day, as one user has it.

    ``lacks_document``: the original system saved the day, and its document is still to be made;
    ``session`` is None until then.
    """

    epoch: EpochRecord
    revisions: DayRevisions
    session: SessionRecord | None
    lacks_document: bool
    draft: DraftRecord | None

    @property
    def is_saved(self) -> bool:
        """Whether the day is read-only."""
        return self.session is not None and self.session.status is SessionStatus.SAVED


def read_day_head(connection: Connection, key: DraftKey) -> DayHead:
    """The head of ``key``'s day, read in one statement."""
    row = connection.execute(
        _HEAD,
        {
            "route_code": key.route_code,
            "supervision_date": key.on,
            "user_name": key.user_name,
            "plan_scope": PLAN_SCOPE,
            "orders_scope": orders_scope(key.route_code, key.on),
            "actuals_scope": actuals_scope(key.route_code, key.on),
        },
    ).one()
    # In the reports' collation of SQL Server `a1` finds `A1`, which is another route.
    is_saved = row.saved_route == key.route_code
    return DayHead(
        epoch=EpochRecord(row.epoch, from_stored(row.stamped_at)),
        revisions=DayRevisions.of_changes(
            (row.plan_revision, row.plan_changed_at),
            (row.orders_revision, row.orders_changed_at),
            (row.actuals_revision, row.actuals_changed_at),
        ),
        session=session_record(row) if is_saved and row.saved_at is not None else None,
        lacks_document=is_saved and row.saved_at is None,
        draft=draft_record(row) if row.draft_id is not None else None,
    )


def _revision(name: str) -> Subquery:
    table = data_revision.c
    return (
        select(
            table.revision.label(f"{name}_revision"), table.changed_at.label(f"{name}_changed_at")
        )
        .where(table.scope == bindparam(f"{name}_scope", type_=table.scope.type))
        .subquery(name)
    )


def _session_of_day() -> Subquery:
    saved, version = route_summary.c, session_version.c
    return (
        select(
            saved.route_code.label("saved_route"),
            saved.session_id,
            saved.record_version,
            saved.session_status,
            saved.session_started_at,
            version.saved_at,
            version.saved_by,
        )
        .outerjoin_from(
            route_summary,
            session_version,
            (version.session_id == saved.session_id)
            & (version.record_version == saved.record_version),
        )
        .where(
            saved.route_code == bindparam("route_code", type_=saved.route_code.type),
            saved.supervision_date
            == bindparam("supervision_date", type_=saved.supervision_date.type),
        )
        .subquery("saved")
    )


def _draft_of_day() -> Subquery:
    kept = draft.c
    on = bindparam("supervision_date", type_=kept.supervision_date.type)
    return (
        select(kept.draft_id, kept.base_version, kept.revision, kept.started_at, kept.kept_at)
        .where(
            kept.route_code == bindparam("route_code", type_=kept.route_code.type),
            kept.supervision_date == on,
            kept.user_name == bindparam("user_name", type_=kept.user_name.type),
        )
        .subquery("kept")
    )


def _parts() -> Iterator[Subquery]:
    """Each has one row or none."""
    for name in ("plan", "orders", "actuals"):
        yield _revision(name)
    yield _session_of_day()
    yield _draft_of_day()


def _head() -> Any:
    statement = select(database_epoch.c.epoch, database_epoch.c.stamped_at)
    joined: Any = database_epoch
    for part in _parts():
        statement = statement.add_columns(*part.c)
        joined = joined.outerjoin(part, true())
    return statement.select_from(joined)


_HEAD = _head()
