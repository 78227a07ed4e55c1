"""What holds for any history whatever."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sales_supervision.domain.plan import Tier
from sales_supervision.recommendations.purchase_cycles import PurchaseCycleRecommender
from sales_supervision.recommendations.recommender import RecommendedOrder
from tests.clocks import TODAY
from tests.recommendations.histories import Purchase, history

CUSTOMERS = ["C1", "C2", "C3"]
RECOMMENDER = PurchaseCycleRecommender()


def purchases(first: int, last: int) -> st.SearchStrategy[list[Purchase]]:
    """Histories whose purchases lie from ``first`` to ``last`` days ago."""
    purchase = st.tuples(
        st.integers(first, last),
        st.sampled_from(CUSTOMERS),
        st.sampled_from(["I1", "I2", "I3", "I4"]),
        st.integers(0, 60) | st.integers(0, 999_999),
    )
    return st.lists(purchase, max_size=40)


PAST, FUTURE = purchases(1, 90), purchases(-20, 0)


def lines(rows: list[Purchase]) -> list[RecommendedOrder]:
    return RECOMMENDER.recommend(history(rows), CUSTOMERS, TODAY)


@settings(max_examples=50)
@given(PAST)
def test_every_line_is_within_its_limits(past: list[Purchase]) -> None:
    made = lines(past)
    bought = {(customer, item) for _, customer, item, units in past if units}
    assert len({(line.customer_code, line.item_code) for line in made}) == len(made)
    for line in made:
        assert (line.customer_code, line.item_code) in bought
        assert 0 <= line.priority_score <= 100
        assert type(line.quantity) is int
        assert 1 <= line.quantity <= 999_999
        assert line.tier in Tier
        assert line.reason
        assert line.days_since_last_purchase >= 1
        assert 0 < line.purchase_frequency_pct <= 100


@settings(max_examples=30)
@given(PAST, FUTURE)
def test_sales_on_the_day_and_after_change_nothing(
    past: list[Purchase], future: list[Purchase]
) -> None:
    assert lines(past + future) == lines(past)


@settings(max_examples=30)
@given(st.data())
def test_the_order_of_the_rows_changes_nothing(data: st.DataObject) -> None:
    past = data.draw(PAST)
    assert lines(data.draw(st.permutations(past))) == lines(past)


@settings(max_examples=20)
@given(PAST)
def test_a_customers_lines_do_not_depend_on_who_else_is_asked_for(past: list[Purchase]) -> None:
    together = lines(past)
    alone = [
        line
        for customer in CUSTOMERS
        for line in RECOMMENDER.recommend(history(past), [customer], TODAY)
    ]
    assert alone == together
