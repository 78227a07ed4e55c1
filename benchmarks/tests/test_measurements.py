from __future__ import annotations

import pytest

from benchmarks.measurements import (
    Goal,
    Limit,
    Measurement,
    Stopwatch,
    Summary,
    median_of_runs,
)


def test_percentiles_are_interpolated_whatever_the_order_of_the_samples() -> None:
    summary = Summary.of([40.0, 10.0, 30.0, 20.0, 50.0])

    assert summary.p50 == 30.0
    assert summary.p95 == pytest.approx(48.0)
    assert (summary.least, summary.most, summary.mean, summary.samples) == (10.0, 50.0, 30.0, 5)


def test_a_single_sample_is_every_figure() -> None:
    assert Summary.of([7.0]) == Summary(1, 7.0, 7.0, 7.0, 7.0, 7.0)


def test_nothing_measured_is_refused() -> None:
    with pytest.raises(ValueError, match="Nothing was measured"):
        Summary.of([])


@pytest.mark.parametrize(
    ("limit", "met"),
    [
        (Limit("p50", 2.0), True),
        (Limit("p50", 1.9), False),
        (Limit("p95", 2.0), False),
        (Limit("p95", 2.9), True),
    ],
)
def test_a_limit_holds_for_its_own_statistic(limit: Limit, met: bool) -> None:
    measurement = Measurement("part", "work", "ms", Summary.of([1.0, 2.0, 3.0]), Goal(limit))

    assert measurement.met is met


def test_without_a_limit_nothing_is_met_or_missed() -> None:
    assert Measurement("part", "work", "ms", Summary.of([1.0])).met is None


def test_a_stopwatch_keeps_one_sample_a_use() -> None:
    stopwatch = Stopwatch()
    for _ in range(3):
        with stopwatch:
            pass

    assert len(stopwatch.samples) == 3
    assert min(stopwatch.samples) >= 0


def test_of_several_runs_the_median_of_each_figure_is_told() -> None:
    runs = [
        [Measurement("some", "work", "ms", Summary.of(samples)), *more]
        for samples, more in (
            ([1.0, 9.0], []),
            ([2.0, 2.0], [Measurement("some", "more", "ms", Summary.of([7.0]))]),
            ([3.0, 30.0], []),
        )
    ]

    work, more = median_of_runs(runs)

    assert (work.work, work.summary.p50, work.summary.samples) == ("work", 5.0, 6)
    assert work.summary.p95 == Summary.of([1.0, 9.0]).p95
    assert (work.summary.least, work.summary.most) == (1.0, 30.0)
    assert (more.work, more.summary) == ("more", Summary.of([7.0]))
