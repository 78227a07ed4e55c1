"""What a supervisor can see in the demo: weekly rhythm, cycles, trends, shops that lapse."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise
from statistics import mean, median
from typing import Any

import pytest

from sales_supervision.demo.generator import WAITING_ROUTE, DemoData
from sales_supervision.recommendations.purchase_cycles import PurchaseCycleRecommender
from tests.clocks import TODAY
from tests.demo.made_demo import MadeDemo
from tests.recommendations.histories import history

SATURDAY, SUNDAY = 5, 6
YEAR = [TODAY + timedelta(days=number) for number in range(365)]


def units(rows: list[dict[str, Any]], *keys: str) -> dict[tuple[Any, ...], int]:
    """Units summed by ``keys``."""
    summed: dict[tuple[Any, ...], int] = defaultdict(int)
    for row in rows:
        summed[tuple(row[key] for key in keys)] += row["quantity"]
    return summed


def test_the_weekend_sells_more_than_the_sunday_after(two_routes: MadeDemo) -> None:
    by_weekday: dict[int, list[int]] = defaultdict(list)
    for (_, on), sold in units(two_routes.all_sales, "route_code", "sale_date").items():
        by_weekday[on.weekday()].append(sold)
    usual = {weekday: mean(sold) for weekday, sold in by_weekday.items()}
    assert max(usual, key=lambda weekday: usual[weekday]) == SATURDAY
    assert min(usual, key=lambda weekday: usual[weekday]) == SUNDAY
    assert usual[SATURDAY] > 1.2 * usual[SUNDAY]


def test_items_are_bought_in_their_cycles(two_routes: MadeDemo) -> None:
    """On the route that works every day, the median gap of nearly every item is its cycle."""
    bought: dict[tuple[str, str], list[date]] = defaultdict(list)
    for row in two_routes.all_sales:
        bought[row["customer_code"], row["item_code"]].append(row["sale_date"])
    hits = [
        median((later - earlier).days for earlier, later in pairwise(dates)) == habit.cycle
        for shop in two_routes.all_shops
        if shop.route_code == WAITING_ROUTE and shop.rhythm == 1 and not shop.slipping
        for habit in shop.habits
        if len(dates := bought[shop.customer_code, habit.item.item_code]) > 5
    ]
    assert len(hits) > 100
    assert mean(hits) > 0.95


def test_growing_shops_grow_and_shrinking_ones_shrink(two_routes: MadeDemo) -> None:
    """Units of the last 28 days beside those of the first 28, against all shops without trend."""

    def change(growth: float) -> float:
        codes = {
            s.customer_code for s in two_routes.all_shops if s.growth == growth and not s.slipping
        }
        rows = [row for row in two_routes.all_sales if row["customer_code"] in codes]
        by_date = units(rows, "sale_date")
        first = sum(sold for (on,), sold in by_date.items() if on < TODAY - timedelta(days=92))
        last = sum(sold for (on,), sold in by_date.items() if on >= TODAY - timedelta(days=28))
        return last / first

    assert change(-0.3) < change(0.0) < change(0.5)


def test_quantities_scatter_around_the_usual_one(two_routes: MadeDemo) -> None:
    by_line: dict[tuple[str, str], list[int]] = defaultdict(list)
    for row in two_routes.all_sales:
        by_line[row["customer_code"], row["item_code"]].append(row["quantity"])
    busy = [sold for sold in by_line.values() if len(sold) > 50 and median(sold) > 10]
    assert len(busy) > 50
    for sold in busy:
        near = [units for units in sold if 0.5 < units / median(sold) < 1.5]
        assert len(near) > 0.7 * len(sold)
        assert len(set(sold)) > 5


@pytest.mark.parametrize("on", YEAR[::30])
def test_at_any_date_some_shops_of_every_route_have_lapsed(full_demo: DemoData, on: date) -> None:
    for shops in full_demo.shops.values():
        lapsed = sum(shop.has_slipped(on) for shop in shops)
        assert 1 <= lapsed <= len(shops) / 4


def test_a_lapsing_shop_bought_regularly_and_then_stopped(two_routes: MadeDemo) -> None:
    yesterday = TODAY - timedelta(days=1)
    lapsed = {shop.customer_code for shop in two_routes.all_shops if shop.has_slipped(yesterday)}
    for code in lapsed:
        dates = {row["sale_date"] for row in two_routes.all_sales if row["customer_code"] == code}
        assert len(dates) > 20
        assert yesterday not in dates


def test_the_recommender_sees_a_shop_of_the_waiting_route_slipping_away(
    two_routes: MadeDemo,
) -> None:
    shops = two_routes.shops[WAITING_ROUTE]
    lapsed_for_a_week = [
        shop
        for shop in shops
        if all(shop.has_slipped(TODAY - timedelta(days=ago)) for ago in range(1, 8))
    ]
    rows = [
        ((TODAY - row["sale_date"]).days, row["customer_code"], row["item_code"], row["quantity"])
        for row in two_routes.all_sales
    ]
    orders = PurchaseCycleRecommender().recommend(
        history(rows), [shop.customer_code for shop in shops], TODAY
    )
    slipping = {o.customer_code for o in orders if o.reason.startswith("slipping away")}
    assert {shop.customer_code for shop in lapsed_for_a_week} & slipping
    assert len(slipping) < len(shops)
