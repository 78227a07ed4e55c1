"""A live route day as the shell hands it on: domain state, names and where it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sales_supervision.days.version_tags import VersionTag
from sales_supervision.domain.route_day import CustomerEntry, RouteDay
from sales_supervision.storage.catalogue_storage import NamedCustomer, NamedItem, RouteRecord
from sales_supervision.storage.draft_storage import DraftRecord
from sales_supervision.storage.plan_storage import StoredPlan
from sales_supervision.storage.revisions import DayRevisions
from sales_supervision.storage.supervision_storage import SessionDocument, SessionRecord


@dataclass(frozen=True, slots=True)
class OpenedDay:
    """A day that can be changed.

    ``customers`` and ``items`` name everything in it; ``session`` is the saved version that a
    reopened day is based on; ``draft`` is None until something was recorded; ``fed`` are the
    customers of whom the feed brought news that the draft did not hold yet.
    """

    route: RouteRecord
    on: date
    stored_plan: StoredPlan
    day: RouteDay
    customers: dict[str, NamedCustomer]
    items: dict[str, NamedItem]
    actuals_received_at: datetime | None
    revisions: DayRevisions
    session: SessionRecord | None
    draft: DraftRecord | None
    fed: frozenset[str] = frozenset()

    @property
    def saved_version(self) -> int:
        """record_version in the database, 0 where nothing was saved."""
        return self.session.record_version if self.session else 0


@dataclass(frozen=True, slots=True)
class LoadedDay:
    """A day as its draft, or the saved version that it goes on from, and the feed make it.

    ``kept_entries`` is what the draft holds of it.
    """

    opened: OpenedDay
    kept_entries: Mapping[str, CustomerEntry]

    @property
    def has_news(self) -> bool:
        """Whether the feed brought visits that are not recorded yet."""
        return bool(self.opened.fed)


@dataclass(frozen=True, slots=True)
class SavedDay:
    """A day that was saved and is read-only."""

    session: SessionRecord
    document: SessionDocument


@dataclass(frozen=True, slots=True)
class DayStamp:
    """``text`` changes whenever the opened day can differ. ``tag``: what a save of it is based on.

    That is the version that the draft began from, else the one in the database. ``draft_base``: the
    version from which the user's draft began, though the day was saved since; None without a draft.
    """

    text: str
    tag: VersionTag
    draft_base: int | None


@dataclass(frozen=True, slots=True)
class ChangedDay:
    """A change that was kept. ``everything``: all may differ, as the feed brought news too.

    ``draft`` is None only for a repeated change whose draft is gone.
    """

    before: OpenedDay
    after: OpenedDay
    draft: DraftRecord | None
    everything: bool
