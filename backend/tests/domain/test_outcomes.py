"""What became of each visit's unsold units, in one word."""

from __future__ import annotations

from hypothesis import given, settings

from sales_supervision.domain.dynamic_supervisor import supervise
from sales_supervision.domain.outcomes import visit_outcomes
from sales_supervision.domain.policy import Policy, RedistributionPolicy
from sales_supervision.domain.redistribution import Outcome, draws
from tests.domain.generated_days import GeneratedDay, days
from tests.domain.small_days import plan_of, visit_to


def test_success_when_every_unsold_unit_found_a_taker() -> None:
    state = supervise(plan_of({"A": {"bread": 10}, "B": {"bread": 10}}), [visit_to("A", bread=6)])
    outcome = visit_outcomes(state)["A"]
    assert (outcome.offered, outcome.placed, outcome.result) == (4, 4, Outcome.SUCCESS)
    assert state.item_outcome("bread") is Outcome.SUCCESS


def test_partial_when_the_customers_ahead_could_take_only_some() -> None:
    state = supervise(plan_of({"A": {"bread": 10}, "B": {"bread": 10}}), [visit_to("A", bread=2)])
    outcome = visit_outcomes(state)["A"]
    assert (outcome.offered, outcome.placed, outcome.result) == (8, 5, Outcome.PARTIAL)
    assert state.item_outcome("bread") is Outcome.PARTIAL


def test_nothing_to_redistribute_when_all_was_sold() -> None:
    state = supervise(plan_of({"A": {"bread": 10}, "B": {"bread": 10}}), [visit_to("A", bread=10)])
    assert visit_outcomes(state)["A"].result is Outcome.NOTHING_TO_REDISTRIBUTE
    assert state.item_outcome("bread") is Outcome.NOTHING_TO_REDISTRIBUTE


def test_nothing_to_redistribute_when_the_van_is_short_anyway() -> None:
    """What A left behind is needed to keep the promise to B, so none of it is extra."""
    plan = plan_of({"A": {"bread": 10}, "B": {"bread": 10}}, {"bread": 12})
    state = supervise(plan, [visit_to("A", bread=8)])
    assert visit_outcomes(state)["A"].result is Outcome.NOTHING_TO_REDISTRIBUTE
    assert state.adjusted("B") == {"bread": 4}


def test_nothing_to_redistribute_while_the_quantity_is_untold() -> None:
    state = supervise(
        plan_of({"A": {"bread": 10}, "B": {"bread": 10}}), [visit_to("A", bread=None)]
    )
    assert visit_outcomes(state)["A"].result is Outcome.NOTHING_TO_REDISTRIBUTE


def test_no_remaining_customers_at_the_end_of_the_journey() -> None:
    state = supervise(plan_of({"A": {"bread": 10}}), [visit_to("A", bread=6)])
    outcome = visit_outcomes(state)["A"]
    assert (outcome.offered, outcome.placed) == (4, 0)
    assert outcome.result is Outcome.NO_REMAINING_CUSTOMERS
    assert state.item_outcome("bread") is Outcome.NO_REMAINING_CUSTOMERS


def test_no_eligible_customer_when_nobody_ahead_is_recommended_the_item() -> None:
    state = supervise(
        plan_of({"A": {"bread": 10}, "B": {"bread": 0, "cake": 4}, "C": {}}),
        [visit_to("A", bread=6)],
    )
    assert visit_outcomes(state)["A"].result is Outcome.NO_ELIGIBLE_CUSTOMER
    assert state.item_outcome("bread") is Outcome.NO_ELIGIBLE_CUSTOMER


def test_limits_reached_when_an_earlier_visit_already_filled_everyone_ahead() -> None:
    plan = plan_of({"A": {"bread": 10}, "B": {"bread": 10}, "C": {"bread": 2}})
    state = supervise(plan, [visit_to("A", bread=6), visit_to("B", bread=6)])
    outcomes = visit_outcomes(state)
    assert outcomes["A"].result is Outcome.PARTIAL
    assert outcomes["B"].result is Outcome.LIMITS_REACHED
    assert state.item_outcome("bread") is Outcome.PARTIAL


def test_limits_reached_when_the_policy_lets_nobody_have_more() -> None:
    frugal = Policy(RedistributionPolicy(max_extra_percent=0, min_extra_units=0))
    state = supervise(
        plan_of({"A": {"bread": 10}, "B": {"bread": 10}}), [visit_to("A", bread=6)], frugal
    )
    assert visit_outcomes(state)["A"].result is Outcome.LIMITS_REACHED
    assert state.item_outcome("bread") is Outcome.LIMITS_REACHED


def test_a_visit_is_judged_over_all_its_items() -> None:
    plan = plan_of({"A": {"bread": 10, "cake": 10}, "B": {"bread": 10}})
    state = supervise(plan, [visit_to("A", bread=6, cake=9)])
    outcome = visit_outcomes(state)["A"]
    assert (outcome.offered, outcome.placed, outcome.result) == (5, 4, Outcome.PARTIAL)


def test_an_unplanned_customer_leaves_nothing_to_redistribute() -> None:
    state = supervise(plan_of({"A": {"bread": 10}}), [visit_to("U", bread=3)])
    assert visit_outcomes(state)["U"].result is Outcome.NOTHING_TO_REDISTRIBUTE


@settings(max_examples=80)
@given(day=days())
def test_outcomes_of_visits_add_up_to_what_the_items_offered_and_placed(
    day: GeneratedDay,
) -> None:
    state = supervise(day.plan, day.visits, day.policy)
    outcomes = visit_outcomes(state)

    assert outcomes.keys() == state.visits.keys()
    assert sum(o.offered for o in outcomes.values()) == sum(
        item.offered for item in state.items.values()
    )
    assert sum(o.placed for o in outcomes.values()) == sum(
        item.allocated_extra for item in state.items.values()
    )


@settings(max_examples=80)
@given(day=days())
def test_the_word_follows_from_the_units(day: GeneratedDay) -> None:
    state = supervise(day.plan, day.visits, day.policy)
    eligible = {
        code
        for item in state.items.values()
        for draw in draws(item)
        if any(state.plan.recommended[c].get(item.demand.item_code) for c in _ahead(day))
        for code in [draw.from_customer]
    }
    for code, outcome in visit_outcomes(state).items():
        if outcome.offered == 0:
            assert outcome.result is Outcome.NOTHING_TO_REDISTRIBUTE
        elif outcome.placed == outcome.offered:
            assert outcome.result is Outcome.SUCCESS
        elif outcome.placed:
            assert outcome.result is Outcome.PARTIAL
        elif not _ahead(day):
            assert outcome.result is Outcome.NO_REMAINING_CUSTOMERS
        elif code in eligible:
            assert outcome.result is Outcome.LIMITS_REACHED
        else:
            assert outcome.result is Outcome.NO_ELIGIBLE_CUSTOMER


def _ahead(day: GeneratedDay) -> set[str]:
    return set(day.plan.by_code) - {visit.customer_code for visit in day.visits}
