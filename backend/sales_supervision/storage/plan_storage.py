"""Reading what the feeds brought: routes, customers, items, and the plan of a route day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from operator import itemgetter
from sys import intern
from typing import Any, Literal, TypeVar

from sqlalchemy import (
    BindParameter,
    Column,
    Connection,
    Row,
    Select,
    and_,
    bindparam,
    case,
    func,
    or_,
    select,
)
from sqlalchemy.sql import ColumnElement

from sales_supervision.domain.access import EVERY_ROUTE, Scope
from sales_supervision.domain.plan import (
    DayPlan,
    PlanLine,
    PlannedCustomer,
    PurchasePattern,
    Tier,
)
from sales_supervision.domain.route_day import FeedActual
from sales_supervision.storage.containing import contains
from sales_supervision.storage.membership import among
from sales_supervision.storage.moments import from_stored, from_stored_or_none
from sales_supervision.storage.scoping import customers_within, routes_within
from sales_supervision.storage.tables import (
    customer,
    item,
    journey_plan,
    live_actual,
    recommendation_run,
    recommended_order,
    route,
    route_summary,
    van_load,
)

_Named = TypeVar("_Named")


@dataclass(frozen=True, slots=True)
class RouteRecord:
    """``customers``: how many customers belong to the route."""

    route_code: str
    route_name: str
    territory: str | None
    customers: int


@dataclass(frozen=True, slots=True)
class NamedCustomer:
    customer_code: str
    customer_name: str
    customer_name_ar: str | None
    route_code: str | None


@dataclass(frozen=True, slots=True)
class NamedItem:
    item_code: str
    item_name: str
    item_name_ar: str | None


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
_OF_ROUTE: BindParameter[str] = bindparam("of_route")
_ROUTE = select(
    route,
    select(func.count())
    .where(customer.c.route_code == _OF_ROUTE)
    .scalar_subquery()
    .label("customers"),
).where(route.c.route_code == _OF_ROUTE)
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

    def routes(self, search: str = "", scope: Scope = EVERY_ROUTE) -> list[RouteRecord]:
        """Routes of ``scope`` whose code, name or territory contains ``search``, by code."""
        count = func.count(customer.c.customer_code).label("customers")
        query = (
            select(route, count)
            .outerjoin(customer, customer.c.route_code == route.c.route_code)
            .group_by(route.c.route_code, route.c.route_name, route.c.territory)
            .order_by(route.c.route_code)
        )
        if search:
            query = query.where(or_(*(contains(column, search) for column in route.c)))
        return [
            RouteRecord(row.route_code, row.route_name, row.territory, row.customers)
            for row in self._connection.execute(routes_within(query, scope))
        ]

    def route(self, route_code: str) -> RouteRecord | None:
        row = self._connection.execute(_ROUTE, {"of_route": route_code}).one_or_none()
        if row is None or row.route_code != route_code:
            return None
        return RouteRecord(row.route_code, row.route_name, row.territory, row.customers)

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

    def search_customers(
        self, search: str, limit: int, scope: Scope = EVERY_ROUTE
    ) -> list[NamedCustomer]:
        """At most ``limit`` customers whose code or name, or whose route's, contains ``search``.

        They are of routes of ``scope``. Those found by their own code or name come first, each kind
        by name.
        """
        columns = (customer.c.customer_code, customer.c.customer_name, customer.c.customer_name_ar)
        of_customer = or_(*(contains(column, search) for column in columns))
        of_route = or_(
            contains(customer.c.route_code, search), contains(route.c.route_name, search)
        )
        query = (
            select(customer)
            .outerjoin(route, route.c.route_code == customer.c.route_code)
            .where(or_(of_customer, of_route))
            .order_by(
                case((of_customer, 0), else_=1),
                customer.c.customer_name,
                customer.c.customer_code,
            )
            .limit(limit)
        )
        found = self._connection.execute(customers_within(query, scope))
        return [_named_customer(row) for row in found]

    def search_items(self, search: str, limit: int) -> list[NamedItem]:
        """At most ``limit`` items whose code or name contains ``search``, by name."""
        query = (
            select(item)
            .where(or_(*(contains(column, search) for column in item.c)))
            .order_by(item.c.item_name, item.c.item_code)
            .limit(limit)
        )
        return [_named_item(row) for row in self._connection.execute(query)]

    def has_customer(self, customer_code: str, scope: Scope) -> bool:
        """Whether a feed named the customer, as one of a route of ``scope``."""
        query = (
            select(customer.c.customer_code)
            .outerjoin(route, route.c.route_code == customer.c.route_code)
            .where(customer.c.customer_code == customer_code)
        )
        found: str | None = self._connection.scalar(customers_within(query, scope))
        return found == customer_code

    def customers(self, codes: Iterable[str]) -> dict[str, NamedCustomer]:
        """Those of ``codes`` that exist, by code."""
        wanted = sorted(set(codes))
        if not wanted:
            return {}
        found = self._connection.execute(
            select(customer).where(among(customer.c.customer_code, wanted))
        )
        return _asked_for(wanted, {row.customer_code: _named_customer(row) for row in found})

    def items(self, codes: Iterable[str]) -> dict[str, NamedItem]:
        """Those of ``codes`` that exist, by code."""
        wanted = sorted(set(codes))
        if not wanted:
            return {}
        found = self._connection.execute(select(item).where(among(item.c.item_code, wanted)))
        return _asked_for(wanted, {row.item_code: _named_item(row) for row in found})

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
                stop.customer_code: _named_customer(stop)
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
            load.item_code: _named_item(load)
            for load in loads
            if load.item_code == load.loaded_code
        }
        found |= self.items(plan.demand.keys() - found.keys())
        return _asked_for(plan.demand, found)

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


def _asked_for(codes: Iterable[str], found: dict[str, _Named]) -> dict[str, _Named]:
    # SQL Server takes `C1 ` for `C1`, whatever the collation; nobody else does.
    return {code: found[code] for code in codes if code in found}


def _named_customer(row: Row[*tuple[Any, ...]]) -> NamedCustomer:
    return NamedCustomer(
        row.customer_code,
        row.customer_name,
        row.customer_name_ar,
        row.route_code,
    )


def _named_item(row: Row[Any]) -> NamedItem:
    return NamedItem(row.item_code, row.item_name, row.item_name_ar)
