"""Policies refuse limits, zones and weights that make no sense."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sales_supervision.domain.policy import RedistributionPolicy, ScoringPolicy


@given(recommended=st.integers(0, 999_999))
def test_the_classic_cap_is_half_of_the_recommendation_and_at_least_one(recommended: int) -> None:
    assert RedistributionPolicy().cap(recommended) == max(1, recommended // 2)


@given(recommended=st.integers(0, 999_999), percent=st.integers(0, 1000))
def test_a_cap_is_a_whole_number_rounded_down(recommended: int, percent: int) -> None:
    cap = RedistributionPolicy(max_extra_percent=percent, min_extra_units=0).cap(recommended)
    assert type(cap) is int
    assert cap * 100 <= recommended * percent < (cap + 1) * 100


@pytest.mark.parametrize(
    "limits",
    [{"max_extra_percent": -1}, {"min_extra_units": -1}, {"max_customers_per_draw": 0}],
)
def test_limits_of_redistribution_that_make_no_sense_are_refused(limits: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="Redistribution limits"):
        RedistributionPolicy(**limits)


@pytest.mark.parametrize(
    "zones",
    [
        {"perfect_from": 0.0},
        {"perfect_from": 1.1},
        {"perfect_to": 0.9},
        {"perfect_to": 2.0},
        {"zero_at": 1.2},
        {"perfect_from": float("nan")},
        {"zero_at": float("nan")},
        {"zero_at": float("inf")},
    ],
)
def test_zones_out_of_order_are_refused(zones: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="zones"):
        ScoringPolicy(**zones)


NAN = float("nan")


@pytest.mark.parametrize(
    "weights", [(0.4, 0.7), (0.0, 0.9), (-0.5, 1.5), (1.5, -0.5), (NAN, 0.6), (0.4, NAN)]
)
def test_weights_that_are_no_shares_of_one_are_refused(weights: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="weights"):
        ScoringPolicy(coverage_weight=weights[0], accuracy_weight=weights[1])


@given(coverage=st.floats(0, 1))
def test_any_share_of_coverage_leaves_the_rest_to_accuracy(coverage: float) -> None:
    policy = ScoringPolicy(coverage_weight=coverage, accuracy_weight=1 - coverage)
    assert policy.accuracy_weight == 1 - coverage
