"""Buckets add up, and tell a percentile within the error that is claimed."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sales_supervision.operations.buckets import (
    BOUNDS,
    COARSE_BOUNDS,
    RELATIVE_ERROR,
    bucket_of,
    quantile,
)

DURATIONS = st.lists(st.floats(min_value=BOUNDS[0], max_value=BOUNDS[-1]), min_size=1, max_size=200)
SHARES = st.sampled_from((0.5, 0.95, 0.99, 1.0))


def counted(durations: list[float]) -> Counter[int]:
    return Counter(map(bucket_of, durations))


@given(DURATIONS, SHARES)
def test_a_percentile_is_within_the_error_of_the_true_one(
    durations: list[float], share: float
) -> None:
    in_order = sorted(durations)
    rank = max(1, -int(-share * len(in_order) // 1))
    told = quantile(counted(durations), share)
    assert told is not None
    assert abs(told / in_order[rank - 1] - 1) <= RELATIVE_ERROR + 1e-9


@given(DURATIONS, DURATIONS, SHARES)
def test_buckets_of_two_servers_added_up_are_those_of_all(
    here: list[float], there: list[float], share: float
) -> None:
    together = counted(here) + counted(there)
    assert together == counted(here + there)
    assert quantile(together, share) == quantile(counted(here + there), share)


def test_two_seconds_is_told_exactly_from_more() -> None:
    assert 2.0 in BOUNDS
    assert 2.0 in COARSE_BOUNDS
    just, over = quantile(counted([2.0]), 0.95), quantile(counted([2.0001]), 0.95)
    assert just is not None
    assert over is not None
    assert just < 2.0 < over


@pytest.mark.parametrize(("seconds", "told"), [(0.0, BOUNDS[0]), (1000.0, 64.0)])
def test_what_lies_beyond_the_buckets_is_told_as_their_edge(seconds: float, told: float) -> None:
    assert quantile(counted([seconds]), 0.5) == told


def test_nothing_observed_has_no_percentile() -> None:
    assert quantile({}, 0.95) is None
