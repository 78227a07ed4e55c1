"""The demo's data: the same for a seed and a date, of the promised size, and whole."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from sales_supervision.demo.generator import WAITING_ROUTE, DemoData, DemoSpec
from tests.clocks import TODAY
from tests.conftest import SMALL_DEMO
from tests.demo.fingerprint import fingerprint
from tests.demo.made_demo import MadeDemo

FRIDAY = date(2026, 3, 20)
ARABIC = range(0x0600, 0x0700)


def is_arabic(text: str) -> bool:
    return any(ord(letter) in ARABIC for letter in text)


def test_the_same_spec_gives_the_same_rows_in_any_process() -> None:
    elsewhere = subprocess.run(
        [
            sys.executable,
            "-c",
            "from tests.conftest import SMALL_DEMO\n"
            "from tests.demo.fingerprint import fingerprint\n"
            "print(fingerprint(SMALL_DEMO))",
        ],
        env={"PYTHONHASHSEED": "4", "PYTHONPATH": ":".join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert elsewhere.stdout.strip() == fingerprint(SMALL_DEMO)


def test_another_seed_gives_other_rows() -> None:
    assert fingerprint(replace(SMALL_DEMO, seed=8)) != fingerprint(SMALL_DEMO)


def test_a_later_demo_tells_the_same_of_the_days_that_both_know() -> None:
    later = DemoData(replace(SMALL_DEMO, today=TODAY + timedelta(days=1)))
    first = TODAY - timedelta(days=SMALL_DEMO.history_days - 1)
    earlier_sales = [row for row in DemoData(SMALL_DEMO).sales() if row["sale_date"] >= first]
    later_sales = [row for row in later.sales() if row["sale_date"] < TODAY]
    assert earlier_sales == later_sales
    assert list(later.customers()) == list(DemoData(SMALL_DEMO).customers())


def test_the_demo_has_the_promised_size(full_demo: DemoData) -> None:
    routes = [row["route_code"] for row in full_demo.routes()]
    assert len(routes) >= 6
    assert WAITING_ROUTE in routes
    customers = Counter(row["route_code"] for row in full_demo.customers())
    assert sorted(customers) == sorted(routes)
    assert all(25 <= count <= 45 for count in customers.values())
    assert len(list(full_demo.items())) == 60


def test_the_history_is_of_the_120_days_up_to_yesterday(two_routes: MadeDemo) -> None:
    sold_on = {row["sale_date"] for row in two_routes.all_sales}
    assert sold_on == {TODAY - timedelta(days=ago) for ago in range(1, 121)}


def test_journeys_are_planned_14_days_back_and_ahead(full_demo: DemoData) -> None:
    planned = {
        row["plan_date"] for row in full_demo.journey_plan() if row["route_code"] == WAITING_ROUTE
    }
    assert planned == {TODAY + timedelta(days=number) for number in range(-14, 15)}


def test_only_the_waiting_route_works_on_fridays(full_demo: DemoData) -> None:
    routes = {row["route_code"] for row in full_demo.journey_plan() if row["plan_date"] == FRIDAY}
    assert routes == {WAITING_ROUTE}


def test_a_journey_visits_each_customer_of_its_route_at_most_once(full_demo: DemoData) -> None:
    journeys: dict[tuple[str, date], list[tuple[int, str]]] = {}
    route_of = {row["customer_code"]: row["route_code"] for row in full_demo.customers()}
    for row in full_demo.journey_plan():
        assert route_of[row["customer_code"]] == row["route_code"]
        journeys.setdefault((row["route_code"], row["plan_date"]), []).append(
            (row["sequence"], row["customer_code"])
        )
    for stops in journeys.values():
        assert [sequence for sequence, _ in stops] == list(range(1, len(stops) + 1))
        assert len({code for _, code in stops}) == len(stops)


def test_names_are_plausible_in_english_and_arabic(full_demo: DemoData) -> None:
    for rows, key in ((full_demo.customers(), "customer_name"), (full_demo.items(), "item_name")):
        named = list(rows)
        assert not any(is_arabic(row[key]) for row in named)
        assert all(is_arabic(row[f"{key}_ar"]) for row in named)
    by_route: dict[str, list[str]] = {}
    for row in full_demo.customers():
        by_route.setdefault(row["route_code"], []).append(row["customer_name"])
    assert all(len(set(names)) == len(names) for names in by_route.values())


def test_nothing_of_today_is_told_for_the_waiting_route(two_routes: MadeDemo) -> None:
    today = Counter(
        row["route_code"] for row in two_routes.all_actuals if row["sale_date"] == TODAY
    )
    assert today[WAITING_ROUTE] == 0
    assert len(today) == 1
    assert {row["load_date"] for row in two_routes.van_loads()} >= {TODAY}
    assert all(day.shop.route_code != WAITING_ROUTE for day in two_routes.shop_days_of_today())


def test_what_was_not_sold_yet_at_a_moment_is_not_told(two_routes: MadeDemo) -> None:
    now = two_routes.spec.now.replace(tzinfo=None)
    sold_at = [row["sold_at"] for row in two_routes.all_actuals if row["sale_date"] == TODAY]
    assert max(sold_at) <= now
    whole_day = two_routes.actuals(until=two_routes.spec.now + timedelta(hours=12))
    assert sum(row["sale_date"] == TODAY for row in whole_day) > len(sold_at)


def test_past_actuals_are_the_sales_and_the_nothing_sold(two_routes: MadeDemo) -> None:
    """A quantity of 0 is told; a quantity that the feed keeps to itself is in the sales only."""

    def key(row: dict[str, object]) -> tuple[object, ...]:
        return row["customer_code"], row["item_code"], row["sale_date"]

    yesterday = TODAY - timedelta(days=1)
    sales = {
        key(row): row["quantity"] for row in two_routes.all_sales if row["sale_date"] == yesterday
    }
    told = {
        key(row): row["quantity"] for row in two_routes.all_actuals if row["sale_date"] == yesterday
    }
    assert 0 in told.values()
    assert 0 not in sales.values()
    assert {cell: units for cell, units in told.items() if units} == {
        cell: units for cell, units in sales.items() if cell in told
    }
    assert 0 < len(sales.keys() - told.keys()) < 0.06 * len(sales)


def test_keys_are_unique_and_quantities_whole_and_positive(two_routes: MadeDemo) -> None:
    sales = [
        (row["route_code"], row["sale_date"], row["customer_code"], row["item_code"])
        for row in two_routes.all_sales
    ]
    assert len(set(sales)) == len(sales)
    assert all(0 < row["quantity"] < 1000 for row in two_routes.all_sales)


def test_vans_are_loaded_by_the_tray_for_the_days_known_so_far(full_demo: DemoData) -> None:
    loads = list(full_demo.van_loads())
    assert all(row["quantity"] > 0 and row["quantity"] % 6 == 0 for row in loads)
    assert max(row["load_date"] for row in loads) == TODAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("routes", "customers", "items"), [(1, 3, 2), (12, 60, 200)], ids=["tiny", "large"]
)
def test_any_size_can_be_asked_for(routes: int, customers: int, items: int) -> None:
    data = DemoData(
        DemoSpec.of_today(
            TODAY,
            routes=routes,
            customers=(customers, customers),
            items=items,
            history_days=2,
            plan_days=1,
        )
    )
    codes = [row["route_code"] for row in data.routes()]
    assert len(set(codes)) == routes
    assert codes == sorted(codes)
    assert WAITING_ROUTE in codes
    assert len({row["customer_code"] for row in data.customers()}) == routes * customers
    assert len({row["item_code"] for row in data.items()}) == items
    assert len({row["item_name"] for row in data.items()}) == items
    assert next(data.sales())["quantity"] > 0


def test_visits_of_a_route_follow_each_other_through_the_working_day(full_demo: DemoData) -> None:
    visits = full_demo.shop_days_of_today()
    assert all(earlier.visited_at <= later.visited_at for earlier, later in pairwise(visits))
    zone_hours = {(visit.visited_at.hour + 4) % 24 for visit in visits}
    assert zone_hours <= set(range(6, 16))
