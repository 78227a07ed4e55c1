"""A plan refuses to contradict itself, and knows its order and its demand."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from sales_supervision.domain.plan import DayPlan, PlanError, PlanLine, PlannedCustomer, Tier
from sales_supervision.domain.quantities import QuantityError
from tests.domain.generated_days import plans
from tests.domain.small_days import plan_of


def _line(item: str, units: int, tier: Tier = Tier.CONSIDER, priority: float = 50.0) -> PlanLine:
    return PlanLine(item, units, tier, priority)


def test_a_customer_planned_twice_is_refused_by_name() -> None:
    twice = (PlannedCustomer("A", 1, ()), PlannedCustomer("A", 2, ()))
    with pytest.raises(PlanError, match="Customer A is planned twice"):
        DayPlan(twice)


def test_an_item_recommended_twice_is_refused_with_item_and_customer() -> None:
    lines = (_line("bread", 1), _line("cake", 1), _line("bread", 2))
    with pytest.raises(PlanError, match="Item bread is recommended twice to customer A"):
        DayPlan((PlannedCustomer("A", 1, lines),))


@pytest.mark.parametrize("units", [-1, 1_000_000])
def test_a_recommendation_outside_the_limits_is_refused_by_name(units: int) -> None:
    with pytest.raises(PlanError, match=r"item bread for customer A .* 0 and 999,999"):
        DayPlan((PlannedCustomer("A", 1, (_line("bread", units),)),))


@pytest.mark.parametrize("units", [-1, 1_000_000])
def test_a_van_load_outside_the_limits_is_refused_by_name(units: int) -> None:
    with pytest.raises(QuantityError, match="bread"):
        DayPlan((), {"bread": units})


@pytest.mark.parametrize("units", [0, 999_999])
def test_the_limits_themselves_are_accepted(units: int) -> None:
    assert plan_of({"A": {"bread": units}}, {"bread": units}).demand["bread"].van_load == units


def test_an_empty_plan_is_a_plan() -> None:
    assert DayPlan(()).demand == {}


def test_customers_stand_in_the_order_of_sequence_then_code() -> None:
    plan = DayPlan(
        (PlannedCustomer("B", 2, ()), PlannedCustomer("A", 2, ()), PlannedCustomer("C", 1, ()))
    )
    order = sorted(plan.by_code, key=lambda code: plan.journey_order[code])
    assert order == ["C", "A", "B"]


def test_an_unknown_van_load_stands_for_all_that_is_recommended() -> None:
    demand = plan_of({"A": {"bread": 3}, "B": {"bread": 4}}).demand["bread"]
    assert (demand.van_load, demand.van_load_known) == (7, False)


def test_an_empty_van_is_not_an_unknown_van_load() -> None:
    demand = plan_of({"A": {"bread": 3}}, {"bread": 0}).demand["bread"]
    assert (demand.van_load, demand.van_load_known) == (0, True)


def test_an_item_that_is_only_loaded_is_part_of_the_demand() -> None:
    demand = plan_of({}, {"bread": 5}).demand["bread"]
    assert (demand.van_load, demand.recipients, demand.total_recommended) == (5, (), 0)


def test_recipients_run_by_tier_then_priority_then_journey_then_code() -> None:
    def customer(code: str, sequence: int, tier: Tier, priority: float) -> PlannedCustomer:
        return PlannedCustomer(code, sequence, (_line("bread", 1, tier, priority),))

    plan = DayPlan(
        (
            customer("late", 9, Tier.SHOULD_STOCK, 50.0),
            customer("tie-b", 2, Tier.SHOULD_STOCK, 50.0),
            customer("tie-a", 2, Tier.SHOULD_STOCK, 50.0),
            customer("urgent", 8, Tier.SHOULD_STOCK, 51.0),
            customer("monitor", 1, Tier.MONITOR, 100.0),
            customer("consider", 1, Tier.CONSIDER, 100.0),
            customer("must", 10, Tier.MUST_STOCK, 0.0),
        )
    )
    expected = ("must", "urgent", "tie-a", "tie-b", "late", "consider", "monitor")
    assert plan.demand["bread"].recipients == expected


@settings(max_examples=100)
@given(plan=plans())
def test_demand_holds_every_recommendation_of_the_plan(plan: DayPlan) -> None:
    named = {line.item_code for customer in plan.customers for line in customer.lines}
    assert set(plan.demand) == named | set(plan.van_load)
    for item, demand in plan.demand.items():
        lines = {c: lines[item] for c, lines in plan.recommended.items() if item in lines}
        assert demand.recommended == lines
        assert demand.total_recommended == sum(lines.values()) == sum(demand.quantities)
        assert dict(zip(demand.recipients, demand.quantities, strict=True)) == {
            code: units for code, units in lines.items() if units > 0
        }
        assert [demand.rank[code] for code in demand.recipients] == [*range(len(demand.rank))]
