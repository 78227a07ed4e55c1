"""The invariants of section 3, each by its name, over generated plans and visits."""

from __future__ import annotations

from dataclasses import fields

from hypothesis import given, settings
from hypothesis import strategies as st

from sales_supervision.domain.dynamic_supervisor import RouteState, supervise
from sales_supervision.domain.redistribution import ItemState, draws, sources
from sales_supervision.domain.visits import Visit
from tests.domain.generated_days import GeneratedDay, days
from tests.domain.plain_rule import ItemFigures
from tests.domain.shown_figures import shown_figures

some_days = settings(max_examples=60)


def _state(day: GeneratedDay) -> RouteState:
    return supervise(day.plan, day.visits, day.policy)


def _sold(day: GeneratedDay, item: str) -> int:
    return sum(visit.actuals.get(item) or 0 for visit in day.visits)


def _van_load(day: GeneratedDay, item: str) -> int:
    planned = sum(lines.get(item, 0) for lines in day.plan.recommended.values())
    return day.plan.van_load.get(item, planned)


@some_days
@given(day=days())
def test_every_unit_is_accounted_for_and_no_term_is_negative(day: GeneratedDay) -> None:
    for item, figures in shown_figures(_state(day)).items():
        held = (
            _sold(day, item),
            *figures.allocated.values(),
            figures.reserved,
            figures.unallocated,
            figures.spare,
        )
        assert sum(held) == _van_load(day, item) + figures.shortfall
        assert min(*held, figures.shortfall) >= 0


@some_days
@given(day=days())
def test_the_shortfall_is_what_was_sold_above_the_van_load(day: GeneratedDay) -> None:
    for item, figures in shown_figures(_state(day)).items():
        assert figures.shortfall == max(0, _sold(day, item) - _van_load(day, item))


@some_days
@given(day=days())
def test_an_allocation_never_passes_its_cap(day: GeneratedDay) -> None:
    for item, figures in shown_figures(_state(day)).items():
        for customer, units in figures.allocated.items():
            recommended = day.plan.recommended[customer][item]
            assert units <= recommended + day.limits.cap(recommended)


@some_days
@given(day=days())
def test_allocations_together_never_pass_the_stock(day: GeneratedDay) -> None:
    for figures in shown_figures(_state(day)).values():
        assert sum(figures.allocated.values()) <= max(0, figures.stock - figures.reserved)


@some_days
@given(day=days())
def test_one_draw_reaches_no_more_customers_than_the_limit(day: GeneratedDay) -> None:
    for item in _state(day).items.values():
        for draw in draws(item):
            assert len(draw.recipients) <= day.limits.max_customers_per_draw


@some_days
@given(day=days())
def test_a_draw_is_never_more_than_its_visit_left_unsold(day: GeneratedDay) -> None:
    actuals = {visit.customer_code: visit.actuals for visit in day.visits}
    for code, item in _state(day).items.items():
        for draw in draws(item):
            sold = actuals[draw.from_customer][code]
            assert sold is not None
            recommended = day.plan.recommended[draw.from_customer][code]
            assert 0 < draw.placed + (draw.units - draw.placed) <= recommended - sold
            assert draw.placed <= draw.units


@some_days
@given(day=days())
def test_draws_follow_the_journey_and_add_up_to_the_offer(day: GeneratedDay) -> None:
    order = day.plan.journey_order
    for item in _state(day).items.values():
        drawn = draws(item)
        assert sum(draw.units for draw in drawn) == item.offered
        assert sum(draw.placed for draw in drawn) == item.allocated_extra
        places = [order[draw.from_customer] for draw in drawn]
        assert places == sorted(places)


@some_days
@given(day=days())
def test_every_added_unit_names_the_visit_it_came_from(day: GeneratedDay) -> None:
    for item in _state(day).items.values():
        added = {code: units for code, units in item.adjustments.items() if units > 0}
        assert {code: sum(given.values()) for code, given in sources(item).items()} == added


@some_days
@given(day=days())
def test_units_are_taken_back_from_the_lowest_first_each_down_to_zero(day: GeneratedDay) -> None:
    for item, state in _state(day).items.items():
        left = [
            (state.demand.recommended[code], state.demand.recommended[code] + change)
            for code in _offering_order(day, item)
            if (change := state.adjustments.get(code, 0)) <= 0
        ]
        if state.taken_back == 0:
            continue
        untouched = [units == recommended for recommended, units in left]
        emptied = [units == 0 for _, units in left]
        touched_from = untouched.index(False)
        assert all(untouched[:touched_from])
        assert all(emptied[touched_from + 1 :])


