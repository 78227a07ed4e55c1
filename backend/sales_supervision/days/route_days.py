"""Opening and changing a route day. What is kept between calls are copies of stored revisions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from hashlib import blake2s
from typing import TypeVar
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
    UnpreparedError,
)
from sales_supervision.days.kept_revisions import KeptRevisions
from sales_supervision.days.opened_day import (
    ChangedDay,
    DayStamp,
    LoadedDay,
    OpenedDay,
    SavedDay,
)
from sales_supervision.days.requests import UNASKED, AskedChange, claim_key
from sales_supervision.days.saved_entries import entries_in
from sales_supervision.days.version_tags import VersionTag, require_epoch
from sales_supervision.domain.policy import Policy
from sales_supervision.domain.route_day import CustomerEntry, RouteDay, open_route_day
from sales_supervision.recommendations.recommender import Recommender
from sales_supervision.recommendations.service import ensure_recommended
from sales_supervision.storage.catalogue_storage import CatalogueStorage
from sales_supervision.storage.day_heads import DayHead, read_day_head
from sales_supervision.storage.draft_storage import DraftKey, DraftRecord, DraftStorage
from sales_supervision.storage.engine import Database, day_lock
from sales_supervision.storage.plan_storage import PlanStorage, StoredPlan
from sales_supervision.storage.retrying import retried
from sales_supervision.storage.revisions import DayRevisions
from sales_supervision.storage.supervision_storage import SessionRecord, SupervisionStorage

Change = Callable[[RouteDay], RouteDay]

T = TypeVar("T")
_PREPARATIONS = 3

_RouteDate = tuple[str, date]
_PlanRevision = tuple[str, str]
_DraftRevision = tuple[str, int, datetime, DayRevisions]
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
        self._plans = KeptRevisions[_RouteDate, _PlanRevision, StoredPlan](
            lambda stored: stored.line_count
        )
        self._loaded = KeptRevisions[DraftKey, _DraftRevision, LoadedDay](
            lambda loaded: loaded.opened.stored_plan.line_count
        )

    def stamp(self, key: DraftKey) -> DayStamp:
        """What tells this state of the opened day from any other."""
        return self.look(key, is_held=lambda _: True)[0]

    def open(self, key: DraftKey, *, only_look: bool = False) -> OpenedDay | SavedDay:
        """The day: read-only if saved, else live with the user's draft and the feed's news.

        Makes the recommended orders where neither a feed nor an earlier opening did. Who may
        ``only_look`` gets the news, too, but no draft to keep them in. Raises RouteNotFoundError or
        DayNotPlannedError.
        """
        opened = self.look(key, only_look=only_look)[1]
        assert opened is not None  # Nothing is held.
        return opened

    @retried
    def look(
        self,
        key: DraftKey,
        is_held: Callable[[DayStamp], bool] = lambda _: False,
        *,
        only_look: bool = False,
    ) -> tuple[DayStamp, OpenedDay | SavedDay | None]:
        """The day as ``open`` gives it, with its stamp; None where that is held already.

        The stamp is never newer than the day.
        """
        return self.prepared(key, lambda: self._look(key, is_held, only_look=only_look))

    def _look(
        self, key: DraftKey, is_held: Callable[[DayStamp], bool], *, only_look: bool
    ) -> tuple[DayStamp, OpenedDay | SavedDay | None]:
        with self._database.reading() as connection:
            head = read_day_head(connection, key)
            if head.lacks_document:
                raise UnpreparedError
            stamp = self._stamp(head)
            if is_held(stamp):
                return stamp, None
            if head.is_saved:
                return stamp, _saved_day(connection, head)
            loaded = self.load(connection, key, head)
        if only_look or not loaded.has_news:
            return stamp, loaded.opened
        # The feed brought visits: keep them, with what the salesperson was told at this moment.
        with self._database.writing(day_lock(key.route_code, key.on)) as connection:
            head = read_day_head(connection, key)
            if head.is_saved:
                return stamp, _saved_day(connection, head)
            loaded = self.load(connection, key, head)
            return stamp, self._keep(connection, key, loaded, loaded.opened.day)

    def _stamp(self, head: DayHead) -> DayStamp:
        session, draft, epoch = head.session, head.draft, head.epoch.epoch
        saved = "0"
        if session:
            saved = f"{_digest(session.session_id)}.{session.record_version}{session.status}"
        kept = f"{draft.draft_id}.{draft.revision}" if draft else "-"
        version = session.record_version if session else 0
        if draft and not head.is_saved:
            version = draft.base_version
        return DayStamp(
            f"{self._rules}.{epoch}.{head.revisions}.{saved}.{kept}",
            VersionTag(version, epoch),
            draft.base_version if draft else None,
        )

    @retried
    def change(
        self,
        key: DraftKey,
        change: Change,
        asked: AskedChange = UNASKED,
    ) -> ChangedDay:
        """Apply ``change`` to the day and keep it in the user's draft.

        A repeat of the same request is not applied again: however late it comes, it undoes
        nothing, and is answered with the day as it is now. Raises DatabaseRestoredError,
        CustomerNotFoundError, ItemNotFoundError, another DayRefusedError or what ``change``
        raises; nothing is kept then.
        """
        return self.prepared(key, lambda: self._change(key, change, asked))

    def _change(self, key: DraftKey, change: Change, asked: AskedChange) -> ChangedDay:
        request = asked.request
        with self._database.writing(day_lock(key.route_code, key.on)) as connection:
            # The answer to a repeat is made then; what is kept says that this was applied.
            is_repeated = request is not None and (
                claim_key(connection, key.user_name, request, self._clock(), answered=200)
                is not None
            )
            head = read_day_head(connection, key)
            if asked.epoch is not None:
                require_epoch(head.epoch, asked.epoch)
            if head.session is not None and head.is_saved and not is_repeated:
                raise SessionSavedError(head.session)
            loaded = self.load(connection, key, head)
            if is_repeated:
                # Saved since or not: refusing now what was taken then would be untrue.
                now = loaded.opened
                return ChangedDay(before=now, after=now, draft=now.draft, everything=True)
            _require_known(CatalogueStorage(connection), loaded.opened, asked)
            after = self._keep(connection, key, loaded, change(loaded.opened.day))
        self._remember(key, LoadedDay(replace(after, fed=frozenset()), after.day.entries))
        return ChangedDay(
            before=loaded.opened, after=after, draft=after.draft, everything=loaded.has_news
        )

    def prepared(self, key: DraftKey, work: Callable[[], T]) -> T:
        """What ``work`` gives, after making what the day turns out to lack.

        The recommended orders of a planned day, and the document of a session of the original's:
        before anything is locked, and so seldom that nothing is looked up for it in advance.
        """
        for _ in range(_PREPARATIONS):
            with suppress(UnpreparedError):
                return work()
            self._prepare(key)
        return work()

    def _prepare(self, key: DraftKey) -> None:
        if self._adopted_sessions is not None:
            self._adopted_sessions.prepare(key)
        with self._database.reading() as connection:
            planned = bool(PlanStorage(connection).planned_customer_codes(key.route_code, key.on))
        if planned:
            ensure_recommended(
                self._database,
                key.route_code,
                key.on,
                now=self._clock(),
                recommender=self._recommender,
            )

    def load(self, connection: Connection, key: DraftKey, head: DayHead | None = None) -> LoadedDay:
        """The live day with the feed taken in. For open, change and save.

        Raises UnpreparedError for a day that lacks something; see ``prepared``.
        """
        head = head or read_day_head(connection, key)
        if head.lacks_document:
            raise UnpreparedError
        revisions, session, draft = head.revisions, head.session, head.draft
        known = self._loaded.get(key, _revision(draft, revisions)) if draft else None
        if known is not None:
            return replace(known, opened=replace(known.opened, session=session, draft=draft))
        catalogue, drafts = CatalogueStorage(connection), DraftStorage(connection)
        route = catalogue.route(key.route_code)
        if route is None:
            raise RouteNotFoundError(key.route_code)
        stored = self._stored_plan(connection, key, revisions)
        kept = drafts.entries(draft.draft_id) if draft else {}
        entries = kept if draft or session is None else _saved_entries(connection, session)
        actuals = PlanStorage(connection).live_actuals(key.route_code, key.on)
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
        loaded = LoadedDay(_named(catalogue, replace(opened, fed=fed)), kept)
        self._remember(key, loaded)
        return loaded

    def with_entries(
        self, connection: Connection, opened: OpenedDay, entries: Mapping[str, CustomerEntry]
    ) -> OpenedDay:
        """``opened`` with other entries, the plan and the feed being the same."""
        day = opened.day
        other = open_route_day(day.plan, day.live_actuals, entries, self._policy)
        return _named(CatalogueStorage(connection), replace(opened, day=other))

    def _remember(self, key: DraftKey, loaded: LoadedDay) -> None:
        """Only call with what is committed, and so can be read again."""
        opened = loaded.opened
        if loaded.has_news or opened.draft is None:
            return
        revision = _revision(opened.draft, opened.revisions)
        self._loaded.keep(key, revision, loaded)

    def forget(self, key: DraftKey) -> None:
        """Let go of the copies of a day that its user is done with; others' beside it stay."""
        self._loaded.forget(key)
        self._plans.forget((key.route_code, key.on))

    def _keep(
        self, connection: Connection, key: DraftKey, loaded: LoadedDay, day: RouteDay
    ) -> OpenedDay:
        now, opened = self._clock(), loaded.opened
        drafts = DraftStorage(connection)
        draft = opened.draft or drafts.begin(key, str(uuid4()), opened.saved_version, now)
        kept = drafts.keep(draft, loaded.kept_entries, day.entries, now)
        return _named(CatalogueStorage(connection), replace(opened, day=day, draft=kept))

    def _stored_plan(
        self, connection: Connection, key: DraftKey, revisions: DayRevisions
    ) -> StoredPlan:
        known = self._plans.get((key.route_code, key.on), _plan_revision(revisions))
        if known is not None:
            return known
        stored = PlanStorage(connection).day_plan(key.route_code, key.on)
        if stored is None:
            raise DayNotPlannedError(key.route_code, key.on)
        if stored.recommended_at is None:
            raise UnpreparedError
        self._plans.keep((key.route_code, key.on), _plan_revision(revisions), stored)
        return stored


