"""Opening and changing a route day. Holds nothing between calls but a cache of unchanging plans."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from threading import Lock
from uuid import uuid4

from cachetools import LRUCache
from sqlalchemy import Connection

from sales_supervision.clock import Clock
from sales_supervision.days.errors import (
    CustomerNotFoundError,
    DayNotPlannedError,
    ItemNotFoundError,
    RouteNotFoundError,
    SessionSavedError,
)
from sales_supervision.days.opened_day import ChangedDay, OpenedDay, SavedDay
from sales_supervision.domain.policy import Policy
from sales_supervision.domain.route_day import RouteDay, open_route_day
from sales_supervision.recommendations.recommender import Recommender
from sales_supervision.recommendations.service import ensure_recommended
from sales_supervision.storage.draft_storage import DraftKey, DraftStorage
from sales_supervision.storage.engine import Database
from sales_supervision.storage.plan_storage import PlanStorage, StoredPlan
from sales_supervision.storage.revisions import PLAN_SCOPE, actuals_scope, read_revisions
from sales_supervision.storage.supervision_storage import SessionStatus, SupervisionStorage

_PLANS_KEPT = 64

PlanKey = tuple[str, date, int]
Change = Callable[[RouteDay], RouteDay]


class RouteDays:
    """What the supervisor does with a day until it is saved."""

    def __init__(
        self, database: Database, policy: Policy, clock: Clock, recommender: Recommender
    ) -> None:
        self._database = database
        self._policy = policy
        self._clock = clock
        self._recommender = recommender
        self._plans: LRUCache[PlanKey, StoredPlan] = LRUCache(_PLANS_KEPT)
        self._plans_lock = Lock()

    def stamp(self, key: DraftKey) -> str:
        """A text that changes whenever the opened day can differ."""
        with self._database.reading() as connection:
            feed = actuals_scope(key.route_code, key.on)
            revisions = read_revisions(connection, [PLAN_SCOPE, feed])
            session = SupervisionStorage(connection).find(key.route_code, key.on)
            draft = DraftStorage(connection).find(key)
        saved = f"{session.record_version}{session.status}" if session else "0"
        kept = f"{draft.draft_id}.{draft.revision}" if draft else "-"
        return f"{revisions[PLAN_SCOPE]}.{revisions[feed]}.{saved}.{kept}"

    def open(self, key: DraftKey) -> OpenedDay | SavedDay:
        """The day: read-only if saved, else live with the user's draft and the feed's news.

        Makes the recommended orders where neither a feed nor an earlier opening did. Raises
        RouteNotFoundError or DayNotPlannedError.
        """
        self._prepare_plan(key.route_code, key.on)
        with self._database.reading() as connection:
            saved = self._saved_day(connection, key)
            if saved is not None:
                return saved
            opened, before = self.load(connection, key)
        if opened.day.entries == before.entries:
            return opened
        # The feed brought visits: keep them, with what the salesperson was told at this moment.
        with self._database.writing() as connection:
            saved = self._saved_day(connection, key)
            if saved is not None:
                return saved
            opened, before = self.load(connection, key)
            return self._keep(connection, key, opened, before, opened.day)

    def change(self, key: DraftKey, change: Change) -> ChangedDay:
        """Apply ``change`` to the day and keep it in the user's draft.

        Raises DayRefusal or what ``change`` raises; nothing is kept then.
        """
        self._prepare_plan(key.route_code, key.on)
        with self._database.writing() as connection:
            self._refuse_saved(connection, key)
            opened, before = self.load(connection, key)
            after = self._keep(connection, key, opened, before, change(opened.day))
        if after.draft is None:
            raise RuntimeError("A changed day has a draft.")
        fed = opened.day.entries != before.entries
        return ChangedDay(before=opened, after=after, draft=after.draft, everything=fed)

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

    def load(self, connection: Connection, key: DraftKey) -> tuple[OpenedDay, RouteDay]:
        """The live day with the feed taken in, and the same as last kept. For open and save."""
        plans = PlanStorage(connection)
        route = plans.route(key.route_code)
        if route is None:
            raise RouteNotFoundError(key.route_code)
        stored = self._stored_plan(connection, key.route_code, key.on)
        drafts = DraftStorage(connection)
        draft = drafts.find(key)
        entries = drafts.entries(draft.draft_id) if draft else {}
        actuals = plans.live_actuals(key.route_code, key.on)
        day = open_route_day(stored.plan, actuals.by_customer, entries, self._policy)
        opened = OpenedDay(
            route=route,
            on=key.on,
            stored_plan=stored,
            day=day,
            customers=stored.customers,
            items=stored.items,
            actuals_received_at=actuals.received_at,
            session=SupervisionStorage(connection).find(key.route_code, key.on),
            draft=draft,
        )
        return _named(plans, opened), replace(day, entries=entries)

    def _keep(
        self,
        connection: Connection,
        key: DraftKey,
        opened: OpenedDay,
        before: RouteDay,
        day: RouteDay,
    ) -> OpenedDay:
        now = self._clock()
        drafts = DraftStorage(connection)
        draft = opened.draft or drafts.begin(key, str(uuid4()), opened.saved_version, now)
        kept = drafts.keep(draft, before.entries, day.entries, now)
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

    def _prepare_plan(self, route_code: str, on: date) -> None:
        """Make the recommended orders of a planned day that has none, before anything is locked."""
        with self._database.reading() as connection:
            revision = read_revisions(connection, [PLAN_SCOPE])[PLAN_SCOPE]
            if self._kept_plan((route_code, on, revision)) is not None:
                return
            planned = bool(PlanStorage(connection).planned_customer_codes(route_code, on))
        if planned:
            ensure_recommended(
                self._database, route_code, on, now=self._clock(), recommender=self._recommender
            )

    def _stored_plan(self, connection: Connection, route_code: str, on: date) -> StoredPlan:
        revision = read_revisions(connection, [PLAN_SCOPE])[PLAN_SCOPE]
        kept = self._kept_plan((route_code, on, revision))
        if kept is not None:
            return kept
        stored = PlanStorage(connection).day_plan(route_code, on)
        if stored is None:
            raise DayNotPlannedError(route_code, on)
        if stored.recommended_at is not None:
            with self._plans_lock:
                self._plans[route_code, on, revision] = stored
        return stored

    def _kept_plan(self, key: PlanKey) -> StoredPlan | None:
        with self._plans_lock:
            return self._plans.get(key)


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
