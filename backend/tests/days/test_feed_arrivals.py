"""Live actuals that arrive after the day was opened: they fill in, and an edit wins."""

from __future__ import annotations

from datetime import timedelta

from sales_supervision.domain import route_day
from sales_supervision.domain.route_day import VisitSource
from sales_supervision.domain.visits import NotVisitedReason
from sales_supervision.storage.feed_storage import Feed
from tests.clocks import NOON, StandingClock
from tests.days.desk import Desk
from tests.days.records import DRAFTED, counts
from tests.storage.sample_rows import actual_row

NINE, TEN = NOON - timedelta(hours=3), NOON - timedelta(hours=2)


def test_what_the_feed_tells_after_the_opening_fills_in(desk: Desk) -> None:
    assert desk.open_live().day.state.visits == {}
    desk.feed(Feed.ACTUALS, [actual_row("C1", "bread", 6, NINE), actual_row("C1", "cake", 4, TEN)])
    opened = desk.open_live()
    entry = opened.day.entry("C1")
    assert (entry.visited_at, entry.visit_source) == (TEN, VisitSource.FEED)
    assert opened.day.actuals("C1") == {"bread": 6, "cake": 4}
    assert opened.day.state.adjusted("C2") == {"bread": 14}
    assert opened.actuals_received_at == NOON


def test_what_the_salesperson_was_told_is_frozen_when_the_news_come(desk: Desk) -> None:
    desk.feed(Feed.ACTUALS, [actual_row("C2", "bread", 5, TEN)])
    told = desk.open_live().day.entry("C2").told_recommendation
    desk.visit("C1", bread=0, cake=4)
    assert desk.open_live().day.entry("C2").told_recommendation == told == {"bread": 10}


def test_news_are_kept_once(desk: Desk) -> None:
    desk.feed(Feed.ACTUALS, [actual_row("C1", "bread", 6, NINE)])
    first = desk.open_live().draft
    assert desk.open_live().draft == first
    assert counts(desk.database, *DRAFTED) == [1, 1]


def test_visits_of_the_feed_come_in_the_order_of_sales(desk: Desk) -> None:
    """C2 was sold to before C1: only C1 was told of C2's left-over breads."""
    desk.feed(
        Feed.ACTUALS, [actual_row("C1", "bread", 10, TEN), actual_row("C2", "bread", 6, NINE)]
    )
    day = desk.open_live().day
    assert day.entry("C2").told_recommendation == {"bread": 10}
    assert day.entry("C1").told_recommendation == {"bread": 14, "cake": 4}


def test_nothing_sold_is_not_the_same_as_not_told(desk: Desk) -> None:
    desk.feed(Feed.ACTUALS, [actual_row("C1", "bread", 0, NINE)])
    day = desk.open_live().day
    assert day.actuals("C1") == {"bread": 0}
    assert day.state.scores["C1"].told_items == 1
    assert day.state.route_score.untold_items == 1
    # The cake that nobody told is reserved; the breads that were not sold are offered.
    assert day.state.items["cake"].reserved == 4
    assert day.state.items["bread"].offered == 10


def test_an_edit_wins_over_what_came_before_and_after(desk: Desk) -> None:
    desk.feed(Feed.ACTUALS, [actual_row("C1", "bread", 6, NINE), actual_row("C1", "cake", 4, NINE)])
    desk.enter("C1", bread=8)
    assert desk.open_live().day.actuals("C1") == {"bread": 8, "cake": 4}
    desk.feed(Feed.ACTUALS, [actual_row("C1", "bread", 7, TEN), actual_row("C1", "cake", 2, TEN)])
    assert desk.open_live().day.actuals("C1") == {"bread": 8, "cake": 2}


def test_an_edit_taken_back_shows_what_the_feed_says(desk: Desk) -> None:
    desk.feed(Feed.ACTUALS, [actual_row("C1", "bread", 6, NINE)])
    desk.enter("C1", bread=8)
    desk.enter("C1", bread=None)
    assert desk.open_live().day.actuals("C1") == {"bread": 6}


def test_the_feed_fills_in_a_visit_that_the_supervisor_marked(desk: Desk) -> None:
    desk.visit("C1", bread=9)
    desk.feed(Feed.ACTUALS, [actual_row("C1", "bread", 6, TEN), actual_row("C1", "cake", 3, TEN)])
    day = desk.open_live().day
    assert day.actuals("C1") == {"bread": 9, "cake": 3}
    assert day.entry("C1").visit_source is VisitSource.SUPERVISOR
    assert day.entry("C1").visited_at == NOON


def test_a_visit_that_the_supervisor_denies_stays_denied(desk: Desk) -> None:
    desk.feed(Feed.ACTUALS, [actual_row("C1", "bread", 6, NINE)])
    desk.unvisit("C1")
    desk.feed(Feed.ACTUALS, [actual_row("C1", "cake", 2, TEN)])
    assert desk.open_live().day.state.visits == {}


def test_a_visit_taken_back_before_the_feed_speaks_stays_taken_back(desk: Desk) -> None:
    desk.visit("C1", bread=3)
    desk.unvisit("C1")
    desk.feed(Feed.ACTUALS, [actual_row("C1", "cake", 1, NINE)])
    day = desk.open_live().day
    assert day.state.visits == {}
    assert day.actuals("C1") == {"bread": 3, "cake": 1}


def test_a_reason_for_not_visiting_outlives_the_feed_and_the_save(desk: Desk) -> None:
    desk.change(lambda day: route_day.give_reason(day, "C2", NotVisitedReason.CLOSED))
    desk.feed(Feed.ACTUALS, [actual_row("C2", "bread", 0, NINE)])
    assert desk.open_live().day.entry("C2").not_visited_reason is NotVisitedReason.CLOSED
    desk.save()
    desk.reopen()
    assert desk.open_live().day.entry("C2").not_visited_reason is NotVisitedReason.CLOSED
    desk.change(lambda day: route_day.give_reason(day, "C2", None))
    assert desk.open_live().day.entry("C2").visit_source is VisitSource.FEED


def test_a_customer_whom_only_the_feed_knows_is_an_unplanned_visit(desk: Desk) -> None:
    desk.feed(Feed.ACTUALS, [actual_row("C9", "rusk", 2, NINE)])
    opened = desk.open_live()
    assert opened.day.entry("C9").unplanned
    assert opened.customers["C9"].customer_name == "Shop 9"
    assert opened.items["rusk"].item_name == "Rusk"
    assert opened.day.state.route_score.unplanned_visits == 1


def test_a_change_says_that_the_feed_brought_news_too(desk: Desk) -> None:
    desk.open_live()
    assert not desk.visit("C1", bread=10).everything
    desk.feed(Feed.ACTUALS, [actual_row("C3", "bread", 1, TEN)])
    changed = desk.visit("C2", bread=10)
    assert changed.everything
    assert sorted(changed.after.day.state.visits) == ["C1", "C2", "C3"]


def test_freshness_is_the_time_of_the_newest_news(desk: Desk, clock: StandingClock) -> None:
    desk.feed(Feed.ACTUALS, [actual_row("C1", "bread", 6, NINE)])
    clock.pass_time(minutes=30)
    desk.feed(Feed.ACTUALS, [actual_row("C2", "bread", 6, NINE)])
    assert desk.open_live().actuals_received_at == clock()
