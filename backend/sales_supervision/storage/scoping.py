"""The routes that are somebody's, as conditions of SQL: nothing else filters by a scope."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, false, or_, select

from sales_supervision.domain.access import Scope
from sales_supervision.storage.membership import among
from sales_supervision.storage.tables import customer, route


def routes_within(query: Select[Any], scope: Scope) -> Select[Any]:
    """Of the rows of ``query``, which reads ``route``, those within ``scope``."""
    return query if scope.everything else query.where(route_within(scope))


def customers_within(query: Select[Any], scope: Scope) -> Select[Any]:
    """Of the rows of ``query``, to which customers' routes are joined, those within ``scope``.

    A customer whom no feed gave a route is everybody's.
    """
    if scope.everything:
        return query
    return query.where(or_(customer.c.route_code.is_(None), route_within(scope)))


def is_within(connection: Connection, scope: Scope, route_code: str) -> bool:
    """Whether the route exists and is within ``scope``; one read by its key."""
    named = select(route.c.route_code).where(route.c.route_code == route_code)
    found: str | None = connection.scalar(routes_within(named, scope))
    # SQL Server takes `R1 ` for `R1`, whatever the collation; nobody else does.
    return found == route_code


def route_within(scope: Scope) -> ColumnElement[bool]:
    """Whether a row of ``route`` is within ``scope``, which is not everything."""
    named = []
    if scope.routes:
        named.append(among(route.c.route_code, sorted(scope.routes)))
    if scope.territories:
        named.append(among(route.c.territory, sorted(scope.territories)))
    return or_(*named) if named else false()
