"""Recommended orders that a feed corrects after the visit: redistribution added what it added."""

from __future__ import annotations

from typing import Any

from sales_supervision.days.opened_day import OpenedDay
from sales_supervision.storage.feed_storage import Feed
from sales_supervision.storage.tables import item_details, route_summary
from tests.days.desk import Desk
from tests.days.records import rows
from tests.storage.feed_rows import order


def _correct(desk: Desk, customer_code: str, units: int) -> None:
    desk.feed(Feed.RECOMMENDED_ORDERS, [order(customer_code, "bread", units)])


def _redistributed(opened: OpenedDay) -> int:
    return opened.day.state.route_score.redistribution_units


def _saved_row(desk: Desk) -> dict[str, Any]:
    (row,) = rows(desk.database, route_summary)
    return row


def test_a_smaller_order_makes_no_sale_one_of_redistribution(desk: Desk) -> None:
    desk.visit("C1", bread=10, cake=4)
    _correct(desk, "C1", 2)
    opened = desk.open_live()
    assert opened.day.entry("C1").told_recommendation == {"bread": 10, "cake": 4}
    assert _redistributed(opened) == 0
    desk.visit("C2", bread=10)
    desk.visit("C3", bread=10)
    desk.save()
    row = _saved_row(desk)
    assert (row["redistribution_qty"], row["redistribution_count"]) == (0, 0)
    adjustments = [line["recommendation_adjustment"] for line in rows(desk.database, item_details)]
    assert adjustments == [0] * 4


def test_what_redistribution_added_stays_counted(desk: Desk) -> None:
    """C2 was told 14 of 10 and took 13: three thanks to redistribution, whatever comes after."""
    desk.visit("C1", bread=6, cake=4)
    desk.visit("C2", bread=13)
    for units in (2, 13, 20):
        _correct(desk, "C2", units)
        assert _redistributed(desk.open_live()) == 3


def test_a_reopened_day_counts_as_the_saved_one_did(desk: Desk) -> None:
    desk.visit("C1", bread=6, cake=4)
    desk.visit("C2", bread=13)
    _correct(desk, "C1", 2)
    _correct(desk, "C2", 2)
    desk.save()
    assert _saved_row(desk)["redistribution_qty"] == 3
    desk.reopen()
    assert _redistributed(desk.of("Badr").open_live()) == 3
    _correct(desk, "C2", 1)
    assert _redistributed(desk.of("Badr").open_live()) == 3
