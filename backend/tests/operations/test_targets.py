"""When a target is met, not met, or not to be judged yet."""

from __future__ import annotations

import pytest

from sales_supervision.operations.targets import LineKey, Phase, Status, targets_of

MET, NOT_MET, UNKNOWN = Status.MET, Status.NOT_MET, Status.NOT_ENOUGH_DATA


def statuses(key: LineKey, value: float | None, samples: int, days: float) -> list[Status]:
    return [target.status for target in targets_of(key, value, samples, days)]


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        (LineKey.PRODUCTION_ERRORS, 0, [MET] * 3),
        (LineKey.PRODUCTION_ERRORS, 1, [NOT_MET] * 3),
        (LineKey.SAVE_SECONDS, 1.99, [MET] * 3),
        (LineKey.SAVE_SECONDS, 2.0, [NOT_MET] * 3),
        (LineKey.CACHE_HIT_PERCENT, 50.0, [NOT_MET] * 3),
        (LineKey.CACHE_HIT_PERCENT, 70.5, [MET, MET, NOT_MET]),
        (LineKey.CACHE_HIT_PERCENT, 86.0, [MET] * 3),
        (LineKey.LOST_EDITS, 1, [NOT_MET] * 3),
        (LineKey.TIMES_AS_FAST, 2.0, [MET]),
        (LineKey.MERGES, 7, []),
    ],
)
def test_a_month_of_figures_is_judged(key: LineKey, value: float, expected: list[Status]) -> None:
    assert statuses(key, value, samples=1000, days=30) == expected


def test_the_target_of_a_week_is_not_judged_on_a_day() -> None:
    assert statuses(LineKey.PRODUCTION_ERRORS, 3, 1000, days=0.5) == [NOT_MET, UNKNOWN, UNKNOWN]
    assert statuses(LineKey.PRODUCTION_ERRORS, 3, 1000, days=7) == [NOT_MET, NOT_MET, UNKNOWN]


def test_few_observations_say_nothing() -> None:
    assert statuses(LineKey.SAVE_SECONDS, 9.0, samples=19, days=30) == [UNKNOWN] * 3
    assert statuses(LineKey.SAVE_SECONDS, None, samples=0, days=30) == [UNKNOWN] * 3
    # One of 42 statements.
    assert statuses(LineKey.SLOW_STATEMENTS_PERCENT, 2.4, samples=42, days=30) == [UNKNOWN] * 3


def test_a_line_has_a_target_for_the_phases_that_ask_for_one() -> None:
    targets = targets_of(LineKey.COST_REDUCTION_PERCENT, 40.0, 100, 30)
    assert [target.phase for target in targets] == [Phase.WEEK_4]
