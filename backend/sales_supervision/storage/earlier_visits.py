"""What customers bought at their last visits before a date, for the reviews."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import Connection, and_, select

from sales_supervision.domain.reviews.history import LAST_VISITS, EarlierVisit
from sales_supervision.storage.tables import customer_summary, item_details, route_summary, sale

REACH = timedelta(days=60)
"""How far back a visit is still worth comparing with."""

_Sold = dict[str, dict[date, dict[str, int]]]


def earlier_visits(
    connection: Connection, route_code: str, on: date, customer_codes: Iterable[str]
) -> dict[str, list[EarlierVisit]]:
    """The last visits of each customer on the route before ``on``, newest first.

    A visit is a day with sales, or one that a saved session holds as visited, sold or not; where
    both know a day, the sales history is believed. Customers without one are missing.
    """
    wanted = set(customer_codes)
    sold = _from_sessions(connection, route_code, on, wanted)
    for customer, days in _from_sales(connection, route_code, on, wanted).items():
        sold.setdefault(customer, {}).update(days)
    return {
        customer: [EarlierVisit(day, days[day]) for day in sorted(days, reverse=True)[:LAST_VISITS]]
        for customer, days in sorted(sold.items())
    }


def _from_sales(connection: Connection, route_code: str, on: date, wanted: set[str]) -> _Sold:
    of_route = and_(
        sale.c.route_code == route_code, sale.c.sale_date >= on - REACH, sale.c.sale_date < on
    )
    dates: dict[str, list[date]] = {}
    for day, customer in connection.execute(
        select(sale.c.sale_date, sale.c.customer_code)
        .where(of_route)
        .distinct()
        .order_by(sale.c.sale_date.desc(), sale.c.customer_code)
    ):
        newest = dates.setdefault(customer, [])
        if customer in wanted and len(newest) < LAST_VISITS:
            newest.append(day)
    kept = {(customer, day) for customer, days in dates.items() for day in days}
    sold: _Sold = {}
    if not kept:
        return sold
    for customer, day, item, units in connection.execute(
        select(sale.c.customer_code, sale.c.sale_date, sale.c.item_code, sale.c.quantity).where(
            of_route, sale.c.sale_date >= min(day for _, day in kept)
        )
    ):
        if (customer, day) in kept:
            sold.setdefault(customer, {}).setdefault(day, {})[item] = units
    return sold


def _from_sessions(connection: Connection, route_code: str, on: date, wanted: set[str]) -> _Sold:
    visited = (
        select(
            customer_summary.c.session_id,
            customer_summary.c.customer_code,
            route_summary.c.supervision_date,
        )
        .join(route_summary, route_summary.c.session_id == customer_summary.c.session_id)
        .where(
            route_summary.c.route_code == route_code,
            route_summary.c.supervision_date >= on - REACH,
            route_summary.c.supervision_date < on,
            customer_summary.c.visit_timestamp.is_not(None),
        )
        .subquery()
    )
    details = item_details.c
    rows = connection.execute(
        select(
            visited.c.customer_code,
            visited.c.supervision_date,
            details.item_code,
            details.final_actual_qty,
        ).outerjoin(
            item_details,
            and_(
                details.session_id == visited.c.session_id,
                details.customer_code == visited.c.customer_code,
                details.final_actual_qty > 0,
            ),
        )
    )
    sold: _Sold = {}
    for customer, day, item, units in rows:
        if customer in wanted:
            of_day = sold.setdefault(customer, {}).setdefault(day, {})
            if item is not None:
                of_day[item] = units
    return sold
