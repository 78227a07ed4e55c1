"""A live route day as the shell hands it on: domain state, names and where it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sales_supervision.domain.route_day import RouteDay
from sales_supervision.storage.draft_storage import DraftRecord
from sales_supervision.storage.plan_storage import (
    NamedCustomer,
    NamedItem,
    RouteRecord,
    StoredPlan,
)
from sales_supervision.storage.supervision_storage import SessionDocument, SessionRecord


@dataclass(frozen=True, slots=True)
class OpenedDay:
    """A day that can be changed.

    ``customers`` and ``items`` name everything in it; ``session`` is the saved version that a
    reopened day is based on; ``draft`` is None until something was recorded.
    """

    route: RouteRecord
    on: date
    stored_plan: StoredPlan
    day: RouteDay
    customers: dict[str, NamedCustomer]
    items: dict[str, NamedItem]
    actuals_received_at: datetime | None
    session: SessionRecord | None
    draft: DraftRecord | None

    @property
    def saved_version(self) -> int:
        """record_version in the database, 0 where nothing was saved."""
        return self.session.record_version if self.session else 0


@dataclass(frozen=True, slots=True)
class SavedDay:
    """A day that was saved and is read-only."""

    session: SessionRecord
    document: SessionDocument


@dataclass(frozen=True, slots=True)
class ChangedDay:
    """A change that was kept. ``everything``: the feed brought news too, so all may differ."""

    before: OpenedDay
    after: OpenedDay
    draft: DraftRecord
    everything: bool
