"""The plan of a smoke day, and the removal of everything that was kept of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, Table, delete, insert, literal, select

from sales_supervision.storage.bulk import insert_rows, upsert_rows
from sales_supervision.storage.membership import among
from sales_supervision.storage.moments import to_stored
from sales_supervision.storage.review_tables import review, review_feedback
from sales_supervision.storage.revisions import orders_scope, raise_revision
from sales_supervision.storage.tables import (
    audit,
    customer,
    data_revision,
    draft,
    item,
    journey_plan,
    recommendation_run,
    recommended_order,
    route,
    route_summary,
    van_load,
)

NAME = "Smoke test"
"""Of the route and its territory: by it the route is known to be ours."""

_CUSTOMERS = 3
_UNITS = {"A": (10, 8, 6), "B": (4, 5, 3)}
"""By item, what is recommended to each customer; the van carries their sum."""


@dataclass(frozen=True, slots=True)
class SmokeCodes:
    """The codes that belong to smoke days, all made of the route's."""

    route: str

    @property
    def customers(self) -> list[str]:
        return [f"{self.route}-{number}" for number in range(1, _CUSTOMERS + 1)]

    @property
    def items(self) -> list[str]:
        return [f"{self.route}-{letter}" for letter in _UNITS]


class SmokeStorage:
    """Works within the caller's transaction."""

    def __init__(self, connection: Connection, route_code: str) -> None:
        self._connection = connection
        self._codes = SmokeCodes(route_code)

    def is_free(self) -> bool:
        """Whether nobody else's route, customer or item has one of the codes."""
        others = (
            select(literal(1)).where(
                route.c.route_code == self._codes.route, route.c.route_name != NAME
            ),
            select(literal(1)).where(
                among(customer.c.customer_code, self._codes.customers),
                ~customer.c.customer_name.startswith(NAME),
            ),
            select(literal(1)).where(
                among(item.c.item_code, self._codes.items), ~item.c.item_name.startswith(NAME)
            ),
        )
        return not any(self._connection.execute(query.limit(1)).first() for query in others)

    def used_dates(self) -> set[date]:
        """Dates on which there was ever a smoke day: none may come back with other content."""
        query = select(audit.c.supervision_date).where(audit.c.route_code == self._codes.route)
        return {on for on in self._connection.scalars(query.distinct()) if on is not None}

    def make(self, on: date, now: datetime) -> None:
        """Write what the feeds bring of other days: master data, plan, van load, orders."""
        codes = self._codes
        upsert_rows(
            self._connection,
            route,
            [{"route_code": codes.route, "route_name": NAME, "territory": NAME}],
        )
        upsert_rows(
            self._connection,
            customer,
            [
                {"customer_code": code, "customer_name": f"{NAME} {code}", "route_code": None}
                for code in codes.customers
            ],
        )
        upsert_rows(
            self._connection,
            item,
            [{"item_code": code, "item_name": f"{NAME} {code}"} for code in codes.items],
        )
        insert_rows(
            self._connection,
            journey_plan,
            [
                {
                    "route_code": codes.route,
                    "plan_date": on,
                    "customer_code": code,
                    "sequence": number,
                }
                for number, code in enumerate(codes.customers, 1)
            ],
        )
        insert_rows(
            self._connection,
            van_load,
            [
                {
                    "route_code": codes.route,
                    "load_date": on,
                    "item_code": code,
                    "quantity": sum(units),
                }
                for code, units in zip(codes.items, _UNITS.values(), strict=True)
            ],
        )
        insert_rows(self._connection, recommended_order, list(self._orders(on)))
        self._connection.execute(
            insert(recommendation_run).values(
                route_code=codes.route, order_date=on, source="feed", made_at=to_stored(now)
            )
        )
        # Not that of the plans: every open day of everybody would be read again.
        raise_revision(self._connection, orders_scope(codes.route, on), now)

    def made_before(self, moment: datetime) -> list[date]:
        """Dates of smoke days made before ``moment``, left behind by runs that did not end."""
        query = select(recommendation_run.c.order_date).where(
            recommendation_run.c.route_code == self._codes.route,
            recommendation_run.c.made_at < to_stored(moment),
        )
        return list(self._connection.scalars(query))

    def holds(self, on: date) -> bool:
        query = select(literal(1)).where(
            recommendation_run.c.route_code == self._codes.route,
            recommendation_run.c.order_date == on,
        )
        return self._connection.execute(query).first() is not None

    def remove(self, on: date) -> None:
        """Remove all that is kept of the day, but for its entries in the audit trail."""
        code = self._codes.route
        reviews = select(review.c.review_id).where(
            review.c.route_code == code, review.c.supervision_date == on
        )
        self._connection.execute(
            delete(review_feedback).where(review_feedback.c.review_id.in_(reviews))
        )
        of_day: Sequence[tuple[Table, str]] = (
            (review, "supervision_date"),
            (draft, "supervision_date"),
            (route_summary, "supervision_date"),
            (recommended_order, "order_date"),
            (recommendation_run, "order_date"),
            (van_load, "load_date"),
            (journey_plan, "plan_date"),
        )
        for table, column in of_day:
            self._connection.execute(
                delete(table).where(table.c.route_code == code, table.c[column] == on)
            )
        scope = orders_scope(code, on)
        self._connection.execute(delete(data_revision).where(data_revision.c.scope == scope))
        self._remove_master_data_unless_needed()

    def _remove_master_data_unless_needed(self) -> None:
        codes = self._codes
        another = select(literal(1)).where(journey_plan.c.route_code == codes.route).limit(1)
        if self._connection.execute(another).first() is not None:
            return
        for column, ours in (
            (customer.c.customer_code, codes.customers),
            (item.c.item_code, codes.items),
            (route.c.route_code, [codes.route]),
        ):
            self._connection.execute(delete(column.table).where(among(column, ours)))

    def _orders(self, on: date) -> list[dict[str, object]]:
        codes = self._codes
        return [
            {
                "route_code": codes.route,
                "order_date": on,
                "customer_code": customer_code,
                "item_code": item_code,
                "quantity": quantity,
                "tier": "MUST_STOCK",
                "priority_score": 90.0 - number,
                "reason": "made for a smoke test",
            }
            for item_code, units in zip(codes.items, _UNITS.values(), strict=True)
            for number, (customer_code, quantity) in enumerate(
                zip(codes.customers, units, strict=True)
            )
        ]
