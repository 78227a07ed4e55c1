"""A day in the supervisor's hand: marking visits, entering quantities, reasons, guests."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from sales_supervision.domain.plan import DayPlan
from sales_supervision.domain.policy import Policy
from sales_supervision.domain.quantities import QuantityError
from sales_supervision.domain.route_day import (
    DayError,
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
TEN = NINE + timedelta(hours=1)

PLAN = plan_of({"A": {"bread": 10}, "B": {"bread": 10}, "C": {"bread": 10, "cake": 2}})


def _open(plan: DayPlan = PLAN) -> RouteDay:
    return open_route_day(plan, {}, {}, Policy())


def test_a_day_opens_with_nobody_visited_and_everyone_in_journey_order() -> None:
    day = _open()
    assert day.customer_codes() == ["A", "B", "C"]
    assert day.state.visits == {}
    assert day.actuals("A") == {}


def test_marking_records_when_by_whom_and_what_was_sold() -> None:
    day = mark_visited(_open(), "A", NINE, {"bread": 6})
    entry = day.entry("A")
    assert (entry.visited, entry.visited_at) == (True, NINE)
    assert entry.visit_source is VisitSource.SUPERVISOR
    assert day.actuals("A") == {"bread": 6}
    assert day.state.adjusted("B") == {"bread": 14}


def test_marking_freezes_the_adjusted_recommendation() -> None:
    day = mark_visited(_open(), "A", NINE, {"bread": 6})
    day = mark_visited(day, "B", TEN, {"bread": 14})
    assert day.entry("B").told_recommendation == {"bread": 14}


def test_a_later_correction_elsewhere_does_not_rewrite_what_was_told() -> None:
    day = mark_visited(_open(), "A", NINE, {"bread": 6})
    day = mark_visited(day, "B", TEN, {"bread": 14})
    told_score = day.state.scores["B"]

    day = enter_actuals(day, "A", {"bread": 10})

    assert day.entry("B").told_recommendation == {"bread": 14}
    assert day.state.adjusted("B") == {"bread": 14}
    assert day.state.scores["B"] == told_score


def test_a_customer_ahead_follows_every_correction() -> None:
    day = mark_visited(_open(), "A", NINE, {"bread": 6})
    assert day.state.adjusted("B") == {"bread": 14}
    assert enter_actuals(day, "A", {"bread": 9}).state.adjusted("B") == {"bread": 11}


def test_marking_a_second_time_keeps_the_first_time_and_enters_what_is_new() -> None:
    day = mark_visited(_open(), "A", NINE, {"bread": 6})
    again = mark_visited(day, "A", TEN, {"bread": 7})
    assert again.entry("A").visited_at == NINE
    assert again.entry("A").told_recommendation == day.entry("A").told_recommendation
    assert again.actuals("A") == {"bread": 7}
    assert mark_visited(day, "A", TEN, {}) == day


def test_unmarking_gives_back_the_state_before_and_keeps_the_quantities_as_notes() -> None:
    before = enter_actuals(_open(), "A", {"bread": 6})
    day = unmark_visited(mark_visited(before, "A", NINE, {}), "A")
    assert day.state == before.state
    assert day.actuals("A") == {"bread": 6}
    assert not day.entry("A").visited


def test_unmarking_somebody_who_was_not_visited_changes_nothing() -> None:
    day = _open()
    assert unmark_visited(day, "A") == day


def test_marking_anew_after_unmarking_tells_what_stands_then() -> None:
    day = mark_visited(_open(), "B", NINE, {})
    day = mark_visited(unmark_visited(day, "B"), "A", NINE, {"bread": 6})
    day = mark_visited(day, "B", TEN, {})
    assert day.entry("B").told_recommendation == {"bread": 14}
    assert day.entry("B").visited_at == TEN


def test_notes_before_the_visit_move_no_stock_and_no_score() -> None:
    day = enter_actuals(_open(), "A", {"bread": 6})
    assert day.actuals("A") == {"bread": 6}
    assert day.state == _open().state
    assert mark_visited(day, "A", NINE, {}).state.items["bread"].sold == 6


def test_taking_an_entry_back_makes_a_recommended_item_unknown_again() -> None:
    day = mark_visited(_open(), "A", NINE, {"bread": 6})
    day = enter_actuals(day, "A", {"bread": None})
    assert day.actuals("A") == {}
    assert day.state.items["bread"].reserved == 10
    assert day.state.scores["A"].score is None


def test_selling_nothing_is_not_the_same_as_untold() -> None:
    untold = mark_visited(_open(), "A", NINE, {})
    nothing = mark_visited(_open(), "A", NINE, {"bread": 0})
    assert untold.state.scores["A"].score is None
    assert nothing.state.scores["A"].score == 0
    assert untold.state.adjusted("B") == {"bread": 10}
    assert nothing.state.adjusted("B") == {"bread": 15}


def test_an_added_item_stays_untold_until_somebody_tells() -> None:
    day = mark_visited(_open(), "A", NINE, {"dates": None})
    assert day.actuals("A") == {"dates": None}
    recommended = day.state.scores["A"].recommended_items
    assert day.state.scores["A"].untold_items == recommended + 1
    assert day.state.route_score.untold_items == recommended + 1
    day = enter_actuals(day, "A", {"dates": 3})
    assert day.state.scores["A"].outside_units == 3
    assert day.state.route_score.untold_items == recommended
    day = enter_actuals(day, "A", {"dates": None})
    assert day.actuals("A") == {"dates": None}


def test_an_added_item_can_be_removed_without_trace() -> None:
    before = mark_visited(_open(), "A", NINE, {"bread": 6})
    added = enter_actuals(before, "A", {"dates": 3})
    assert remove_item(added, "A", "dates") == before


def test_a_recommended_item_cannot_be_removed() -> None:
    with pytest.raises(DayError, match=r"Item bread is recommended to customer A") as refusal:
        remove_item(_open(), "A", "bread")
    assert (refusal.value.customer_code, refusal.value.item_code) == ("A", "bread")


@pytest.mark.parametrize("units", [-5, 1_000_000])
def test_quantities_outside_the_limits_are_refused(units: int) -> None:
    with pytest.raises(QuantityError, match="bread"):
        enter_actuals(_open(), "A", {"bread": units})
    with pytest.raises(QuantityError, match="bread"):
        mark_visited(_open(), "A", NINE, {"bread": units})


def test_a_planned_customer_can_carry_a_reason_until_visited() -> None:
    day = give_reason(_open(), "A", NotVisitedReason.CLOSED)
    assert day.entry("A").not_visited_reason is NotVisitedReason.CLOSED
    assert give_reason(day, "A", None).entry("A").not_visited_reason is None
    assert mark_visited(day, "A", NINE, {}).entry("A").not_visited_reason is None


def test_a_visited_customer_has_no_reason_not_to_be() -> None:
    day = mark_visited(_open(), "A", NINE, {})
    with pytest.raises(DayError, match="Customer A was visited"):
        give_reason(day, "A", NotVisitedReason.CLOSED)


def test_only_planned_customers_need_a_reason() -> None:
    day = add_unplanned_customer(_open(), "U")
    with pytest.raises(DayError, match="Customer U is not in the journey plan"):
        give_reason(day, "U", NotVisitedReason.CLOSED)


def test_an_unplanned_customer_comes_after_the_plan_and_draws_stock() -> None:
    day = add_unplanned_customer(_open(plan_of({"B": {"bread": 10}}, {"bread": 12})), "A")
    assert day.customer_codes() == ["B", "A"]
    day = mark_visited(day, "A", NINE, {"bread": 5})
    assert day.state.items["bread"].stock == 7
    assert day.state.adjusted("B") == {"bread": 7}
    assert day.entry("A").told_recommendation == {}


def test_adding_somebody_who_is_part_of_the_day_changes_nothing() -> None:
    day = add_unplanned_customer(_open(), "U")
    assert add_unplanned_customer(day, "U") == day
    assert add_unplanned_customer(day, "A") == day


def test_removing_an_unplanned_customer_takes_its_sales_along() -> None:
    before = _open()
    day = mark_visited(add_unplanned_customer(before, "U"), "U", NINE, {"bread": 5, "dates": 1})
    assert remove_unplanned_customer(day, "U") == before


def test_a_planned_customer_cannot_be_removed() -> None:
    with pytest.raises(DayError, match="Customer A is in the journey plan"):
        remove_unplanned_customer(_open(), "A")


def test_an_unplanned_customer_stays_in_the_day_when_the_visit_is_taken_back() -> None:
    day = mark_visited(add_unplanned_customer(_open(), "U"), "U", NINE, {})
    assert unmark_visited(day, "U").customer_codes() == ["A", "B", "C", "U"]


@pytest.mark.parametrize(
    "change",
    [
        lambda day: mark_visited(day, "U", NINE, {}),
        lambda day: unmark_visited(day, "U"),
        lambda day: enter_actuals(day, "U", {"bread": 1}),
        lambda day: remove_item(day, "U", "bread"),
        lambda day: remove_unplanned_customer(day, "U"),
        lambda day: give_reason(day, "U", NotVisitedReason.OTHER),
    ],
    ids=["mark", "unmark", "enter", "remove item", "remove", "reason"],
)
def test_a_customer_who_is_not_part_of_the_day_is_refused_by_code(
    change: Callable[[RouteDay], RouteDay],
) -> None:
    with pytest.raises(DayError, match="Customer U is not") as refusal:
        change(_open())
    assert refusal.value.customer_code == "U"


def test_a_draft_opens_as_it_was_left() -> None:
    day = mark_visited(_open(), "A", NINE, {"bread": 6})
    day = mark_visited(day, "B", TEN, {"bread": None})
    day = give_reason(day, "C", NotVisitedReason.NO_TIME)
    assert open_route_day(PLAN, {}, day.entries, Policy()) == day
