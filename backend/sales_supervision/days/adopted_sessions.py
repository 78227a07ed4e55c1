"""Days that the original system saved: a document made from their rows, so that they open.

What the rows hold is taken over exactly: quantities, recommendations, visits, tiers, loads. What
they do not hold (reasons, journey order of customers not visited) stays unknown, and figures are
worked out anew from the quantities.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection, Row

from sales_supervision.days.opened_day import OpenedDay
from sales_supervision.domain.plan import DayPlan, PlanLine, PlannedCustomer, PurchasePattern, Tier
from sales_supervision.domain.policy import Policy
from sales_supervision.domain.quantities import MAX_QUANTITY
from sales_supervision.domain.route_day import (
    CustomerEntry,
    FeedActual,
    VisitSource,
    open_route_day,
)
from sales_supervision.storage.catalogue_storage import (
    CatalogueStorage,
    NamedCustomer,
    NamedItem,
    RouteRecord,
)
from sales_supervision.storage.draft_storage import DraftKey
from sales_supervision.storage.engine import Database, day_lock
from sales_supervision.storage.plan_storage import StoredPlan
from sales_supervision.storage.revisions import day_revisions
from sales_supervision.storage.summary_storage import SummarisedSession, SummaryStorage
from sales_supervision.storage.supervision_storage import (
    SessionDocument,
    SessionRecord,
    SessionStatus,
)

SAVED_BY = "Original system"
"""Who saved what the original saved: it did not note who."""

_Rows = Sequence[Row[Any]]


class AdoptedSessions:
    """Makes the documents that are missing, each once."""

    def __init__(
        self,
        database: Database,
        policy: Policy,
        render_document: Callable[[OpenedDay, SessionRecord], SessionDocument],
    ) -> None:
        self._database = database
        self._policy = policy
        self._render_document = render_document

    def prepare(self, key: DraftKey) -> bool:
        """Make the document of the day's saved session where the original left none; whether so."""
        with self._database.reading() as connection:
            if SummaryStorage(connection).find(key.route_code, key.on) is None:
                return False
        with self._database.writing(day_lock(key.route_code, key.on)) as connection:
            storage = SummaryStorage(connection)
            session = storage.find(key.route_code, key.on)
            if session is None:
                return False
            opened = self._opened(connection, key, session)
            document = self._render_document(opened, _record(session))
            storage.keep_document(session, SAVED_BY, document)
            return True

    def _opened(
        self, connection: Connection, key: DraftKey, session: SummarisedSession
    ) -> OpenedDay:
        storage, catalogue = SummaryStorage(connection), CatalogueStorage(connection)
        customers = storage.customers(session.session_id)
        items: dict[str, list[Row[Any]]] = defaultdict(list)
        for item in storage.items(session.session_id):
            items[item.customer_code].append(item)
        plan = _plan(customers, items)
        names = {row.customer_code: row.customer_name for row in customers}
        named = {
            code: NamedCustomer(code, name, None, None) for code, name in names.items()
        } | catalogue.customers(list(names))
        item_names = {row.item_code: row.item_name for rows in items.values() for row in rows}
        named_items = {
            code: NamedItem(code, name, None) for code, name in item_names.items()
        } | catalogue.items(list(item_names))
        fed = {
            code: {
                row.item_code: FeedActual(_units(row.original_actual_qty), session.saved_at)
                for row in rows
                if row.original_actual_qty is not None
            }
            for code, rows in items.items()
        }
        entries = {
            row.customer_code: _entry(row, items[row.customer_code], plan, session)
            for row in customers
        }
        return OpenedDay(
            route=catalogue.route(key.route_code)
            or RouteRecord(key.route_code, key.route_code, None, 0),
            on=key.on,
            stored_plan=StoredPlan(plan, named, named_items, None, None),
            day=open_route_day(
                plan, {code: rows for code, rows in fed.items() if rows}, entries, self._policy
            ),
            customers=named,
            items=named_items,
            actuals_received_at=None,
            revisions=day_revisions(connection, key.route_code, key.on),
            session=_record(session),
            draft=None,
        )


def _plan(customers: _Rows, items: dict[str, list[Row[Any]]]) -> DayPlan:
    planned, loads = [], {}
    for sequence, customer in enumerate(customers, start=1):
        rows = items[customer.customer_code]
        loads.update(
            {
                row.item_code: _units(row.van_inventory_qty)
                for row in rows
                if row.van_inventory_qty is not None
            }
        )
        lines = tuple(_line(row) for row in rows if _was_recommended(row))
        if lines or not rows:
            planned.append(PlannedCustomer(customer.customer_code, sequence, lines))
    return DayPlan(tuple(planned), loads)


def _line(row: Row[Any]) -> PlanLine:
    known = {tier.value for tier in Tier}
    return PlanLine(
        item_code=row.item_code,
        recommended=_units(row.original_recommended_qty),
        tier=Tier(row.recommendation_tier) if row.recommendation_tier in known else Tier.MONITOR,
        priority_score=float(row.priority_score or 0),
        pattern=PurchasePattern(
            days_since_last_purchase=row.days_since_last_purchase,
            purchase_cycle_days=row.purchase_cycle_days,
            purchase_frequency_pct=row.purchase_frequency_pct,
        ),
    )


def _entry(
    customer: Row[Any], items: _Rows, plan: DayPlan, session: SummarisedSession
) -> CustomerEntry:
    visited = customer.visit_sequence is not None or customer.visit_timestamp is not None
    visited = visited or customer.total_qty_actual > 0
    at = customer.visit_timestamp
    return CustomerEntry(
        visited_at=(at.replace(tzinfo=session.saved_at.tzinfo) if at else session.saved_at)
        if visited
        else None,
        visit_source=VisitSource.SUPERVISOR if visited else None,
        told_recommendation={
            row.item_code: _units(row.adjusted_recommended_qty)
            for row in items
            if visited and _was_recommended(row)
        },
        edits={
            row.item_code: _units(row.final_actual_qty)
            for row in items
            if row.final_actual_qty is not None
            and (row.was_manually_edited or row.final_actual_qty != row.original_actual_qty)
        },
        unplanned=customer.customer_code not in plan.by_code,
        feed_visit_dismissed=not visited
        and any(row.original_actual_qty is not None for row in items),
    )


def _was_recommended(row: Row[Any]) -> bool:
    return row.original_recommended_qty > 0 or row.recommendation_tier is not None


def _units(quantity: int) -> int:
    """Within what a quantity may be: the original checked nothing."""
    return min(max(0, quantity), MAX_QUANTITY)


def _record(session: SummarisedSession) -> SessionRecord:
    return SessionRecord(
        session_id=session.session_id,
        record_version=session.record_version,
        status=SessionStatus.SAVED,
        started_at=session.started_at,
        saved_at=session.saved_at,
        saved_by=SAVED_BY,
    )
