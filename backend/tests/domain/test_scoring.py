"""Scores: always within bounds, exact at the edges of the zones, fair to who was redistributed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sales_supervision.domain.dynamic_supervisor import RouteState, supervise
from sales_supervision.domain.plan import DayPlan
from sales_supervision.domain.policy import Policy, ScoringPolicy
from sales_supervision.domain.quantities import MAX_QUANTITY
from sales_supervision.domain.scoring import (
    VisitScore,
    item_accuracy,
    score_route,
    score_visit,
    untold_items,
)
from sales_supervision.domain.visits import Visit
from tests.domain.exact_accuracy import exact_accuracy
from tests.domain.generated_days import ITEMS, UNHEARD_OF, GeneratedDay, days
from tests.domain.small_days import plan_of, visit_to

units = st.integers(0, 60) | st.integers(0, MAX_QUANTITY)
recommended_units = st.integers(1, 30) | st.integers(1, MAX_QUANTITY)
tolds = st.none() | units
zones = st.builds(
    ScoringPolicy,
    perfect_from=st.sampled_from([0.5, 0.75, 1.0]),
    perfect_to=st.sampled_from([1.0, 1.2, 1.45]),
    zero_at=st.sampled_from([1.5, 2.0, 4.0]),
)


@given(actual=units, recommended=recommended_units, told=tolds)
def test_accuracy_is_what_the_specification_says(
    actual: int, recommended: int, told: int | None
) -> None:
    expected = exact_accuracy(actual, recommended, told)
    accuracy = item_accuracy(actual, recommended, told)
    assert accuracy == pytest.approx(float(expected), abs=1e-6)
    assert (accuracy == 100) == (expected == 100)
    assert (accuracy == 0) == (expected == 0)


@given(recommended=recommended_units)
def test_the_edges_of_the_zones_are_exact(recommended: int) -> None:
    """0.75, 1.20 and 2.00 of the recommendation, where a whole unit falls on or beside them."""
    lowest = -(-3 * recommended // 4)
    highest = 6 * recommended // 5
    assert item_accuracy(lowest, recommended) == 100
    assert item_accuracy(highest, recommended) == 100
    assert item_accuracy(lowest - 1, recommended) < 100
    assert item_accuracy(highest + 1, recommended) < 100
    assert item_accuracy(2 * recommended - 1, recommended) > 0 or recommended == 1
    assert item_accuracy(2 * recommended, recommended) == 0


@given(actual=units, recommended=units, told=tolds, policy=zones)
def test_accuracy_lies_between_0_and_100(
    actual: int, recommended: int, told: int | None, policy: ScoringPolicy
) -> None:
    assert 0 <= item_accuracy(actual, recommended, told, policy) <= 100


@given(actual=units, recommended=recommended_units, told=tolds, policy=zones)
def test_below_the_zone_selling_more_never_scores_less(
    actual: int, recommended: int, told: int | None, policy: ScoringPolicy
) -> None:
    smaller = min(recommended, recommended if told is None else told)
    more = min(actual + 1, smaller)
    if actual <= more:
        assert item_accuracy(actual, recommended, told, policy) <= item_accuracy(
            more, recommended, told, policy
        )


@given(actual=units, recommended=recommended_units, told=tolds, policy=zones)
def test_above_the_zone_selling_more_never_scores_more(
    actual: int, recommended: int, told: int | None, policy: ScoringPolicy
) -> None:
    larger = max(recommended, recommended if told is None else told)
    less = max(actual, larger)
    assert item_accuracy(less, recommended, told, policy) >= item_accuracy(
        less + 1, recommended, told, policy
    )


@given(actual=units, recommended=recommended_units, told=units, policy=zones)
def test_redistribution_never_lowers_an_accuracy(
    actual: int, recommended: int, told: int, policy: ScoringPolicy
) -> None:
    """Neither beside the original recommendation alone, nor beside the adjusted one alone."""
    accuracy = item_accuracy(actual, recommended, told, policy)
    assert accuracy >= item_accuracy(actual, recommended, None, policy)
    assert accuracy >= item_accuracy(actual, told, None, policy)


@given(recommended=recommended_units, told=units, data=st.data(), policy=zones)
def test_taking_any_part_of_the_stretch_or_none_is_perfect(
    recommended: int, told: int, data: st.DataObject, policy: ScoringPolicy
) -> None:
    actual = data.draw(st.integers(min(recommended, told), max(recommended, told)))
    assert item_accuracy(actual, recommended, told, policy) == 100


@given(actual=units, recommended=units, policy=zones)
def test_being_told_the_original_recommendation_is_no_redistribution(
    actual: int, recommended: int, policy: ScoringPolicy
) -> None:
    assert item_accuracy(actual, recommended, recommended, policy) == item_accuracy(
        actual, recommended, None, policy
    )


@given(actual=units)
def test_where_nothing_was_recommended_only_selling_nothing_is_accurate(actual: int) -> None:
    assert item_accuracy(actual, 0) == (100 if actual == 0 else 0)


def _state(day: GeneratedDay) -> RouteState:
    return supervise(day.plan, day.visits, day.policy)


some_days = settings(max_examples=60)


@some_days
@given(day=days())
def test_every_rate_of_a_visit_but_fulfilment_lies_between_0_and_100(day: GeneratedDay) -> None:
    for score in _state(day).scores.values():
        for rate in (score.coverage, score.accuracy, score.score):
            assert rate is None or 0 <= rate <= 100
        assert score.fulfilment is None or score.fulfilment >= 0
        assert 0 <= score.sold_items <= score.told_items <= score.recommended_items


@some_days
@given(day=days())
def test_a_visit_that_told_nothing_recommended_has_no_score_rather_than_zero(
    day: GeneratedDay,
) -> None:
    for score in _state(day).scores.values():
        known = score.told_items > 0
        assert known == (score.score is not None)
        assert known == (score.coverage is not None) == (score.accuracy is not None)


@some_days
@given(day=days())
def test_untold_items_weigh_as_if_they_were_not_recommended(day: GeneratedDay) -> None:
    """A visit scores the same without the lines that nobody has told."""
    for visit in day.visits:
        customer = day.plan.by_code.get(visit.customer_code)
        if customer is None:
            continue
        told = tuple(
            line for line in customer.lines if visit.actuals.get(line.item_code) is not None
        )
        full = score_visit(customer, visit, day.policy.scoring)
        short = score_visit(replace(customer, lines=told), visit, day.policy.scoring)
        assert (full.score, full.coverage, full.accuracy) == (
            short.score,
            short.coverage,
            short.accuracy,
        )
        assert (full.sold_units, full.fulfilment) == (short.sold_units, short.fulfilment)


@some_days
@given(day=days())
def test_every_untold_quantity_counts_once_for_its_visit_and_for_the_route(
    day: GeneratedDay,
) -> None:
    state = _state(day)
    for visit in day.visits:
        recommended = day.plan.recommended.get(visit.customer_code, {})
        score = state.scores[visit.customer_code]
        assert score.untold_items == untold_items(recommended, visit.actuals)
    assert state.route_score.untold_items == sum(
        score.untold_items for score in state.scores.values()
    )


@some_days
@given(day=days())
def test_every_unit_sold_counts_once_inside_or_outside_the_recommendation(
    day: GeneratedDay,
) -> None:
    state = _state(day)
    for visit in day.visits:
        score = state.scores[visit.customer_code]
        sold = sum(units or 0 for units in visit.actuals.values())
        assert score.sold_units + score.outside_units == sold


@some_days
@given(day=days())
def test_the_route_score_is_the_mean_of_the_scored_visits(day: GeneratedDay) -> None:
    state = _state(day)
    scores = [score.score for score in state.scores.values() if score.score is not None]
    if scores:
        assert state.route_score.score == pytest.approx(sum(scores) / len(scores))
    else:
        assert state.route_score.score is None


@some_days
@given(day=days())
def test_unplanned_visits_change_only_their_own_figures_of_the_route(day: GeneratedDay) -> None:
    planned = [visit for visit in day.visits if visit.customer_code in day.plan.by_code]
    unplanned = [visit for visit in day.visits if visit not in planned]
    route = _state(day).route_score
    without = supervise(day.plan, planned, day.policy).route_score

    untold_there = sum(units is None for visit in unplanned for units in visit.actuals.values())
    sold_there = sum(units or 0 for visit in unplanned for units in visit.actuals.values())
    assert route == replace(
        without,
        unplanned_visits=len(unplanned),
        outside_units=without.outside_units + sold_there,
        untold_outside_items=without.untold_outside_items + untold_there,
    )


@some_days
@given(day=days(), extra=st.integers(0, 20))
def test_a_stretch_never_lowers_the_score_of_a_visit(day: GeneratedDay, extra: int) -> None:
    """Whatever was sold, having been told more or less than planned is never held against it."""
    for visit in day.visits:
        customer = day.plan.by_code.get(visit.customer_code)
        if customer is None:
            continue
        for change in (extra, -extra):
            told = {
                line.item_code: max(0, line.recommended + change)
                for line in customer.lines
                if line.recommended
            }
            stretched = score_visit(
                customer, replace(visit, told_recommendation=told), day.policy.scoring
            )
            plain = score_visit(customer, visit, day.policy.scoring)
            assert (stretched.score is None) == (plain.score is None)
            assert (stretched.score or 0) >= (plain.score or 0) - 1e-9
            assert stretched.coverage == plain.coverage


def _score(plan: DayPlan, visit: Visit, scoring: ScoringPolicy | None = None) -> VisitScore:
    policy = Policy(scoring=scoring or ScoringPolicy())
    return supervise(plan, [visit], policy).scores[visit.customer_code]


def test_fulfilment_over_100_percent_stays_over_100_percent() -> None:
    score = _score(plan_of({"A": {"bread": 10}}), visit_to("A", bread=25))
    assert score.fulfilment == 250


def test_fulfilment_is_measured_against_the_original_plan() -> None:
    score = _score(plan_of({"A": {"bread": 10}}), visit_to("A", {"bread": 15}, bread=15))
    assert score.fulfilment == 150


@pytest.mark.parametrize(
    ("sold", "told", "gained"),
    [(10, 15, 0), (12, 15, 2), (15, 15, 5), (18, 15, 5), (18, 10, 0), (18, 4, 0), (0, 15, 0)],
)
def test_units_thanks_to_redistribution_lie_between_the_two_recommendations(
    sold: int, told: int, gained: int
) -> None:
    score = _score(plan_of({"A": {"bread": 10}}), visit_to("A", {"bread": told}, bread=sold))
    assert score.redistribution_units == gained


@pytest.mark.parametrize(
    ("original", "told", "sold", "gained"),
    [(10, 10, 8, 0), (10, 14, 13, 3), (10, 14, 20, 4), (10, 8, 9, 0), (2, 6, 5, 3)],
)
@pytest.mark.parametrize("recommended", [2, 10, 30])
def test_a_recommendation_corrected_after_the_visit_redistributed_nothing(
    recommended: int, original: int, told: int, sold: int, gained: int
) -> None:
    visit = replace(visit_to("A", {"bread": told}, bread=sold), told_original={"bread": original})
    score = _score(plan_of({"A": {"bread": recommended}}), visit)
    assert score.redistribution_units == gained


def test_what_an_unplanned_customer_buys_counts_apart_and_has_no_score() -> None:
    score = _score(plan_of({"A": {"bread": 10}}), visit_to("U", bread=3, cake=None))
    assert (score.planned, score.outside_units, score.recommended_items) == (False, 3, 0)
    assert score.score is score.coverage is score.accuracy is score.fulfilment is None


def test_a_recommendation_of_zero_is_no_recommended_item() -> None:
    plan = plan_of({"A": {ITEMS[0]: 0, ITEMS[1]: 4}})
    score = _score(plan, visit_to("A", bread=2, cake=4, **{UNHEARD_OF: 1}))
    assert (score.recommended_items, score.outside_units, score.score) == (1, 3, 100)


def test_the_weights_are_those_of_the_policy() -> None:
    plan = plan_of({"A": {"bread": 10, "cake": 10}})
    coverage_only = ScoringPolicy(coverage_weight=1.0, accuracy_weight=0.0)
    accuracy_only = ScoringPolicy(coverage_weight=0.0, accuracy_weight=1.0)
    visit = visit_to("A", bread=16, cake=0)
    assert _score(plan, visit, coverage_only).score == 50
    assert _score(plan, visit, accuracy_only).score == pytest.approx(25)


def test_a_route_with_nobody_planned_or_visited_has_no_rates_rather_than_zero() -> None:
    route = supervise(DayPlan(()), []).route_score
    assert (route.completion, route.coverage, route.fulfilment, route.score) == (None,) * 4


def test_completion_counts_planned_customers_only() -> None:
    plan = plan_of({"A": {"bread": 1}, "B": {"bread": 1}, "C": {}})
    route = supervise(plan, [visit_to("A"), visit_to("C"), visit_to("U", bread=1)]).route_score
    assert route.completion == pytest.approx(200 / 3)
    assert (route.visited_customers, route.unplanned_visits, route.score) == (2, 1, None)


@given(
    scores=st.lists(st.floats(0, 100), min_size=2, max_size=45).flatmap(
        lambda scores: st.tuples(st.just(scores), st.permutations(scores))
    )
)
def test_the_route_score_is_the_same_to_the_last_digit_in_any_order(
    scores: tuple[list[float], list[float]],
) -> None:
    plan = plan_of({"C1": {"I1": 10}})
    visit = score_visit(plan.customers[0], visit_to("C1", I1=10), ScoringPolicy())
    recorded, read_back = (
        score_route(45, [replace(visit, score=score) for score in order]).score for order in scores
    )
    assert recorded == read_back
