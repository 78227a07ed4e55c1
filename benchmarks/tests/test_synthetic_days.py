from __future__ import annotations

from benchmarks.synthetic_days import DaySize, SyntheticRoute
from sales_supervision.domain.dynamic_supervisor import supervise
from sales_supervision.domain.visits import Visit

SIZE = DaySize(6, 8)


def test_every_customer_is_recommended_every_item() -> None:
    (day,) = SyntheticRoute(SIZE).days(1)

    assert len(day.customers) == 6
    assert {len(customer.lines) for customer in day.customers} == {8}
    assert all(line.recommended > 0 for customer in day.customers for line in customer.lines)


def test_the_same_size_and_seed_give_the_same_days() -> None:
    assert list(SyntheticRoute(SIZE).days(3)) == list(SyntheticRoute(SIZE).days(3))
    assert list(SyntheticRoute(SIZE).days(3)) != list(SyntheticRoute(SIZE, seed=8).days(3))


def test_visits_leave_stock_over_to_offer_and_items_short_to_take_back() -> None:
    (day,) = SyntheticRoute(DaySize(20, 40)).days(1)
    half = list(day.sold.items())[:10]
    state = supervise(day.fresh_plan(), [Visit(code, None, sold) for code, sold in half])

    assert any(item.allocated_extra > 0 for item in state.items.values())
    assert any(item.taken_back > 0 for item in state.items.values())
