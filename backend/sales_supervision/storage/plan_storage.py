"""Reading what the feeds brought of a route's days: its plan, orders, van load and actuals."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from operator import itemgetter
from sys import intern
from typing import Any, Literal

from sqlalchemy import Column, Connection, Select, and_, bindparam, func, select
from sqlalchemy.sql import ColumnElement

from sales_supervision.domain.plan import (
    DayPlan,
    PlanLine,
    PlannedCustomer,
    PurchasePattern,
    Tier,
)
from sales_supervision.domain.route_day import FeedActual
from sales_supervision.storage.catalogue_storage import (
    CatalogueStorage,
    NamedCustomer,
    NamedItem,
    asked_for,
    named_customer,
    named_item,
)
from sales_supervision.storage.moments import from_stored, from_stored_or_none
from sales_supervision.storage.tables import (
    customer,
    item,
    journey_plan,
    live_actual,
    recommendation_run,
    recommended_order,
    route_summary,
    van_load,
)


@dataclass(frozen=True, slots=True)
class RouteDateRecord:
    """``planned_customers`` is 0 for a date that was saved but has no journey plan any more."""

    date: date
    planned_customers: int
    saved: bool


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class StoredPlan:
    """The plan of a route day with the names of its customers and items; equal to itself only."""

    plan: DayPlan
    customers: dict[str, NamedCustomer]
    items: dict[str, NamedItem]
    recommended_at: datetime | None
    recommended_by: Literal["feed", "recommender"] | None

    @property
    def line_count(self) -> int:
        return sum(len(customer.lines) for customer in self.plan.customers)


@dataclass(frozen=True, slots=True)
class StoredActuals:
    """Live actuals by customer and item; ``received_at``: the newest (None: nothing came)."""

    by_customer: dict[str, dict[str, FeedActual]]
    received_at: datetime | None


def _of_day(date_column: Column[date]) -> ColumnElement[bool]:
    of_route = date_column.table.c.route_code == bindparam("of_route")
    return and_(of_route, date_column == bindparam("of_date"))


def _orders_of_day() -> Select[*tuple[Any, ...]]:
    orders = recommended_order.c
    return (
        select(
            orders.customer_code,
            orders.item_code,
            orders.quantity,
            orders.tier,
            orders.priority_score,
            orders.reason,
            orders.days_since_last_purchase,
            orders.purchase_cycle_days,
            orders.purchase_frequency_pct,
            orders.usual_quantity,
        )
        .where(_of_day(orders.order_date))
        .order_by(orders.customer_code, orders.item_code)
    )


# Made once: at every opening of a day, making them would take longer than running most of them.
# Made once: at every opening of a day, making them would take longer than running most of them.
_STOPS = (
    select(journey_plan.c.customer_code, journey_plan.c.sequence)
    .where(_of_day(journey_plan.c.plan_date))
    .order_by(journey_plan.c.sequence, journey_plan.c.customer_code)
)
# Names and the run come along: a statement of their own each would take longer.
_PLANNED = (
    select(
        journey_plan.c.customer_code,
        journey_plan.c.sequence,
        customer.c.customer_code.label("named_code"),
        customer.c.customer_name,
        customer.c.customer_name_ar,
        customer.c.route_code,
        recommendation_run.c.made_at,
        recommendation_run.c.source,
    )
    .outerjoin_from(
        journey_plan, customer, customer.c.customer_code == journey_plan.c.customer_code
    )
    .outerjoin(
        recommendation_run,
        (recommendation_run.c.route_code == journey_plan.c.route_code)
        & (recommendation_run.c.order_date == journey_plan.c.plan_date),
    )
    .where(_of_day(journey_plan.c.plan_date))
    .order_by(journey_plan.c.sequence, journey_plan.c.customer_code)
)
_LOADS = (
    select(
        van_load.c.item_code.label("loaded_code"),
        van_load.c.quantity,
        item.c.item_code,
        item.c.item_name,
        item.c.item_name_ar,
    )
    .outerjoin_from(van_load, item, item.c.item_code == van_load.c.item_code)
    .where(_of_day(van_load.c.load_date))
)
_ACTUALS = select(live_actual).where(_of_day(live_actual.c.sale_date))
_ORDERS = _orders_of_day()


class PlanStorage:
    """Reads within the caller's transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def route_dates(self, route_code: str) -> list[RouteDateRecord]:
        """Dates with a journey plan or a saved session, newest first."""
        planned = {
            row.plan_date: row.customers
            for row in self._connection.execute(
                select(journey_plan.c.plan_date, func.count().label("customers"))
                .where(journey_plan.c.route_code == route_code)
                .group_by(journey_plan.c.plan_date)
            )
        }
        saved = set(
            self._connection.scalars(
                select(route_summary.c.supervision_date).where(
                    route_summary.c.route_code == route_code
                )
            )
        )
        return [
            RouteDateRecord(on, planned.get(on, 0), on in saved)
            for on in sorted(planned.keys() | saved, reverse=True)
        ]

    def planned_customer_codes(self, route_code: str, on: date) -> list[str]:
        """The journey plan's customers in visiting order; empty where nothing is planned."""
        return list(self._connection.scalars(_STOPS, {"of_route": route_code, "of_date": on}))

    def day_plan(self, route_code: str, on: date) -> StoredPlan | None:
        """The plan of a route day, None where no journey plan exists."""
        of_day = {"of_route": route_code, "of_date": on}
        stops = self._connection.execute(_PLANNED, of_day).all()
        if not stops:
            return None
        lines = self._recommended_lines(route_code, on)
        loads = self._connection.execute(_LOADS, of_day).all()
        plan = DayPlan(
            customers=tuple(
                PlannedCustomer(
                    stop.customer_code, stop.sequence, tuple(lines.get(stop.customer_code, ()))
                )
                for stop in stops
            ),
            van_load={load.loaded_code: load.quantity for load in loads},
        )
        made_at = stops[0].made_at
        return StoredPlan(
            plan=plan,
            # SQL Server takes `C1 ` for `C1`, whatever the collation; nobody else does.
            customers={
                stop.customer_code: named_customer(stop)
                for stop in stops
                if stop.named_code == stop.customer_code
            },
            items=self._items_of(plan, loads),
            recommended_at=from_stored_or_none(made_at),
            recommended_by=stops[0].source,
        )

    def _items_of(self, plan: DayPlan, loads: Iterable[Any]) -> dict[str, NamedItem]:
        """The items that are recommended or loaded, by code and in its order."""
        found = {
            load.item_code: named_item(load) for load in loads if load.item_code == load.loaded_code
        }
        found |= CatalogueStorage(self._connection).items(plan.demand.keys() - found.keys())
        return asked_for(plan.demand, found)

    def live_actuals(self, route_code: str, on: date) -> StoredActuals:
        """What the sales feed says of a route day."""
        by_customer: dict[str, dict[str, FeedActual]] = {}
        newest: datetime | None = None
        for row in self._connection.execute(_ACTUALS, {"of_route": route_code, "of_date": on}):
            by_customer.setdefault(row.customer_code, {})[row.item_code] = FeedActual(
                row.quantity, from_stored(row.sold_at or row.received_at)
            )
            newest = row.received_at if newest is None else max(newest, row.received_at)
        return StoredActuals(by_customer, from_stored_or_none(newest))

    def _recommended_lines(self, route_code: str, on: date) -> dict[str, list[PlanLine]]:
        rows = self._connection.execute(_ORDERS, {"of_route": route_code, "of_date": on}).all()
        tiers = {tier.value: tier for tier in Tier}
        # The same few codes in thousands of lines, which are kept for as long as a day is at hand.
        return {
            code: [
                PlanLine(
                    intern(item_code),
                    quantity,
                    tiers[tier],
                    priority_score,
                    reason,
                    PurchasePattern(since, cycle, frequency, usual),
                )
                for (
                    _,
                    item_code,
                    quantity,
                    tier,
                    priority_score,
                    reason,
                    since,
                    cycle,
                    frequency,
                    usual,
                ) in group
            ]
            for code, group in groupby(rows, key=itemgetter(0))
        }
