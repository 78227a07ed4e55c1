"""What is read off a sales history, worked out by hand."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sales_supervision.recommendations.purchase_cycles import PurchaseCyclePolicy, purchase_facts
from tests.clocks import TODAY
from tests.recommendations.histories import Purchase, buys, facts, history

BREAD = ("C1", "bread")


@pytest.mark.parametrize(
    ("days_ago", "cycle"),
    [
        pytest.param([9, 6, 3], 3.0, id="gaps 3 3"),
        pytest.param([20, 17, 15, 4], 3.0, id="gaps 3 2 11: the median, not the mean"),
        pytest.param([10, 8, 5], 2.5, id="gaps 2 3: half days"),
        pytest.param([2, 1], 1.0, id="daily"),
        pytest.param([7], None, id="a single purchase has no cycle"),
    ],
)
def test_the_cycle_is_the_median_gap_between_buying_days(
    days_ago: list[int], cycle: float | None
) -> None:
    bread = facts(buys("bread", dict.fromkeys(days_ago, 5)))[BREAD]
    assert bread["cycle"] == cycle
    assert bread["days_since"] == days_ago[-1]
    assert bread["purchases"] == len(days_ago)


def test_frequency_is_the_share_of_the_customers_buying_days() -> None:
    purchases = buys("bread", {9: 5, 3: 5}) + buys("cake", {9: 1, 6: 1, 4: 1, 3: 1, 2: 1, 1: 1})
    found = facts(purchases)
    assert found[BREAD]["share"] == pytest.approx(2 / 6)
    assert found[BREAD]["frequency_pct"] == 33.33
    assert found["C1", "cake"]["frequency_pct"] == 100.0


def test_another_customers_days_do_not_count() -> None:
    alone = facts(buys("bread", {6: 5, 3: 5}))[BREAD]
    beside = facts(buys("bread", {6: 5, 3: 5}) + buys("bread", {5: 90, 1: 90}, "C2"))[BREAD]
    assert beside == alone


def test_the_usual_quantity_weighs_a_purchase_half_after_28_days() -> None:
    # Weights 1/4 (56 days ago) and 1/2 (28 days ago): (10 · 0.25 + 16 · 0.5) / 0.75 = 14.
    bread = facts(buys("bread", {56: 10, 28: 16}))[BREAD]
    assert bread["usual"] == 14.0


def test_a_shorter_half_life_listens_more_to_the_last_purchases() -> None:
    # Weights 1/8 (three half-lives) and 1/2: (10 · 0.125 + 20 · 0.5) / 0.625 = 18.
    bread = facts(buys("bread", {21: 10, 7: 20}), half_life_days=7)[BREAD]
    assert bread["usual"] == 18.0


def test_one_huge_order_counts_as_three_times_the_median() -> None:
    # Median of 10, 10, 200 is 10, so 200 counts as 30; all three weigh nearly the same.
    bread = facts(buys("bread", {3: 10, 2: 200, 1: 10}), half_life_days=1e9)[BREAD]
    assert bread["usual"] == pytest.approx(50 / 3, abs=0.01)


def test_several_rows_of_a_day_are_one_purchase() -> None:
    found = facts([(6, "C1", "bread", 4), (6, "C1", "bread", 5), (3, "C1", "bread", 9)])
    assert found[BREAD]["purchases"] == 2
    assert found[BREAD]["usual"] == 9.0


def test_nothing_bought_is_no_purchase() -> None:
    purchases: list[Purchase] = [*buys("bread", {9: 5, 3: 5}), (1, "C1", "bread", 0)]
    assert facts(purchases)[BREAD] == facts(buys("bread", {9: 5, 3: 5}))[BREAD]


def test_the_rhythm_of_a_customer_is_the_median_gap_of_its_buying_days() -> None:
    found = facts(buys("bread", {12: 5, 6: 5}) + buys("cake", {10: 1, 4: 1}))
    # Buying days 12, 10, 6, 4 days ago: gaps 2, 4, 2.
    assert {row["customer_gap"] for row in found.values()} == {2.0}


def test_a_customer_with_one_buying_day_is_taken_to_come_weekly() -> None:
    assert facts(buys("bread", {3: 5}))[BREAD]["customer_gap"] == 7.0


def test_volume_is_measured_against_the_customers_largest_line() -> None:
    found = facts(buys("bread", {6: 40, 3: 40}) + buys("cake", {6: 10, 3: 10}))
    assert found[BREAD]["volume_share"] == 1.0
    assert found["C1", "cake"]["volume_share"] == pytest.approx(0.25)


def test_only_the_customers_asked_for_and_the_days_before_are_looked_at() -> None:
    rows = [
        *buys("bread", {6: 5, 3: 5}),
        *buys("bread", {0: 70, -1: 70}),
        *buys("bread", {3: 5}, "C2"),
    ]
    frame = purchase_facts(history(rows), ["C1"], TODAY, PurchaseCyclePolicy())
    assert frame.select("customer_code", "item_code", "purchases", "days_since").rows() == [
        ("C1", "bread", 2, 3)
    ]


@pytest.mark.parametrize("customers", [[], ["C1"], ["unknown"]])
def test_no_history_gives_no_facts(customers: list[str]) -> None:
    known = buys("bread", {3: 5}) if customers != ["C1"] else []
    assert purchase_facts(history(known), customers, TODAY, PurchaseCyclePolicy()).is_empty()


def test_the_same_history_seen_on_a_later_day_is_older() -> None:
    rows = history(buys("bread", {6: 5, 3: 5}))
    later = purchase_facts(rows, ["C1"], TODAY + timedelta(days=4), PurchaseCyclePolicy())
    assert later["days_since"].to_list() == [7]
    assert later["cycle"].to_list() == [3.0]
