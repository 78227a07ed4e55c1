"""Changing a state by one visit gives what supervising the whole day anew gives."""

from __future__ import annotations

from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from sales_supervision.domain.dynamic_supervisor import (
    RouteState,
    advance,
    as_left_by,
    supervise,
    withdraw,
)
from sales_supervision.domain.outcomes import visit_outcomes
from sales_supervision.domain.plan import DayPlan, PlanLine, PlannedCustomer, Tier
from sales_supervision.domain.policy import Policy
from sales_supervision.domain.quantities import Quantity, QuantityError
from sales_supervision.domain.redistribution import Draw, draws
from sales_supervision.domain.visits import Visit
from tests.domain.generated_days import (
    GeneratedDay,
    actuals,
    customer_codes,
    days_with_a_visit,
    plans,
    policies,
)
from tests.domain.shown_figures import shown_figures

some_days = settings(max_examples=100)


def _same(state: RouteState, other: RouteState) -> None:
    """Equal in every part and in what is shown, the order in which sources are told included."""
    assert shown_figures(state) == shown_figures(other)
    assert state.scores == other.scores
    assert state.route_score == other.route_score
    assert state == other


def _place(plan: DayPlan, code: str) -> tuple[int, str]:
    """Unplanned customers come last, by code."""
    return plan.journey_order.get(code) or (1 << 60, code)


def _from(state: RouteState, code: str) -> dict[str, Draw]:
    """By item, what was drawn from a visit."""
    return {
        name: draw
        for name, item in state.items.items()
        for draw in draws(item)
        if draw.from_customer == code
    }


@some_days
@given(case=days_with_a_visit())
def test_advancing_by_a_visit_equals_supervising_all_anew(
    case: tuple[GeneratedDay, Visit],
) -> None:
    """A first visit where the customer was not visited yet, a correction where it was."""
    day, visit = case
    others = [other for other in day.visits if other.customer_code != visit.customer_code]

    advanced = advance(supervise(day.plan, day.visits, day.policy), visit)

    _same(advanced, supervise(day.plan, [*others, visit], day.policy))


@some_days
@given(case=days_with_a_visit())
def test_as_a_visit_left_it_is_what_supervising_the_visits_up_to_it_gives(
    case: tuple[GeneratedDay, Visit],
) -> None:
    day, visit = case
    code = visit.customer_code
    state = advance(supervise(day.plan, day.visits, day.policy), visit)
    last = _place(day.plan, code)
    until = [one for at, one in state.visits.items() if _place(day.plan, at) <= last]

    left, anew = as_left_by(state, code), supervise(day.plan, until, day.policy)

    assert left.anyone_ahead == anew.anyone_ahead
    assert visit_outcomes(left)[code] == visit_outcomes(anew)[code]
    assert _from(left, code) == _from(anew, code)


@some_days
@given(case=days_with_a_visit())
def test_withdrawing_a_first_visit_gives_back_exactly_the_state_before(
    case: tuple[GeneratedDay, Visit],
) -> None:
    day, visit = case
    others = [other for other in day.visits if other.customer_code != visit.customer_code]
    before = supervise(day.plan, others, day.policy)

    _same(withdraw(advance(before, visit), visit.customer_code), before)


@some_days
@given(case=days_with_a_visit())
def test_taking_a_correction_back_gives_back_exactly_the_state_before(
    case: tuple[GeneratedDay, Visit],
) -> None:
    day, correction = case
    first = Visit(correction.customer_code, None, {"bread": 1})
    others = [other for other in day.visits if other.customer_code != correction.customer_code]
    before = supervise(day.plan, [*others, first], day.policy)

    _same(advance(advance(before, correction), first), before)


@some_days
@given(case=days_with_a_visit())
def test_a_step_leaves_the_state_it_started_from_alone(case: tuple[GeneratedDay, Visit]) -> None:
    day, visit = case
    state = supervise(day.plan, day.visits, day.policy)

    withdraw(advance(state, visit), visit.customer_code)

    _same(state, supervise(day.plan, day.visits, day.policy))


