"""What a benchmark hands back: samples summed up, the limit they are held against, met or not."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Literal

Statistic = Literal["p50", "p95"]


@dataclass(frozen=True, slots=True)
class Summary:
    """Percentiles are interpolated; of a single sample all figures are that sample."""

    samples: int
    p50: float
    p95: float
    least: float
    most: float
    mean: float

    @classmethod
    def of(cls, samples: Sequence[float]) -> Summary:
        """Raises ValueError where there is no sample."""
        ordered = sorted(samples)
        if not ordered:
            raise ValueError("Nothing was measured.")
        return cls(
            samples=len(ordered),
            p50=percentile(ordered, 0.50),
            p95=percentile(ordered, 0.95),
            least=ordered[0],
            most=ordered[-1],
            mean=sum(ordered) / len(ordered),
        )

    @classmethod
    def of_runs(cls, runs: Sequence[Summary]) -> Summary:
        """The median run, figure by figure; the least and the most are of all of them."""
        if len(runs) == 1:
            return runs[0]
        return cls(
            samples=sum(run.samples for run in runs),
            p50=median(run.p50 for run in runs),
            p95=median(run.p95 for run in runs),
            least=min(run.least for run in runs),
            most=max(run.most for run in runs),
            mean=median(run.mean for run in runs),
        )

    def figure(self, statistic: Statistic) -> float:
        return self.p50 if statistic == "p50" else self.p95


@dataclass(frozen=True, slots=True)
class Limit:
    """The most that ``statistic`` may be, in the measurement's unit."""

    statistic: Statistic
    at_most: float


@dataclass(frozen=True, slots=True)
class Goal:
    """A row of section 13: the limit, and what the predecessor does, in its own words."""

    limit: Limit
    predecessor: str = ""


@dataclass(frozen=True, slots=True)
class Measurement:
    """``work``: what was done; ``note``: what one must know to read the figure."""

    part: str
    work: str
    unit: str
    summary: Summary
    goal: Goal | None = None
    note: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the limit is kept, None where there is none."""
        if self.goal is None:
            return None
        limit = self.goal.limit
        return self.summary.figure(limit.statistic) <= limit.at_most


def median_of_runs(runs: Sequence[Sequence[Measurement]]) -> list[Measurement]:
    """Each work of the first run with its figures over all runs that came to it."""
    found: dict[tuple[str, str], list[Measurement]] = {}
    for run in runs:
        for measurement in run:
            found.setdefault((measurement.part, measurement.work), []).append(measurement)
    return [
        replace(same[0], summary=Summary.of_runs([one.summary for one in same]))
        for same in found.values()
    ]


class Stopwatch:
    """Times what runs inside ``with stopwatch:``, in milliseconds; each time is a sample."""

    def __init__(self) -> None:
        self.samples: list[float] = []
        self._started = 0.0

    def __enter__(self) -> None:
        self._started = time.perf_counter()

    def __exit__(self, *_: object) -> None:
        self.samples.append((time.perf_counter() - self._started) * 1000)

    @property
    def summary(self) -> Summary:
        return Summary.of(self.samples)


def percentile(ordered: Sequence[float], share: float) -> float:
    """Interpolated; ``ordered`` has at least one sample."""
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)
