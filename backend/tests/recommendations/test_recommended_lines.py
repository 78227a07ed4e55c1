"""Which lines are recommended, how many units, how urgent, and in which words."""

from __future__ import annotations

import pytest

from sales_supervision.domain.plan import Tier
from sales_supervision.domain.quantities import MAX_QUANTITY
from tests.recommendations.histories import buys, recommended

EVERY_2_DAYS = dict.fromkeys(range(30, 1, -2), 10)
"""Bought 30, 28, ... 2 days ago."""


@pytest.mark.parametrize(
    ("last", "due"),
    [
        # Cycle 10, rhythm 1: half a day of the way to the next buying day is added.
        pytest.param(7, False, id="0.75 of the cycle by then"),
        pytest.param(8, True, id="0.85 of the cycle by then"),
        pytest.param(12, True, id="past its cycle"),
        pytest.param(49, True, id="just not forgotten"),
        pytest.param(50, False, id="forgotten at five cycles"),
    ],
)
def test_a_line_is_recommended_from_due_until_forgotten(last: int, due: bool) -> None:
    every_day = buys("daily", dict.fromkeys(range(60, 0, -1), 5))
    tens = buys("tens", {last + 20: 5, last + 10: 5, last: 5})
    assert ("tens" in recommended(every_day + tens, least_share=0)) is due


def test_the_priority_adds_frequency_dueness_and_volume() -> None:
    # Cake: on 2 of 4 buying days, 4 days after the last with a cycle of 8, 5 of 20 units:
    # 100 · (0.5 · 0.5 + 0.3 · 4/8 + 0.2 · 5/20) = 25 + 15 + 5.
    lines = recommended(
        buys("bread", {16: 20, 12: 20, 8: 20, 4: 20}) + buys("cake", {12: 5, 4: 5}), due_from=0.5
    )
    assert lines["cake"].priority_score == 45.0
    # Bread: on all buying days, exactly due, the largest: 50 + 30 + 20.
    assert lines["bread"].priority_score == 100.0


def test_past_its_cycle_a_line_is_not_more_due_than_due() -> None:
    scores = {
        last: recommended(buys("bread", {last + 6: 9, last + 3: 9, last: 9}))[
            "bread"
        ].priority_score
        for last in (3, 5, 7)
    }
    assert set(scores.values()) == {100.0}


@pytest.mark.parametrize(
    ("last", "score"),
    # Cycle 4. 2.5 cycles are 10 days, 5 cycles 20: the score fades from 100 to 0 between.
    [(10, 100.0), (12, 80.0), (15, 50.0), (19, 10.0)],
)
def test_the_priority_of_a_line_slipping_away_fades(last: int, score: float) -> None:
    bread = recommended(buys("bread", {last + 8: 9, last + 4: 9, last: 9}))["bread"]
    assert bread.priority_score == score


def test_a_line_slipping_away_is_watched_and_offered_at_half() -> None:
    bread = recommended(buys("bread", {20: 13, 16: 13, 12: 13}))["bread"]
    assert bread.tier is Tier.MONITOR
    assert bread.quantity == 7  # half of 13, halves up


@pytest.mark.parametrize(
    ("must", "should", "consider", "tier"),
    [
        (45.0, 30, 20, Tier.MUST_STOCK),
        (45.01, 45, 20, Tier.SHOULD_STOCK),
        (60, 45.01, 45, Tier.CONSIDER),
        (60, 50, 45.01, Tier.MONITOR),
    ],
)
def test_the_tier_follows_from_the_priority(
    must: float, should: float, consider: float, tier: Tier
) -> None:
    lines = recommended(
        buys("bread", {16: 20, 12: 20, 8: 20, 4: 20}) + buys("cake", {12: 5, 4: 5}),
        due_from=0.5,
        must_stock_from=must,
        should_stock_from=should,
        consider_from=consider,
    )
    assert lines["cake"].priority_score == 45.0
    assert lines["cake"].tier is tier


def test_the_quantity_is_the_usual_one_in_whole_units() -> None:
    assert recommended(buys("bread", EVERY_2_DAYS))["bread"].quantity == 10
    # Units 2 and 3, both of nearly the same weight: 2.5 and a little more is 3.
    assert recommended(buys("bread", {4: 2, 2: 3}))["bread"].quantity == 3


def test_at_least_one_unit_is_recommended() -> None:
    bread = recommended(buys("bread", {12: 1, 8: 1}), slipping_cycles=1.5)["bread"]
    assert (bread.tier, bread.quantity) == (Tier.MONITOR, 1)


def test_the_quantity_never_passes_what_a_quantity_may_be() -> None:
    assert recommended(buys("bread", {2: 5_000_000, 1: 5_000_000}))["bread"].quantity == (
        MAX_QUANTITY
    )


@pytest.mark.parametrize(("buying_days", "wanted"), [(5, True), (6, False)])
def test_a_single_purchase_counts_from_a_fifth_of_the_buying_days(
    buying_days: int, wanted: bool
) -> None:
    others = buys("bread", {10 * number: 5 for number in range(1, buying_days + 1)})
    once = buys("cake", {10 * buying_days: 2})
    assert ("cake" in recommended(others + once)) is wanted


@pytest.mark.parametrize(("buying_days", "wanted"), [(25, True), (26, False)])
def test_a_rare_item_is_left_out(buying_days: int, wanted: bool) -> None:
    """Two purchases on 25 buying days are 8 %, on 26 less."""
    others = buys("bread", dict.fromkeys(range(1, buying_days + 1), 5))
    rare = buys("cake", {buying_days: 2, buying_days - 10: 2})
    assert ("cake" in recommended(others + rare)) is wanted


def test_a_customer_gets_its_most_important_lines() -> None:
    purchases = [
        purchase
        for number in range(9)
        for purchase in buys(f"I{number}", {4: number + 1, 2: number + 1})
    ]
    assert list(recommended(purchases, most_lines=3)) == ["I8", "I7", "I6"]


def test_lines_of_equal_priority_come_by_item_code() -> None:
    purchases = [p for item in ("b", "c", "a") for p in buys(item, {4: 5, 2: 5})]
    assert list(recommended(purchases)) == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("units_by_days_ago", "reason"),
    [
        ({9: 12, 6: 12, 3: 12}, "buys every 3 days, last 3 days ago, usually 12"),
        ({3: 4, 2: 4, 1: 4}, "buys every day, last yesterday, usually 4"),
        ({10: 7, 8: 7, 5: 7}, "overdue: buys every 3 days, last 5 days ago, usually 7"),
        ({3: 6}, "bought once, 3 days ago, usually 6"),
        ({1: 6}, "bought once, yesterday, usually 6"),
        ({15: 8, 12: 8, 9: 8}, "slipping away: bought every 3 days until 9 days ago, usually 8"),
    ],
    ids=["due", "daily", "overdue", "once", "once yesterday", "slipping away"],
)
def test_the_reason_is_said_in_plain_words(units_by_days_ago: dict[int, int], reason: str) -> None:
    purchases = buys("bread", units_by_days_ago)
    assert recommended(purchases, due_from=0.2)["bread"].reason == reason


def test_a_line_carries_the_facts_behind_it() -> None:
    cake = recommended(buys("bread", EVERY_2_DAYS) + buys("cake", {14: 2, 8: 4}))["cake"]
    assert cake.days_since_last_purchase == 8
    assert cake.purchase_cycle_days == 6.0
    assert cake.purchase_frequency_pct == 13.33
    assert cake.usual_quantity == pytest.approx(3.07, abs=0.005)
