"""The routes that are somebody's, as conditions of SQL: nothing else filters by a scope."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, false, or_, select, true

from sales_supervision.domain.access import Scope
from sales_supervision.storage.membership import among
from sales_supervision.storage.tables import customer, route


def route_within(scope: Scope) -> ColumnElement[bool]:
    """Whether a row of ``route`` is within ``scope``."""
    if scope.everything:
        return true()
    named = []
    if scope.routes:
        named.append(among(route.c.route_code, sorted(scope.routes)))
    if scope.territories:
        named.append(among(route.c.territory, sorted(scope.territories)))
    return or_(*named) if named else false()


def customer_within(scope: Scope) -> ColumnElement[bool]:
    """Whether a row of ``customer``, with its route joined, is within ``scope``.

    A customer whom no feed gave a route is everybody's.
    """
    if scope.everything:
        return true()
    return or_(customer.c.route_code.is_(None), route_within(scope))


def is_within(connection: Connection, scope: Scope, route_code: str) -> bool:
    """Whether the route exists and is within ``scope``; one read by its key."""
    row = connection.execute(
        select(route.c.route_code, route.c.territory).where(route.c.route_code == route_code)
    ).one_or_none()
    # SQL Server takes `R1 ` for `R1`, whatever the collation; nobody else does.
    return row is not None and row.route_code == route_code and scope.covers(*row)