def _offering_order(day: GeneratedDay, item: str) -> list[str]:
    """Customers ahead with a recommendation of the item, highest first."""
    visited = {visit.customer_code for visit in day.visits}
    tiers = ["MUST_STOCK", "SHOULD_STOCK", "CONSIDER", "MONITOR"]
    ranked = sorted(
        (tiers.index(line.tier), -line.priority_score, customer.sequence, customer.customer_code)
        for customer in day.plan.customers
        for line in customer.lines
        if line.item_code == item and line.recommended and customer.customer_code not in visited
    )
    return [code for *_, code in ranked]


@some_days
@given(day=days())
def test_nothing_is_added_while_anything_is_taken_back(day: GeneratedDay) -> None:
    for item in _state(day).items.values():
        assert not (item.taken_back and item.offered)
        assert len({units > 0 for units in item.adjustments.values()}) <= 1
        assert 0 not in item.adjustments.values()


@some_days
@given(day=days(), data=st.data())
def test_the_order_of_recording_does_not_matter(day: GeneratedDay, data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(day.visits))

    assert supervise(day.plan, shuffled, day.policy) == _state(day)
    assert shown_figures(supervise(day.plan, shuffled, day.policy)) == shown_figures(_state(day))


@some_days
@given(day=days())
def test_every_figure_is_a_whole_number(day: GeneratedDay) -> None:
    state = _state(day)
    for figures in shown_figures(state).values():
        for value in _numbers(figures):
            assert type(value) is int
    for item in state.items.values():
        for value in (item.sold, item.offered, item.promised_ahead, *item.adjustments.values()):
            assert type(value) is int


def _numbers(figures: ItemFigures) -> list[object]:
    plain = [getattr(figures, each.name) for each in fields(figures)]
    numbers: list[object] = [value for value in plain if not isinstance(value, dict)]
    numbers += figures.allocated.values()
    numbers += [units for given in figures.sources.values() for units in given.values()]
    return numbers


@some_days
@given(day=days())
def test_an_untold_quantity_is_not_redistributed(day: GeneratedDay) -> None:
    """No draw comes from a visit that has not told the item, and its units stay reserved."""
    untold = {
        (visit.customer_code, item)
        for visit in day.visits
        for item in day.plan.demand
        if visit.actuals.get(item) is None
    }
    state = _state(day)
    for code, item in state.items.items():
        assert not any((draw.from_customer, code) in untold for draw in draws(item))
        expected = sum(
            day.plan.recommended.get(customer, {}).get(code, 0)
            for customer, untold_item in untold
            if untold_item == code
        )
        assert item.reserved == min(expected, max(0, item.stock))


@some_days
@given(day=days())
def test_an_untold_quantity_is_not_scored(day: GeneratedDay) -> None:
    for visit in day.visits:
        score = _state(day).scores[visit.customer_code]
        told = {item for item, units in visit.actuals.items() if units is not None}
        recommended = {
            item
            for item, units in day.plan.recommended.get(visit.customer_code, {}).items()
            if units
        }
        assert set(score.accuracy_by_item) == told & recommended
        added = {item for item, units in visit.actuals.items() if units is None} - set(
            day.plan.recommended.get(visit.customer_code, {})
        )
        assert score.untold_items == len(recommended - told) + len(added)


@some_days
@given(day=days())
def test_a_missing_quantity_and_an_unknown_one_are_the_same(day: GeneratedDay) -> None:
    """Writing out as unknown what a visit does not name changes no figure and no score.

    Items of the plan, that is: another one that a visit names was added to it, to be told.
    """
    spelled_out = [
        Visit(
            visit.customer_code,
            visited_at=None,
            actuals={
                **dict.fromkeys(day.plan.recommended.get(visit.customer_code, {})),
                **visit.actuals,
            },
        )
        for visit in day.visits
    ]
    state = supervise(day.plan, spelled_out, day.policy)

    assert shown_figures(state) == shown_figures(_state(day))
    assert state.scores == _state(day).scores


@some_days
@given(day=days())
def test_each_item_is_settled_on_its_own(day: GeneratedDay) -> None:
    """What happens to one item never depends on what happened to another."""
    whole = shown_figures(_state(day))
    for item in whole:
        only = [
            Visit(visit.customer_code, None, {item: visit.actuals.get(item)})
            for visit in day.visits
        ]
        alone: ItemState = supervise(day.plan, only, day.policy).items[item]
        assert (alone.stock, alone.unallocated, alone.spare, sources(alone)) == (
            whole[item].stock,
            whole[item].unallocated,
            whole[item].spare,
            whole[item].sources,
        )