def test_nobody_can_be_visited_twice_in_one_day() -> None:
    visit = Visit("A", None, {})
    with pytest.raises(ValueError, match="Customer A is visited twice"):
        supervise(DayPlan(()), [visit, visit])


def test_a_visit_that_never_was_cannot_be_withdrawn() -> None:
    with pytest.raises(KeyError, match="A"):
        withdraw(supervise(DayPlan(()), []), "A")


@pytest.mark.parametrize("units", [-1, 1_000_000])
def test_quantities_outside_the_limits_are_refused_before_anything_changes(units: int) -> None:
    visit = Visit("A", None, {"bread": units})
    state = supervise(DayPlan(()), [])
    with pytest.raises(QuantityError, match="bread"):
        advance(state, visit)
    with pytest.raises(QuantityError, match="bread"):
        supervise(DayPlan(()), [visit])


class RecordedDay(RuleBasedStateMachine):
    """A day in which visits are recorded, corrected and withdrawn in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.history: list[RouteState] = []

    @initialize(plan=plans(), policy=policies)
    def open(self, plan: DayPlan, policy: Policy) -> None:
        self.state = supervise(plan, [], policy)

    @rule(data=st.data(), sold=actuals)
    def visit(self, data: st.DataObject, sold: dict[str, Quantity]) -> None:
        """A first visit freezes what stands; a correction keeps what was told."""
        code = data.draw(customer_codes(self.state.plan))
        earlier = self.state.visits.get(code)
        told = earlier.told_recommendation if earlier else self.state.adjusted(code)
        self.history.append(self.state)
        self.state = advance(self.state, Visit(code, None, sold, told))

    @rule(data=st.data())
    def withdraw(self, data: st.DataObject) -> None:
        if self.state.visits:
            code = data.draw(st.sampled_from(sorted(self.state.visits)))
            self.history.append(self.state)
            self.state = withdraw(self.state, code)

    @rule()
    def undo(self) -> None:
        """Put the day back by the visits it had, one step at a time."""
        if not self.history:
            return
        before = self.history.pop()
        for code in set(self.state.visits) - set(before.visits):
            self.state = withdraw(self.state, code)
        for code, visit in before.visits.items():
            if self.state.visits.get(code) != visit:
                self.state = advance(self.state, visit)
        _same(self.state, before)

    @invariant()
    def equals_supervising_all_anew(self) -> None:
        state = self.state
        _same(state, supervise(state.plan, state.visits.values(), state.policy))

    @invariant()
    def what_was_told_stands(self) -> None:
        for code, visit in self.state.visits.items():
            told = self.state.adjusted(code)
            assert told == {item: visit.told_recommendation[item] for item in told}


TestRecordedDay = cast("type[RuleBasedStateMachine]", RecordedDay).TestCase
TestRecordedDay.settings = settings(max_examples=60, stateful_step_count=20)


def test_a_corrected_quantity_leaves_every_other_item_untouched() -> None:
    """So that a change of one quantity costs, and tells, that item alone."""
    lines = tuple(PlanLine(item, 10, Tier.MUST_STOCK, 50.0) for item in ("BREAD", "CAKE", "PITA"))
    plan = DayPlan((PlannedCustomer("C1", 1, lines), PlannedCustomer("C2", 2, lines)))
    told = {"BREAD": 4, "CAKE": 10}
    before = advance(supervise(plan, ()), Visit("C1", None, told))

    after = advance(before, Visit("C1", None, {**told, "CAKE": 7}))

    assert after.items["CAKE"] != before.items["CAKE"]
    assert after.items["BREAD"] is before.items["BREAD"]
    assert after.items["PITA"] is before.items["PITA"]
    _same(after, supervise(plan, [Visit("C1", None, {**told, "CAKE": 7})]))
