"""An import after a day was opened: our recommender looks again, until somebody is at work."""

from __future__ import annotations

from datetime import date

import pytest

from sales_supervision.days.opened_day import OpenedDay
from sales_supervision.storage.draft_storage import DraftKey
from tests.clocks import TODAY, StandingClock
from tests.commands.command_line import run
from tests.days.desk import Desk
from tests.feeds.importer import Importer
from tests.feeds.sample_feeds import RECOMMENDED_ORDERS

HEADER = "date,route_code,customer_code,item_code,quantity\n"
TOMORROW = date(2026, 3, 18)
ANEW = "recommended orders of {} made anew"


def plan(*customers: str) -> str:
    """The journey plan of today and tomorrow."""
    return "date,route_code,sequence,customer_code\n" + "".join(
        f"{on},1004,{place},{customer}\n"
        for on in (TODAY, TOMORROW)
        for place, customer in enumerate(customers, start=1)
    )


def sales(*customers: str, day: int = 14) -> str:
    return HEADER + "".join(
        f"2026-03-{on:02},1004,{customer},WB,12\n"
        for on in (day - 6, day - 3, day)
        for customer in customers
    )


def lines(opened: OpenedDay) -> dict[str, int]:
    """How many lines each planned customer has."""
    return {stop.customer_code: len(stop.lines) for stop in opened.day.plan.customers}


@pytest.fixture
def desk(importer: Importer, clock: StandingClock) -> Desk:
    """A supervisor's desk at a server that has opened today before any sales were known."""
    importer.put("journey_plan.csv", plan("C1", "C2"))
    assert "made anew" not in importer.run().stdout
    desk = Desk(importer.database, clock, DraftKey("1004", TODAY, "Amal"))
    assert lines(desk.open_live()) == {"C1": 0, "C2": 0}
    return desk


def test_sales_that_come_after_the_day_was_opened_are_recommended_from(
    importer: Importer, desk: Desk
) -> None:
    desk.on(TOMORROW).open_live()
    importer.put("sales.csv", sales("C1", "C2"))
    assert f"6 rows taken, 0 refused, {ANEW.format('2 route days')}." in importer.run().stdout
    for on in (TODAY, TOMORROW):
        assert lines(desk.on(on).open_live()) == {"C1": 1, "C2": 1}
    assert lines(desk.open_live()) == {"C1": 1, "C2": 1}
    importer.put("sales.csv", sales("C1", day=17))
    assert ANEW.format("2 route days") in importer.run().stdout


def test_sales_of_a_route_count_for_its_days_after_them(importer: Importer, desk: Desk) -> None:
    desk.on(TOMORROW).open_live()
    importer.put("sales.csv", f"{HEADER}{TODAY},1004,C1,WB,12\n{TODAY},1005,C1,WB,12\n")
    assert ANEW.format("1 route day") in importer.run().stdout


def test_a_customer_who_is_added_to_the_plan_gets_lines(importer: Importer, desk: Desk) -> None:
    importer.put("sales.csv", sales("C1", "C2", "C3"))
    importer.run()
    assert lines(desk.open_live()) == {"C1": 1, "C2": 1}
    importer.put("journey_plan.csv", plan("C1", "C2", "C3"))
    assert ANEW.format("1 route day") in importer.run().stdout
    assert lines(desk.open_live()) == {"C1": 1, "C2": 1, "C3": 1}


def test_a_day_that_somebody_works_on_stays_as_it_is(importer: Importer, desk: Desk) -> None:
    desk.visit("C1", WB=3)
    importer.put("sales.csv", sales("C1", "C2"))
    assert "made anew" not in importer.run().stdout
    assert lines(desk.open_live()) == {"C1": 0, "C2": 0}
    desk.save()
    importer.put("sales.csv", sales("C1", "C2", day=15))
    assert "made anew" not in importer.run().stdout
    desk.reopen()
    assert lines(desk.open_live()) == {"C1": 0, "C2": 0}


def test_what_a_feed_recommended_stays(importer: Importer, desk: Desk) -> None:
    importer.put("recommended_orders.csv", RECOMMENDED_ORDERS)
    importer.put("sales.csv", sales("C1", "C2", day=15))
    importer.run()
    importer.put("journey_plan.csv", plan("C1", "C2", "C3"))
    assert "made anew" not in importer.run().stdout
    assert lines(desk.open_live()) == {"C1": 1, "C2": 1, "C3": 0}


def test_what_was_recommended_while_the_file_was_read_is_made_anew(
    importer: Importer, desk: Desk
) -> None:
    def open_meanwhile(_file: str, step: str, _rows: int) -> None:
        if step == "checked":
            desk.on(TOMORROW).open_live()

    importer.put("sales.csv", sales("C1", "C2"))
    report = importer.run_in_batches(100, open_meanwhile)
    assert [file.to_recommend for file in report.files if file.unchanged_since is None] == [2]
    assert lines(desk.on(TOMORROW).open_live()) == {"C1": 1, "C2": 1}


def test_a_file_whose_orders_were_replaced_since_is_taken_again(importer: Importer) -> None:
    importer.put("journey_plan.csv", plan("C1", "C2"))
    importer.put("recommended_orders.csv", RECOMMENDED_ORDERS)
    importer.run()
    today = ("recommend", "--route", "1004", "--from", str(TODAY))
    # Tomorrow is not in the file, so that nothing of it is replaced there.
    for kept in ((*today, "--again"), (*today[:-1], str(TOMORROW), "--replace-feed")):
        assert run(*kept).exit_code == 0
        assert "recommended_orders.csv: unchanged since" in importer.run().stdout
    assert run(*today, "--replace-feed").exit_code == 0
    result = importer.run()
    assert result.exit_code == 0
    assert "journey_plan.csv: unchanged since" in result.stdout
    assert "recommended_orders.csv: 2 rows taken, 0 refused." in result.stdout
    assert "recommended_orders.csv: unchanged since" in importer.run().stdout
