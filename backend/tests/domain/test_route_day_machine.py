"""Whatever is done to a day, its state follows from plan, feed and entries, and nothing is lost."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import cast

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from sales_supervision.domain.plan import DayPlan
from sales_supervision.domain.policy import Policy
from sales_supervision.domain.quantities import Quantity
from sales_supervision.domain.route_day import (
    DayError,
    FeedActual,
    RouteDay,
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
from tests.domain.generated_days import (
    ITEMS,
    PLANNABLE,
    UNHEARD_OF,
    UNPLANNED,
    actuals,
    plans,
    policies,
)

MORNING = datetime(2026, 3, 17, 6, 0, tzinfo=UTC)

anyone = st.sampled_from((*PLANNABLE[:5], *UNPLANNED))
items = st.sampled_from((*ITEMS, UNHEARD_OF))


class DayInHand(RuleBasedStateMachine):
    """A supervisor and a sales feed at work on one day; refusals leave it as it was."""

    day: RouteDay

    def __init__(self) -> None:
        super().__init__()
        self.minutes = 0
        self.live: dict[str, dict[str, FeedActual]] = {}
        self.typed: dict[tuple[str, str], int] = {}
        self.told: dict[str, Mapping[str, int]] = {}
        self.denied: set[str] = set()

    @initialize(plan=plans(), policy=policies)
    def open(self, plan: DayPlan, policy: Policy) -> None:
        self.day = open_route_day(plan, self.live, {}, policy)

    def _now(self) -> datetime:
        self.minutes += 1
        return MORNING + timedelta(minutes=self.minutes)

    def _type(self, code: str, sold: Mapping[str, Quantity]) -> None:
        for item, quantity in sold.items():
            self.typed.pop((code, item), None)
            if quantity is not None:
                self.typed[code, item] = quantity

    @rule(code=anyone, sold=actuals)
    def mark(self, code: str, sold: dict[str, Quantity]) -> None:
        stood = self.day.state.adjusted(code)
        first = not self.day.entry(code).visited
        try:
            self.day = mark_visited(self.day, code, self._now(), sold)
        except DayError:
            return
        self._type(code, sold)
        self.denied.discard(code)
        if first:
            self.told[code] = stood

    @rule(code=anyone)
    def unmark(self, code: str) -> None:
        was_visited = self.day.entry(code).visited
        try:
            self.day = unmark_visited(self.day, code)
        except DayError:
            return
        if was_visited:
            self.denied.add(code)
        self.told.pop(code, None)

    @rule(code=anyone, sold=actuals)
    def enter(self, code: str, sold: dict[str, Quantity]) -> None:
        try:
            self.day = enter_actuals(self.day, code, sold)
        except DayError:
            return
        self._type(code, sold)

    @rule(code=anyone, item=items)
    def take_item_out(self, code: str, item: str) -> None:
        try:
            self.day = remove_item(self.day, code, item)
        except DayError:
            return
        self.typed.pop((code, item), None)

    @rule(code=anyone, reason=st.none() | st.sampled_from(NotVisitedReason))
    def reason(self, code: str, reason: NotVisitedReason | None) -> None:
        try:
            self.day = give_reason(self.day, code, reason)
        except DayError:
            return
        assert self.day.entry(code).not_visited_reason is reason
        # A reason taken back leaves the word to the feed.
        if self.day.entry(code).visited:
            assert reason is None
            self.told[code] = self.day.entry(code).told_recommendation

    @rule(code=anyone)
    def welcome(self, code: str) -> None:
        self.day = add_unplanned_customer(self.day, code)

    @rule(code=anyone)
    def send_away(self, code: str) -> None:
        try:
            self.day = remove_unplanned_customer(self.day, code)
        except DayError:
            return
        self.told.pop(code, None)
        self.denied.discard(code)
        self.typed = {cell: units for cell, units in self.typed.items() if cell[0] != code}

    @rule(code=anyone, item=items, units=st.integers(0, 15))
    def feed_speaks(self, code: str, item: str, units: int) -> None:
        self.live.setdefault(code, {})[item] = FeedActual(units, self._now())
        day = self.day
        excused = {code for code, entry in day.entries.items() if entry.not_visited_reason}
        feed = {customer: dict(sold) for customer, sold in self.live.items()}
        self.day = open_route_day(day.plan, feed, day.entries, day.state.policy)
        for customer, entry in self.day.entries.items():
            if entry.visited and not day.entry(customer).visited:
                self.told[customer] = entry.told_recommendation
        assert excused == {
            code for code, entry in self.day.entries.items() if entry.not_visited_reason
        }

    @invariant()
    def the_state_follows_from_plan_feed_and_entries(self) -> None:
        day = self.day
        assert open_route_day(day.plan, day.live_actuals, day.entries, day.state.policy) == day
        assert set(day.state.visits) == {c for c, entry in day.entries.items() if entry.visited}

    @invariant()
    def what_was_typed_is_shown(self) -> None:
        for (code, item), units in self.typed.items():
            assert self.day.actuals(code)[item] == units

    @invariant()
    def what_the_feed_says_fills_the_rest(self) -> None:
        for code, sold in self.live.items():
            for item, actual in sold.items():
                if (code, item) not in self.typed:
                    assert self.day.actuals(code)[item] == actual.quantity

    @invariant()
    def a_visit_taken_back_by_hand_stays_taken_back(self) -> None:
        assert not self.denied & self.day.state.visits.keys()

    @invariant()
    def what_was_told_stands_until_the_visit_is_taken_back(self) -> None:
        told = {
            code: entry.told_recommendation
            for code, entry in self.day.entries.items()
            if entry.visited
        }
        assert told == self.told

    @invariant()
    def whoever_has_an_entry_is_listed_once(self) -> None:
        codes = self.day.customer_codes()
        assert len(codes) == len(set(codes))
        assert set(self.day.entries) | set(self.day.plan.by_code) == set(codes)

    @invariant()
    def nobody_is_both_visited_and_excused(self) -> None:
        for entry in self.day.entries.values():
            assert not (entry.visited and entry.not_visited_reason)


TestDayInHand = cast("type[RuleBasedStateMachine]", DayInHand).TestCase
TestDayInHand.settings = settings(max_examples=60, stateful_step_count=25)
