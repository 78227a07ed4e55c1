"""Opening and changing a route day. What is kept between calls are copies of stored revisions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from hashlib import blake2s
from uuid import uuid4

from sqlalchemy import Connection

from sales_supervision.clock import Clock
from sales_supervision.days.adopted_sessions import AdoptedSessions
from sales_supervision.days.errors import (
    CustomerNotFoundError,
    DayNotPlannedError,
    ItemNotFoundError,
    RouteNotFoundError,
    SessionSavedError,
)
from sales_supervision.days.kept_revisions import KeptRevisions
from sales_supervision.days.opened_day import (
    ChangedDay,
    DayStamp,
    LoadedDay,
    OpenedDay,
    SavedDay,
)
from sales_supervision.days.requests import RequestKey, claim_key
from sales_supervision.days.saved_entries import entries_in
from sales_supervision.days.version_tags import VersionTag, require_epoch
from sales_supervision.domain.policy import Policy
from sales_supervision.domain.route_day import CustomerEntry, RouteDay, open_route_day
from sales_supervision.recommendations.recommender import Recommender
from sales_supervision.recommendations.service import ensure_recommended
from sales_supervision.storage.draft_storage import DraftKey, DraftRecord, DraftStorage
from sales_supervision.storage.engine import Database, day_lock
from sales_supervision.storage.epoch import database_epoch
from sales_supervision.storage.idempotency_storage import IdempotencyStorage
from sales_supervision.storage.plan_storage import PlanStorage, StoredPlan
from sales_supervision.storage.retrying import retried
from sales_supervision.storage.revisions import DayRevisions, day_revisions
from sales_supervision.storage.supervision_storage import (
    SessionRecord,
    SessionStatus,
    SupervisionStorage,
)

Change = Callable[[RouteDay], RouteDay]

_RouteDate = tuple[str, date]
_PlanRevision = tuple[str, str]
_DraftRevision = tuple[int, datetime, DayRevisions]
"""With the moment, since a restored draft may come to the same number by another way."""


class RouteDays:
    """What the supervisor does with a day until it is saved."""

    def __init__(
        self,
        database: Database,
        policy: Policy,
        clock: Clock,
        recommender: Recommender,
        adopted_sessions: AdoptedSessions | None = None,
    ) -> None:
        self._database = database
        self._policy = policy
        self._clock = clock
        self._recommender = recommender
        self._adopted_sessions = adopted_sessions
        self._rules = blake2s(repr(policy).encode(), digest_size=4).hexdigest()
        self._plans = KeptRevisions[_RouteDate, _PlanRevision, StoredPlan](_lines)
        self._loaded = KeptRevisions[str, _DraftRevision, LoadedDay](
            lambda loaded: _lines(loaded.opened.stored_plan)
        )

    def stamp(self, key: DraftKey) -> DayStamp:
        """What tells this state of the opened day from any other."""
        with self._database.reading() as connection:
            revisions = day_revisions(connection, key.route_code, key.on)
            session = SupervisionStorage(connection).find(key.route_code, key.on)
            draft = DraftStorage(connection).find(key)
            epoch = database_epoch(connection)
        if session is None and self._adopt(key):
            return self.stamp(key)
        saved = f"{session.session_id}.{session.record_version}{session.status}" if session else "0"
        kept = f"{draft.draft_id}.{draft.revision}" if draft else "-"
        is_saved = session is not None and session.status is SessionStatus.SAVED
        version = session.record_version if session else 0
        if draft and not is_saved:
            version = draft.base_version
        return DayStamp(
            f"{self._rules}.{epoch}.{revisions}.{saved}.{kept}",
            VersionTag(version, epoch),
            draft.base_version if draft else None,
        )

    @retried
    def open(self, key: DraftKey) -> OpenedDay | SavedDay:
        """The day: read-only if saved, else live with the user's draft and the feed's news.

        Makes the recommended orders where neither a feed nor an earlier opening did. Raises
        RouteNotFoundError or DayNotPlannedError.
        """
        known = self._known(key)
        if known is not None:
            return known
        self.prepare_plan(key)
        with self._database.reading() as connection:
            saved = _find_saved(connection, key)
            if saved is not None:
                return saved
            loaded = self.load(connection, key)
        if not loaded.has_news:
            return loaded.opened
        # The feed brought visits: keep them, with what the salesperson was told at this moment.
        with self._database.writing(day_lock(key.route_code, key.on)) as connection:
            saved = _find_saved(connection, key)
            if saved is not None:
                return saved
            loaded = self.load(connection, key)
            return self._keep(connection, key, loaded, loaded.opened.day)

    @retried
    def change(
        self, key: DraftKey, change: Change, request: RequestKey | None = None
    ) -> ChangedDay:
        """Apply ``change`` to the day and keep it in the user's draft.

        A repeat of ``request`` is not applied again: however late it comes, it undoes nothing, and
        is answered with the day as it is now. Raises DayRefusedError or what ``change`` raises;
        nothing is kept then.
        """
        self.prepare_plan(key)
        with self._database.writing(day_lock(key.route_code, key.on)) as connection:
            is_repeated = request is not None and (
                claim_key(connection, key.user_name, request, self._clock()) is not None
            )
            self._refuse_saved(connection, key)
            loaded = self.load(connection, key)
            if is_repeated:
                now = loaded.opened
                return ChangedDay(before=now, after=now, draft=now.draft, everything=True)
            after = self._keep(connection, key, loaded, change(loaded.opened.day))
            if request is not None:
                # The answer to a repeat is made then; what is kept says that this was applied.
                IdempotencyStorage(connection).answer(
                    request.idempotency_key, key.user_name, 200, ""
                )
        self._remember(LoadedDay(replace(after, fed=frozenset()), after.day.entries))
        return ChangedDay(
            before=loaded.opened, after=after, draft=after.draft, everything=loaded.has_news
        )

    def require_epoch(self, epoch: str) -> None:
        """Raise DatabaseRestoredError for a change that was made before the last restore."""
        with self._database.reading() as connection:
            require_epoch(connection, VersionTag(0, epoch))

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
        """Make what a day still lacks, before anything is locked.

        The recommended orders of a planned day, and the document of a session of the original's.
        """
        self._adopt(key)
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

    def _adopt(self, key: DraftKey) -> bool:
        """Make the document of a day that the original system saved; whether one was missing."""
        return self._adopted_sessions is not None and self._adopted_sessions.prepare(key)

    def load(self, connection: Connection, key: DraftKey) -> LoadedDay:
        """The live day with the feed taken in. For open, change and save."""
        revisions = day_revisions(connection, key.route_code, key.on)
        session = SupervisionStorage(connection).find(key.route_code, key.on)
        drafts = DraftStorage(connection)
        draft = drafts.find(key)
        known = self._loaded_before(session, draft, revisions)
        if known is not None:
            return known
        plans = PlanStorage(connection)
        route = plans.route(key.route_code)
        if route is None:
            raise RouteNotFoundError(key.route_code)
        stored = self._stored_plan(connection, key, revisions)
        kept = drafts.entries(draft.draft_id) if draft else {}
        entries = kept if draft or session is None else _saved_entries(connection, session)
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
        fed = _differing(entries, opened.day.entries)
        loaded = LoadedDay(_named(plans, replace(opened, fed=fed)), kept)
        self._remember(loaded)
        return loaded

    def with_entries(
        self, connection: Connection, opened: OpenedDay, entries: Mapping[str, CustomerEntry]
    ) -> OpenedDay:
        """``opened`` with other entries, the plan and the feed being the same."""
        day = opened.day
        other = open_route_day(day.plan, day.live_actuals, entries, self._policy)
        return _named(PlanStorage(connection), replace(opened, day=other))

    def _known(self, key: DraftKey) -> OpenedDay | SavedDay | None:
        """The day where it is saved or was opened before; None where more has to be looked up."""
        adopted = self._adopted_sessions
        with self._database.reading() as connection:
            if adopted is not None and adopted.is_missing(connection, key):
                return None
            session = SupervisionStorage(connection).find(key.route_code, key.on)
            if session is not None and session.status is SessionStatus.SAVED:
                return _saved_day(connection, session)
            draft = DraftStorage(connection).find(key)
            if draft is None:
                return None
            revisions = day_revisions(connection, key.route_code, key.on)
        known = self._loaded_before(session, draft, revisions)
        return known.opened if known else None

    def _loaded_before(
        self, session: SessionRecord | None, draft: DraftRecord | None, revisions: DayRevisions
    ) -> LoadedDay | None:
        if draft is None:
            return None
        known = self._loaded.get(draft.draft_id, _revision(draft, revisions))
        if known is None:
            return None
        return replace(known, opened=replace(known.opened, session=session, draft=draft))

    def _remember(self, loaded: LoadedDay) -> None:
        """Only call with what is committed, and so can be read again."""
        opened = loaded.opened
        if loaded.has_news or opened.draft is None or opened.stored_plan.recommended_at is None:
            return
        revision = _revision(opened.draft, opened.revisions)
        self._loaded.keep(opened.draft.draft_id, revision, loaded)

    def _keep(
        self, connection: Connection, key: DraftKey, loaded: LoadedDay, day: RouteDay
    ) -> OpenedDay:
        now, opened = self._clock(), loaded.opened
        drafts = DraftStorage(connection)
        draft = opened.draft or drafts.begin(key, str(uuid4()), opened.saved_version, now)
        kept = drafts.keep(draft, loaded.kept_entries, day.entries, now)
        return _named(PlanStorage(connection), replace(opened, day=day, draft=kept))

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


def _revision(draft: DraftRecord, revisions: DayRevisions) -> _DraftRevision:
    return draft.revision, draft.kept_at, revisions


def _plan_revision(revisions: DayRevisions) -> _PlanRevision:
    return revisions.plan, revisions.orders


def _lines(stored: StoredPlan) -> int:
    return sum(len(customer.lines) for customer in stored.plan.customers)


def _differing(
    before: Mapping[str, CustomerEntry], now: Mapping[str, CustomerEntry]
) -> frozenset[str]:
    codes = before.keys() | now.keys()
    return frozenset(code for code in codes if before.get(code) != now.get(code))


def _find_saved(connection: Connection, key: DraftKey) -> SavedDay | None:
    session = SupervisionStorage(connection).find(key.route_code, key.on)
    if session is None or session.status is not SessionStatus.SAVED:
        return None
    return _saved_day(connection, session)


def _saved_day(connection: Connection, session: SessionRecord) -> SavedDay:
    document = SupervisionStorage(connection).document(session.session_id, session.record_version)
    return SavedDay(session, document)


def _saved_entries(connection: Connection, session: SessionRecord) -> dict[str, CustomerEntry]:
    """What a reopened day goes on from."""
    storage = SupervisionStorage(connection)
    return entries_in(storage.document(session.session_id, session.record_version))


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
