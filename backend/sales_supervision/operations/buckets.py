"""Durations counted in buckets, which add up over hours and servers and still tell percentiles."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping

_STEPS_A_DOUBLING = 4

BOUNDS: tuple[float, ...] = tuple(
    2.0 * 2.0 ** (step / _STEPS_A_DOUBLING) for step in range(-48, 21)
)
"""Upper bounds of the buckets in seconds, from half a millisecond to 64 s; one more has the rest.

Each is 19 % above the one before. Two seconds, which saves are held to, is one of them.
"""

COARSE_BOUNDS = BOUNDS[::_STEPS_A_DOUBLING]
"""Every doubling: enough for a dashboard, and a quarter of the series."""

RELATIVE_ERROR: float = 2.0 ** (1 / (2 * _STEPS_A_DOUBLING)) - 1
"""A percentile is told as the middle of its bucket: at most this part away from the true one."""

_MIDDLE: float = 2.0 ** (-1 / (2 * _STEPS_A_DOUBLING))


def bucket_of(seconds: float) -> int:
    """The bucket of a duration: the first whose bound is not below it."""
    return bisect_left(BOUNDS, seconds)


def counted(buckets: Mapping[int, int]) -> int:
    """How many durations there are in all of ``buckets``."""
    return sum(buckets.values())


def quantile(buckets: Mapping[int, int], share: float) -> float | None:
    """Seconds that ``share`` (0 to 1) of the durations did not exceed; None where there are none.

    Within RELATIVE_ERROR, between half a millisecond and 64 s.
    """
    total = counted(buckets)
    if not total:
        return None
    wanted, seen = share * total, 0
    for bucket in sorted(buckets):
        seen += buckets[bucket]
        if seen >= wanted:
            return _middle(bucket)
    raise AssertionError("The counts of the buckets add up to less than their sum.")


def _middle(bucket: int) -> float:
    if bucket == len(BOUNDS):
        return BOUNDS[-1]
    return BOUNDS[bucket] * _MIDDLE if bucket else BOUNDS[0]
