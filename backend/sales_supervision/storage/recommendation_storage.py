"""Recommended orders of our own making: the history they come from, and where they are kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Connection, insert, select

from sales_supervision.storage.bulk import delete_rows, insert_rows
from sales_supervision.storage.moments import to_stored
from sales_supervision.storage.revisions import orders_scope, raise_revision
from sales_supervision.storage.tables import (
    journey_plan,
    recommendation_run,
    recommended_order,
    sale,
)

Sale = tuple[date, str, str, int]
"""Date, customer code, item code, units."""


class RecommendationStorage:
    """Works within the caller's transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def history(self, route_code: str, before: date, days: int) -> list[Sale]:
        """Sales of the route on the ``days`` days before ``before``."""
        rows = self._connection.execute(
            select(sale.c.sale_date, sale.c.customer_code, sale.c.item_code, sale.c.quantity).where(
                sale.c.route_code == route_code,
                sale.c.sale_date < before,
                sale.c.sale_date >= before - timedelta(days=days),
            )
        )
        return [tuple(row) for row in rows]

    def source(self, route_code: str, on: date) -> Literal["feed", "recommender"] | None:
        """Who gave the recommended orders of a route day, None where nobody did."""
        found: Literal["feed", "recommender"] | None = self._connection.scalar(
            select(recommendation_run.c.source).where(
                recommendation_run.c.route_code == route_code,
                recommendation_run.c.order_date == on,
            )
        )
        return found

    def planned_dates(self, route_code: str, first: date, last: date) -> list[date]:
        """Dates from ``first`` to ``last``, both included, on which the route has a plan."""
        return list(
            self._connection.scalars(
                select(journey_plan.c.plan_date)
                .where(
                    journey_plan.c.route_code == route_code,
                    journey_plan.c.plan_date.between(first, last),
                )
                .distinct()
                .order_by(journey_plan.c.plan_date)
            )
        )

    def write(
        self, route_code: str, on: date, orders: Iterable[Mapping[str, Any]], now: datetime
    ) -> int:
        """Replace the recommended orders of a route day by the recommender's; returns the lines.

        ``orders`` carry the columns of tbl_recommended_order but for route and date.
        """
        replaced = self.source(route_code, on) is not None
        day = {"route_code": route_code, "order_date": on}
        for table in (recommended_order, recommendation_run):
            delete_rows(self._connection, table, ["route_code", "order_date"], [day])
        lines = insert_rows(
            self._connection, recommended_order, ({**day, **order} for order in orders)
        )
        self._connection.execute(
            insert(recommendation_run).values(**day, source="recommender", made_at=to_stored(now))
        )
        if replaced:
            raise_revision(self._connection, orders_scope(route_code, on), now)
        return lines
