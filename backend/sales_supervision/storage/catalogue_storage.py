"""Reading the catalogue that the feeds brought: routes, customers and items, by code or search."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import BindParameter, Connection, Row, bindparam, case, func, or_, select

from sales_supervision.domain.access import EVERY_ROUTE, Scope
from sales_supervision.storage.containing import contains
from sales_supervision.storage.membership import among
from sales_supervision.storage.scoping import customers_within, routes_within
from sales_supervision.storage.tables import customer, item, route

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


# Made once: at every opening of a day, making it would take longer than running it.
_OF_ROUTE: BindParameter[str] = bindparam("of_route")
_ROUTE = select(
    route,
    select(func.count())
    .where(customer.c.route_code == _OF_ROUTE)
    .scalar_subquery()
    .label("customers"),
).where(route.c.route_code == _OF_ROUTE)


class CatalogueStorage:
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
        return [named_customer(row) for row in found]

    def search_items(self, search: str, limit: int) -> list[NamedItem]:
        """At most ``limit`` items whose code or name contains ``search``, by name."""
        query = (
            select(item)
            .where(or_(*(contains(column, search) for column in item.c)))
            .order_by(item.c.item_name, item.c.item_code)
            .limit(limit)
        )
        return [named_item(row) for row in self._connection.execute(query)]

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
        return asked_for(wanted, {row.customer_code: named_customer(row) for row in found})

    def items(self, codes: Iterable[str]) -> dict[str, NamedItem]:
        """Those of ``codes`` that exist, by code."""
        wanted = sorted(set(codes))
        if not wanted:
            return {}
        found = self._connection.execute(select(item).where(among(item.c.item_code, wanted)))
        return asked_for(wanted, {row.item_code: named_item(row) for row in found})


def asked_for(codes: Iterable[str], found: dict[str, _Named]) -> dict[str, _Named]:
    """Those of ``found`` whose code is one of ``codes`` to the letter, in the order of these."""
    # SQL Server takes `C1 ` for `C1`, whatever the collation; nobody else does.
    return {code: found[code] for code in codes if code in found}


def named_customer(row: Row[*tuple[Any, ...]]) -> NamedCustomer:
    """The customer of a row with the columns of ``customer``."""
    return NamedCustomer(
        row.customer_code,
        row.customer_name,
        row.customer_name_ar,
        row.route_code,
    )


def named_item(row: Row[Any]) -> NamedItem:
    """The item of a row with the columns of ``item``."""
    return NamedItem(row.item_code, row.item_name, row.item_name_ar)
