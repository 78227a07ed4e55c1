"""A route day small enough to work out by hand.

Route R1 on TODAY visits Amal, Badr and Cedar in this order; Dana is a customer of no plan. Bread is
recommended to all three (10, 8, 6; 24 on the van), milk to Amal and Cedar (4, 2; 6 on the van).
Cheese is an item that nobody is recommended. Everyone's recommendation is a must; priority falls
along the journey.
"""

from __future__ import annotations

from datetime import datetime

from sales_supervision.storage import tables
from sales_supervision.storage.bulk import insert_rows, upsert_rows
from sales_supervision.storage.engine import Database
from sales_supervision.storage.moments import to_stored
from sales_supervision.storage.revisions import PLAN_SCOPE, actuals_scope, raise_revision
from tests.clocks import NOON, TODAY

ROUTE = "R1"
AMAL, BADR, CEDAR, DANA = "C-AMAL", "C-BADR", "C-CEDAR", "C-DANA"
BREAD, MILK, CHEESE = "BREAD", "MILK", "CHEESE"

RECOMMENDED = {AMAL: {BREAD: 10, MILK: 4}, BADR: {BREAD: 8}, CEDAR: {BREAD: 6, MILK: 2}}
VAN_LOAD = {BREAD: 24, MILK: 6}
PRIORITY = {AMAL: 90.0, BADR: 80.0, CEDAR: 70.0}


def feed_made_day(database: Database) -> None:
    """Write what the feeds would have brought."""
    named = {AMAL: "Amal Grocery", BADR: "Badr Market", CEDAR: "Cedar Café", DANA: "Dana Kiosk"}
    day = {"route_code": ROUTE, "order_date": TODAY}
    with database.writing() as connection:
        insert_rows(
            connection,
            tables.route,
            [
                {"route_code": ROUTE, "route_name": "Old Town", "territory": "North"},
                {"route_code": "R2", "route_name": "New Town", "territory": None},
            ],
        )
        insert_rows(
            connection,
            tables.customer,
            (
                {"customer_code": code, "customer_name": name, "route_code": ROUTE}
                for code, name in named.items()
            ),
        )
        insert_rows(
            connection,
            tables.item,
            ({"item_code": code, "item_name": code.title()} for code in (BREAD, MILK, CHEESE)),
        )
        insert_rows(
            connection,
            tables.journey_plan,
            (
                {
                    "route_code": ROUTE,
                    "plan_date": TODAY,
                    "customer_code": code,
                    "sequence": sequence,
                }
                for sequence, code in enumerate(RECOMMENDED, start=1)
            ),
        )
        insert_rows(
            connection,
            tables.recommended_order,
            (
                {
                    **day,
                    "customer_code": code,
                    "item_code": item,
                    "quantity": units,
                    "tier": "MUST_STOCK",
                    "priority_score": PRIORITY[code],
                    "reason": "as ever",
                }
                for code, items in RECOMMENDED.items()
                for item, units in items.items()
            ),
        )
        insert_rows(
            connection,
            tables.recommendation_run,
            [{**day, "source": "feed", "made_at": to_stored(NOON)}],
        )
        insert_rows(
            connection,
            tables.van_load,
            (
                {"route_code": ROUTE, "load_date": TODAY, "item_code": item, "quantity": units}
                for item, units in VAN_LOAD.items()
            ),
        )
        raise_revision(connection, PLAN_SCOPE, NOON)


def feed_sale(database: Database, customer: str, item: str, units: int, at: datetime) -> None:
    """Write what the sales feed would bring of one sale today."""
    with database.writing() as connection:
        upsert_rows(
            connection,
            tables.live_actual,
            [
                {
                    "route_code": ROUTE,
                    "sale_date": TODAY,
                    "customer_code": customer,
                    "item_code": item,
                    "quantity": units,
                    "sold_at": to_stored(at),
                    "received_at": to_stored(at),
                }
            ],
        )
        raise_revision(connection, actuals_scope(ROUTE, TODAY), at)