def _digest(session_id: str) -> str:
    """A session id as a header can hold it: it begins with a code, which may be in any script."""
    return blake2s(session_id.encode(), digest_size=8).hexdigest()


def _saved_day(connection: Connection, head: DayHead) -> SavedDay:
    session = head.session
    assert session is not None  # The head says that it is saved.
    document = SupervisionStorage(connection).document(session.session_id, session.record_version)
    return SavedDay(session, document)


def _require_known(catalogue: CatalogueStorage, opened: OpenedDay, asked: AskedChange) -> None:
    code = asked.customer_code
    scope = None if code in opened.customers else asked.adds_customer_of
    if scope is not None and not catalogue.has_customer(code, scope):
        raise CustomerNotFoundError(code)
    unnamed = [item for item in asked.item_codes if item not in opened.items]
    known = catalogue.items(unnamed)
    for item in unnamed:
        if item not in known:
            raise ItemNotFoundError(code, item)


def _revision(draft: DraftRecord, revisions: DayRevisions) -> _DraftRevision:
    return draft.draft_id, draft.revision, draft.kept_at, revisions


def _plan_revision(revisions: DayRevisions) -> _PlanRevision:
    return revisions.plan, revisions.orders


def _differing(
    before: Mapping[str, CustomerEntry], now: Mapping[str, CustomerEntry]
) -> frozenset[str]:
    codes = before.keys() | now.keys()
    return frozenset(code for code in codes if before.get(code) != now.get(code))


def _saved_entries(connection: Connection, session: SessionRecord) -> dict[str, CustomerEntry]:
    """What a reopened day goes on from."""
    storage = SupervisionStorage(connection)
    return entries_in(storage.document(session.session_id, session.record_version))


def _named(catalogue: CatalogueStorage, opened: OpenedDay) -> OpenedDay:
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
        customers=opened.customers | catalogue.customers(customers),
        items=opened.items | catalogue.items(items),
    )
