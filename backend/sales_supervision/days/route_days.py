"""Opening and changing a route day. What is kept between calls are copies of stored revisions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from hashlib import blake2s
from uuid import uuid4

from sqlalchemy import Connection

from sales_supervision.clock import Clock
from sales_supervision.days.errors import (
    CustomerNotFoundError,
    DayNotPlannedError,
    ItemNotFoundError,
    RouteNotFoundError,
    SessionSavedError,
)
from sales_supervision.days.kept_revisions import KeptRevisions
from sales_supervision.days.opened_day import ChangedDay, LoadedDay, OpenedDay, SavedDay
from sales_supervision.domain.policy import Policy
from sales_supervision.domain.route_day import RouteDay, open_route_day
from sales_supervision.recommendations.recommender import Recommender
from sales_supervision.recommendations.service import ensure_recommended
from sales_supervision.storage.draft_storage import DraftKey, DraftStorage
from sales_supervision.storage.engine import Database, day_lock
from sales_supervision.storage.plan_storage import PlanStorage, StoredPlan
from sales_supervision.storage.retrying import retried
from sales_supervision.storage.revisions import DayRevisions, day_revisions
from sales_supervision.storage.supervision_storage import SessionStatus, SupervisionStorage

Change = Callable[[RouteDay], RouteDay]

_RouteDate = tuple[str, date]
_PlanRevision = tuple[str, str]
_DraftRevision = tuple[int, DayRevisions]


class RouteDays:
    """What the supervisor does with a day until it is saved."""

    def __init__(
        self, database: Database, policy: Policy, clock: Clock, recommender: Recommender
    ) -> None:
        self._database = database
        self._policy = policy
        self._clock = clock
        self._recommender = recommender
        self._rules = blake2s(repr(policy).encode(), digest_size=4).hexdigest()
        self._plans = KeptRevisions[_RouteDate, _PlanRevision, StoredPlan](_lines)
        self._loaded = KeptRevisions[str, _DraftRevision, LoadedDay](
            lambda loaded: _lines(loaded.opened.stored_plan)
        )

    def stamp(self, key: DraftKey) -> str:
        """A text that changes whenever the opened day can differ."""
        with self._database.reading() as connection:
            revisions = day_revisions(connection, key.route_code, key.on)
            session = SupervisionStorage(connection).find(key.route_code, key.on)
            draft = DraftStorage(connection).find(key)
        saved = f"{session.session_id}.{session.record_version}{session.status}" if session else "0"
        kept = f"{draft.draft_id}.{draft.revision}" if draft else "-"
        return f"{self._rules}.{revisions}.{saved}.{kept}"

    @retried
    def open(self, key: DraftKey) -> OpenedDay | SavedDay:
        """The day: read-only if saved, else live with the user's draft and the feed's news.

        Makes the recommended orders where neither a feed nor an earlier opening did. Raises
        RouteNotFoundError or DayNotPlannedError.
        """
        self.prepare_plan(key)
        with self._database.reading() as connection:
            saved = self._saved_day(connection, key)
            if saved is not None:
                return saved
            loaded = self.load(connection, key)
        if not loaded.has_news:
            return loaded.opened
        # The feed brought visits: keep them, with what the salesperson was told at this moment.
        with self._database.writing(day_lock(key.route_code, key.on)) as connection:
            saved = self._saved_day(connection, key)
            if saved is not None:
                return saved
            loaded = self.load(connection, key)
            return self._keep(connection, key, loaded, loaded.opened.day)

    @retried
    def change(self, key: DraftKey, change: Change) -> ChangedDay:
        """Apply ``change`` to the day and keep it in the user's draft.

        Raises DayRefusedError or what ``change`` raises; nothing is kept then.
        """
        self.prepare_plan(key)
        with self._database.writing(day_lock(key.route_code, key.on)) as connection:
            self._refuse_saved(connection, key)
            loaded = self.load(connection, key)
            after = self._keep(connection, key, loaded, change(loaded.opened.day))
        if after.draft is None:
            raise RuntimeError("A changed day has a draft.")
        self._remember(LoadedDay(after, after.day.entries))
        return ChangedDay(
            before=loaded.opened, after=after, draft=after.draft, everything=loaded.has_news
        )

    def require_customer(self, customer_code: str) -> None:
        """Raise CustomerNotFoundError for a code that no feed has named."""
        with self._database.reading() as connection:
            if not PlanStorage(connection).customers([customer_code]):
                raise CustomerNotFoundError(customer_code)

    def require_items(self, customer_code: str, item_codes: list[str]) -> None:
        """Raise ItemNotFoundError for the first code that no feed has named."""
        with self._database.reading() as connection:
            known = PlanStorage(connection).items(item_codes)
        for item_code in item_codes:
            if item_code not in known:
                raise ItemNotFoundError(customer_code, item_code)

    def prepare_plan(self, key: DraftKey) -> None:
        """Make the recommended orders of a planned day that has none, before anything is locked."""
        route_code, on = key.route_code, key.on
        with self._database.reading() as connection:
            revisions = day_revisions(connection, route_code, on)
            if self._plans.get((route_code, on), _plan_revision(revisions)) is not None:
                return
            planned = bool(PlanStorage(connection).planned_customer_codes(route_code, on))
        if planned:
            ensure_recommended(
                self._database, route_code, on, now=self._clock(), recommender=self._recommender
            )

    def load(self, connection: Connection, key: DraftKey) -> LoadedDay:
        """The live day with the feed taken in. For open, change and save."""
        revisions = day_revisions(connection, key.route_code, key.on)
        session = SupervisionStorage(connection).find(key.route_code, key.on)
        drafts = DraftStorage(connection)
        draft = drafts.find(key)
        known = self._loaded.get(draft.draft_id, (draft.revision, revisions)) if draft else None
        if known is not None:
            return replace(known, opened=replace(known.opened, session=session, draft=draft))
        plans = PlanStorage(connection)
        route = plans.route(key.route_code)
        if route is None:
            raise RouteNotFoundError(key.route_code)
        stored = self._stored_plan(connection, key, revisions)
        entries = drafts.entries(draft.draft_id) if draft else {}
        actuals = plans.live_actuals(key.route_code, key.on)
        opened = OpenedDay(
            route=route,
            on=key.on,
            stored_plan=stored,
            day=open_route_day(stored.plan, actuals.by_customer, entries, self._policy),
            customers=stored.customers,
            items=stored.items,
            actuals_received_at=actuals.received_at,
            revisions=revisions,
            session=session,
            draft=draft,
        )
        loaded = LoadedDay(_named(plans, opened), entries)
        self._remember(loaded)
        return loaded

    def _remember(self, loaded: LoadedDay) -> None:
        """Only call with what is committed, and so can be read again."""
        opened = loaded.opened
        if loaded.has_news or opened.draft is None or opened.stored_plan.recommended_at is None:
            return
        revision = (opened.draft.revision, opened.revisions)
        self._loaded.keep(opened.draft.draft_id, revision, loaded)

    def _keep(
        self, connection: Connection, key: DraftKey, loaded: LoadedDay, day: RouteDay
    ) -> OpenedDay:
        now, opened = self._clock(), loaded.opened
        drafts = DraftStorage(connection)
        draft = opened.draft or drafts.begin(key, str(uuid4()), opened.saved_version, now)
        kept = drafts.keep(draft, loaded.kept_entries, day.entries, now)
        return _named(PlanStorage(connection), replace(opened, day=day, draft=kept))

    def _saved_day(self, connection: Connection, key: DraftKey) -> SavedDay | None:
        storage = SupervisionStorage(connection)
        session = storage.find(key.route_code, key.on)
        if session is None or session.status is not SessionStatus.SAVED:
            return None
        return SavedDay(session, storage.document(session.session_id, session.record_version))

    def _refuse_saved(self, connection: Connection, key: DraftKey) -> None:
        session = SupervisionStorage(connection).find(key.route_code, key.on)
        if session is not None and session.status is SessionStatus.SAVED:
            raise SessionSavedError(session)

    def _stored_plan(
        self, connection: Connection, key: DraftKey, revisions: DayRevisions
    ) -> StoredPlan:
        known = self._plans.get((key.route_code, key.on), _plan_revision(revisions))
        if known is not None:
            return known
        stored = PlanStorage(connection).day_plan(key.route_code, key.on)
        if stored is None:
            raise DayNotPlannedError(key.route_code, key.on)
        if stored.recommended_at is not None:
            self._plans.keep((key.route_code, key.on), _plan_revision(revisions), stored)
        return stored


def _plan_revision(revisions: DayRevisions) -> _PlanRevision:
    return revisions.plan, revisions.orders


def _lines(stored: StoredPlan) -> int:
    return sum(len(customer.lines) for customer in stored.plan.customers)


def _named(plans: PlanStorage, opened: OpenedDay) -> OpenedDay:
    """The day with the names of customers and items that the plan does not name."""
    day = opened.day
    customers = [code for code in day.entries if code not in opened.customers]
    items = {
        item for entry in day.entries.values() for item in entry.edits if item not in opened.items
    } | {item for item in day.state.items if item not in opened.items}
    if not customers and not items:
        return opened
    return replace(
        opened,
        customers=opened.customers | plans.customers(customers),
        items=opened.items | plans.items(items),
    )
