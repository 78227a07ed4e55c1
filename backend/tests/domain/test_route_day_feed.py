"""What the sales feed brings to a day in hand: it fills in first, and a supervisor's edit wins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from sales_supervision.domain.plan import DayPlan
from sales_supervision.domain.policy import Policy
from sales_supervision.domain.route_day import (
    CustomerEntry,
    DayError,
    FeedActual,
    LiveActuals,
    RouteDay,
    VisitSource,
    add_unplanned_customer,
    enter_actuals,
    give_reason,
    mark_visited,
    open_route_day,
    remove_item,
    remove_unplanned_customer,
    unmark_visited,
)
from sales_supervision.domain.visits import NotVisitedReason
from tests.domain.small_days import plan_of

NINE = datetime(2026, 3, 17, 9, 0, tzinfo=UTC)
PLAN = plan_of({"A": {"bread": 10}, "B": {"bread": 10}, "C": {"bread": 10, "cake": 2}})


def _fed(at: datetime = NINE, **sold: int) -> dict[str, FeedActual]:
    return {item: FeedActual(quantity, at) for item, quantity in sold.items()}


def _open(
    live: LiveActuals, entries: Mapping[str, CustomerEntry] | None = None, plan: DayPlan = PLAN
) -> RouteDay:
    return open_route_day(plan, live, entries or {}, Policy())


def test_the_feed_visits_whom_it_reports() -> None:
    day = _open({"A": _fed(bread=6)})
    entry = day.entry("A")
    assert (entry.visited_at, entry.visit_source) == (NINE, VisitSource.FEED)
    assert day.actuals("A") == {"bread": 6}
    assert day.state.adjusted("B") == {"bread": 14}


def test_the_feed_visits_in_the_order_of_sales_so_that_each_was_told_what_stood_then() -> None:
    later, latest = NINE + timedelta(hours=1), NINE + timedelta(hours=2)
    day = _open({"C": _fed(NINE, bread=2), "A": _fed(latest, bread=10), "B": _fed(later, bread=9)})
    assert day.entry("C").told_recommendation == {"bread": 10, "cake": 2}
    assert day.entry("A").told_recommendation == {"bread": 15}
    assert day.entry("B").told_recommendation == {"bread": 13}


def test_a_customer_whose_sales_came_in_pieces_was_visited_at_the_last_of_them() -> None:
    later = NINE + timedelta(minutes=5)
    day = _open({"C": {**_fed(NINE, bread=2), **_fed(later, cake=2)}})
    assert day.entry("C").visited_at == later


def test_a_feed_with_an_empty_list_of_sales_visits_nobody() -> None:
    assert not _open({"A": {}}).entry("A").visited


def test_what_the_feed_does_not_report_is_unknown_and_never_zero() -> None:
    day = _open({"C": _fed(bread=10)})
    assert day.actuals("C").get("cake") is None
    assert day.state.scores["C"].untold_items == 1
    assert day.state.items["cake"].reserved == 2


def test_an_edit_wins_over_the_feed_even_when_the_feed_speaks_later() -> None:
    day = mark_visited(_open({}), "A", NINE, {"bread": 6})
    reopened = _open({"A": _fed(bread=9)}, day.entries)
    assert reopened.actuals("A") == {"bread": 6}
    assert reopened.entry("A").visit_source is VisitSource.SUPERVISOR


def test_the_feed_fills_in_what_the_supervisor_left_open() -> None:
    day = mark_visited(_open({}), "C", NINE, {"bread": 6})
    reopened = _open({"C": _fed(bread=9, cake=1)}, day.entries)
    assert reopened.actuals("C") == {"bread": 6, "cake": 1}
    assert reopened.state.scores["C"].untold_items == 0


def test_the_feed_tells_an_added_item_that_the_supervisor_left_untold() -> None:
    day = mark_visited(_open({}), "A", NINE, {"dates": None})
    reopened = _open({"A": _fed(dates=4)}, day.entries)
    assert reopened.actuals("A") == {"dates": 4}


def test_taking_an_edit_back_brings_the_feeds_figure_back() -> None:
    day = enter_actuals(_open({"A": _fed(bread=9, dates=2)}), "A", {"bread": 6, "dates": 1})
    assert day.actuals("A") == {"bread": 6, "dates": 1}
    day = enter_actuals(day, "A", {"bread": None, "dates": None})
    assert day.actuals("A") == {"bread": 9, "dates": 2}
    assert day.entry("A").edits == {}


def test_a_newer_figure_of_the_feed_replaces_its_older_one() -> None:
    day = _open({"A": _fed(bread=6)})
    reopened = _open({"A": _fed(bread=8)}, day.entries)
    assert reopened.actuals("A") == {"bread": 8}
    assert reopened.state.adjusted("B") == {"bread": 12}
    assert reopened.entry("A").told_recommendation == day.entry("A").told_recommendation


def test_a_feed_that_went_quiet_leaves_what_it_told_unknown_but_the_visit_standing() -> None:
    day = _open({"A": _fed(bread=6)})
    reopened = _open({}, day.entries)
    assert reopened.entry("A").visited
    assert reopened.actuals("A") == {}
    assert reopened.state.items["bread"].reserved == 10


def test_a_visit_that_the_supervisor_denied_is_not_made_again_by_the_feed() -> None:
    live = {"A": _fed(bread=6)}
    day = unmark_visited(_open(live), "A")
    assert not _open(live, day.entries).entry("A").visited
    assert day.state.adjusted("B") == {"bread": 10}


def test_marking_a_denied_visit_again_ends_the_denial() -> None:
    live = {"A": _fed(bread=6)}
    day = mark_visited(unmark_visited(_open(live), "A"), "A", NINE, {})
    assert not day.entry("A").feed_visit_dismissed
    assert day.actuals("A") == {"bread": 6}


def test_a_visit_taken_back_before_the_feed_speaks_is_not_made_by_it() -> None:
    day = unmark_visited(mark_visited(_open({}), "A", NINE, {"bread": 3}), "A")
    reopened = _open({"A": _fed(dates=1)}, day.entries)
    assert not reopened.entry("A").visited
    assert reopened.actuals("A") == {"bread": 3, "dates": 1}
    assert reopened.state == _open({}).state


@pytest.mark.parametrize("sold", [0, 6])
def test_a_reason_for_not_visiting_stands_whatever_the_feed_says(sold: int) -> None:
    day = give_reason(_open({}), "A", NotVisitedReason.CLOSED)
    reopened = _open({"A": _fed(bread=sold)}, day.entries)
    assert reopened.entry("A").not_visited_reason is NotVisitedReason.CLOSED
    assert reopened.actuals("A") == {"bread": sold}
    assert reopened.state == _open({}).state


def test_marking_an_excused_customer_visited_takes_the_feeds_quantities() -> None:
    day = give_reason(_open({}), "A", NotVisitedReason.CLOSED)
    day = mark_visited(_open({"A": _fed(bread=6)}, day.entries), "A", NINE, {})
    assert day.entry("A").not_visited_reason is None
    assert day.state.visits["A"].actuals == {"bread": 6}


def test_a_reason_taken_back_leaves_the_word_to_the_feed() -> None:
    live = {"A": _fed(bread=6)}
    day = _open(live, give_reason(_open({}), "A", NotVisitedReason.CLOSED).entries)
    assert give_reason(day, "A", None) == _open(live)


def test_a_reason_taken_back_does_not_end_a_denial() -> None:
    live = {"A": _fed(bread=6)}
    day = give_reason(unmark_visited(_open(live), "A"), "A", NotVisitedReason.CLOSED)
    assert not give_reason(day, "A", None).entry("A").visited


def test_sales_to_a_denied_customer_stay_in_sight_when_the_plan_drops_them() -> None:
    live = {"A": _fed(bread=6)}
    day = unmark_visited(_open(live), "A")
    assert "A" in _open(live, day.entries, plan_of({"B": {"bread": 10}})).customer_codes()


def test_a_customer_outside_the_plan_joins_the_day_by_the_feed() -> None:
    day = _open({"U": _fed(bread=3)})
    assert day.customer_codes() == ["A", "B", "C", "U"]
    assert day.entry("U").unplanned
    assert day.state.route_score.unplanned_visits == 1


def test_a_customer_outside_the_plan_stays_listed_when_the_visit_is_denied() -> None:
    day = unmark_visited(_open({"U": _fed(bread=3)}), "U")
    assert "U" in day.customer_codes()


def test_what_the_feed_reports_cannot_be_removed_only_corrected() -> None:
    day = _open({"U": _fed(bread=3), "A": _fed(dates=1)})
    with pytest.raises(DayError, match="sales feed reports sales to customer U"):
        remove_unplanned_customer(day, "U")
    with pytest.raises(DayError, match="sales feed reports item dates") as refusal:
        remove_item(day, "A", "dates")
    assert refusal.value.item_code == "dates"
    assert enter_actuals(day, "A", {"dates": 0}).actuals("A") == {"dates": 0}


def test_an_added_customer_is_visited_by_the_feed_in_place() -> None:
    day = add_unplanned_customer(_open({}), "U")
    reopened = _open({"U": _fed(bread=3)}, day.entries)
    assert reopened.entry("U") == replace(
        day.entry("U"), visited_at=NINE, visit_source=VisitSource.FEED
    )


def test_reopening_with_nothing_new_brings_nothing_new() -> None:
    live = {"A": _fed(bread=6), "U": _fed(cake=1)}
    day = _open(live)
    assert _open(live, day.entries) == day
