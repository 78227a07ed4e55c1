"""Recommended orders of our own making: the history they come from, and where they are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Connection, exists, insert, select

from sales_supervision.storage.bulk import delete_rows, insert_rows
from sales_supervision.storage.feed_storage import Feed
from sales_supervision.storage.known_codes import forget_digest
from sales_supervision.storage.moments import to_stored
from sales_supervision.storage.revisions import PLAN_SCOPE, orders_scope, raise_revision
from sales_supervision.storage.tables import (
    draft,
    draft_customer,
    journey_plan,
    recommendation_run,
    recommended_order,
    route_summary,
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
        source = self.source(route_code, on)
        day = {"route_code": route_code, "order_date": on}
        self._delete([day])
        lines = insert_rows(
            self._connection, recommended_order, ({**day, **order} for order in orders)
        )
        self._connection.execute(
            insert(recommendation_run).values(**day, source="recommender", made_at=to_stored(now))
        )
        if source is not None:
            raise_revision(self._connection, orders_scope(route_code, on), now)
        if source == "feed":
            forget_digest(self._connection, Feed.RECOMMENDED_ORDERS)
        return lines

    def forget_made(self, first: date, is_meant: Callable[[str, date], bool], now: datetime) -> int:
        """Forget what the recommender made for the route days from ``first`` on that are meant.

        It is made anew when they are opened. Days that somebody works on or has saved keep what
        they have, and so do those of a feed. Returns how many days they were.
        """
        run = recommendation_run.c
        made = self._connection.execute(
            select(run.route_code, run.order_date).where(
                run.source == "recommender", run.order_date >= first
            )
        )
        worked_on = self._worked_on(first)
        days = [
            {"route_code": route_code, "order_date": on}
            for route_code, on in made
            if is_meant(route_code, on) and (route_code, on) not in worked_on
        ]
        self._delete(days)
        if days:
            raise_revision(self._connection, PLAN_SCOPE, now)
        return len(days)

    def _delete(self, days: list[dict[str, Any]]) -> None:
        for table in (recommended_order, recommendation_run):
            delete_rows(self._connection, table, ["route_code", "order_date"], days)

    def _worked_on(self, first: date) -> set[tuple[str, date]]:
        """Route days from ``first`` on with a session, or with a draft in which something stands.

        Compared here: to SQL Server, route codes in both tables are of different collations.
        """
        has_entry = exists().where(draft_customer.c.draft_id == draft.c.draft_id)
        drafts = select(draft.c.route_code, draft.c.supervision_date).where(
            draft.c.supervision_date >= first, has_entry
        )
        sessions = select(route_summary.c.route_code, route_summary.c.supervision_date).where(
            route_summary.c.supervision_date >= first
        )
        return {
            (route_code, on)
            for query in (drafts, sessions)
            for route_code, on in self._connection.execute(query)
        }
