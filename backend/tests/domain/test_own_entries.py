"""What of a draft is its user's own, and what the sales feed brought by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from sales_supervision.domain.own_entries import holds_own_entries
from sales_supervision.domain.policy import Policy
from sales_supervision.domain.route_day import (
    FeedActual,
    LiveActuals,
    RouteDay,
    add_unplanned_customer,
    enter_actuals,
    give_reason,
    mark_visited,
    open_route_day,
    remove_unplanned_customer,
    unmark_visited,
)
from sales_supervision.domain.visits import NotVisitedReason
from tests.domain.small_days import plan_of

NINE = datetime(2026, 3, 17, 9, 0, tzinfo=UTC)
PLAN = plan_of({"A": {"bread": 10}, "B": {"bread": 10}, "C": {"bread": 10}})
LIVE: LiveActuals = {code: {"bread": FeedActual(6, NINE)} for code in ("C", "U")}


def _base() -> RouteDay:
    """What a saved version tells: a visit, a reason, a note of someone outside the plan."""
    day = mark_visited(open_route_day(PLAN, {}, {}, Policy()), "A", NINE, {"bread": 4})
    day = give_reason(day, "B", NotVisitedReason.CLOSED)
    return enter_actuals(add_unplanned_customer(day, "U"), "U", {"bread": 2})


def _looked(day: RouteDay) -> RouteDay:
    return open_route_day(PLAN, LIVE, day.entries, Policy())


def test_what_the_feed_brought_is_nobodys_own() -> None:
    nothing = open_route_day(PLAN, {}, {}, Policy())
    for base in (nothing, _base()):
        looked = _looked(base)
        assert looked.entries != base.entries
        assert not holds_own_entries(base.entries, looked.entries)


def test_what_was_entered_and_taken_back_is_nothing() -> None:
    day = enter_actuals(_looked(_base()), "B", {"bread": 3})
    assert holds_own_entries(_base().entries, day.entries)
    assert not holds_own_entries(_base().entries, enter_actuals(day, "B", {"bread": None}).entries)


@pytest.mark.parametrize(
    "change",
    [
        lambda day: enter_actuals(day, "A", {"bread": 5}),
        lambda day: enter_actuals(day, "C", {"bread": 6}),
        lambda day: unmark_visited(day, "A"),
        lambda day: unmark_visited(day, "C"),
        lambda day: mark_visited(day, "B", NINE, {}),
        lambda day: give_reason(day, "B", NotVisitedReason.NO_TIME),
        lambda day: give_reason(day, "B", None),
        lambda day: add_unplanned_customer(day, "V"),
        lambda day: remove_unplanned_customer(replace(day, live_actuals={}), "U"),
    ],
)
def test_every_change_by_hand_is_its_users_own(change: Callable[[RouteDay], RouteDay]) -> None:
    assert holds_own_entries(_base().entries, change(_looked(_base())).entries)
