"""The figures of this process as Prometheus reads them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    InfoMetricFamily,
)
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from sales_supervision.operations.buckets import BOUNDS, COARSE_BOUNDS
from sales_supervision.operations.observations import Durations, Figure, Labels, Observations
from sales_supervision.storage.review_figure_storage import PRICE

_Value = TypeVar("_Value")

PREFIX = "sales_supervision_"
MICROS = 1_000_000
_FALLBACK = "fallback_"
_ANSWERS = ("asked", "hits", "misses", "coalesced", "limited", "written")
_EACH_COARSE = (len(BOUNDS) - 1) // (len(COARSE_BOUNDS) - 1)

_COUNTERS: tuple[tuple[Figure, str, str, tuple[str, ...]], ...] = (
    (Figure.REQUESTS, "requests", "Answered requests.", ("method", "route", "status")),
    (Figure.PROBLEMS, "problems", "Requests answered with a problem.", ("type",)),
    (Figure.SAVES, "saves", "Attempts to save a day.", ("how", "outcome")),
    (Figure.SLOW_STATEMENTS, "slow_statements", "Statements over 100 ms.", ("kind",)),
)
_HISTOGRAMS: tuple[tuple[Figure, str, str, tuple[str, ...]], ...] = (
    (Figure.REQUEST_SECONDS, "request_seconds", "Time to answer.", ("method", "route")),
    (Figure.SAVE_SECONDS, "save_seconds", "Time of a save that was done.", ("how",)),
    (Figure.STATEMENT_SECONDS, "statement_seconds", "Time of a statement.", ("kind",)),
)


@dataclass(frozen=True, slots=True)
class Gauge:
    """A value of this moment; ``read`` gives it by the label's value, or says nothing."""

    name: str
    help: str
    label: str | None
    read: Callable[[], Iterable[tuple[str, float]]]


class Exposition:
    """Makes the text that a scrape gets. Touches no database."""

    def __init__(self, observations: Observations, gauges: Iterable[Gauge], version: str) -> None:
        self._registry = CollectorRegistry(auto_describe=False)
        self._registry.register(_Figures(observations, tuple(gauges), version))
        ProcessCollector(registry=self._registry)

    def text(self) -> bytes:
        """Prometheus' text format."""
        return generate_latest(self._registry)


class _Figures(Collector):
    def __init__(self, observations: Observations, gauges: tuple[Gauge, ...], version: str) -> None:
        self._observations = observations
        self._gauges = gauges
        self._version = version

    def collect(self) -> Iterator[Metric]:
        counts = self._observations.counts()
        durations = self._observations.durations()
        for figure, name, help_, labels in _COUNTERS:
            counter = CounterMetricFamily(PREFIX + name, help_, labels=labels)
            for values, amount in _of(figure, counts):
                counter.add_metric(values, amount)
            yield counter
        for figure, name, help_, labels in _HISTOGRAMS:
            histogram = HistogramMetricFamily(PREFIX + name, help_, labels=labels)
            for values, timed in _of(figure, durations):
                histogram.add_metric(values, _cumulative(timed), timed.seconds)
            yield histogram
        yield from _reviews(list(_of(Figure.REVIEWS, counts)))
        for gauge in self._gauges:
            family = GaugeMetricFamily(
                PREFIX + gauge.name, gauge.help, labels=[gauge.label] if gauge.label else []
            )
            for value, number in gauge.read():
                family.add_metric([value] if gauge.label else [], number)
            yield family
        build = InfoMetricFamily(f"{PREFIX}build", "The release.")
        build.add_metric([], {"version": self._version})
        yield build


def _of(
    figure: Figure, observed: dict[tuple[Figure, Labels], _Value]
) -> Iterator[tuple[Labels, _Value]]:
    for (of, labels), value in sorted(observed.items(), key=lambda each: each[0]):
        if of is figure:
            yield labels, value


def _cumulative(timed: Durations) -> list[tuple[str, float]]:
    found, below = [], 0
    for bucket in range(len(BOUNDS)):
        below += timed.buckets.get(bucket, 0)
        if bucket % _EACH_COARSE == 0:
            found.append((repr(BOUNDS[bucket]), float(below)))
    return [*found, ("+Inf", float(below + timed.buckets.get(len(BOUNDS), 0)))]


def _reviews(counted: list[tuple[Labels, int]]) -> Iterator[Metric]:
    """Calls, tokens and money of reviews, and how often the cache answered."""

    def counter(name: str, help_: str, *labels: str) -> CounterMetricFamily:
        return CounterMetricFamily(PREFIX + name, help_, labels=["model", *labels])

    answers = counter(
        "reviews", "Reviews asked for, where they came from, and all that were written.", "what"
    )
    fallbacks = counter("review_fallbacks", "Reviews the built-in analyst wrote instead.", "reason")
    calls = counter("model_calls", "Calls to the model.")
    tokens = counter("model_tokens", "Tokens sent to the model and written by it.", "direction")
    spent = counter("model_spend_dollars", "US dollars spent on the model.")
    saved = counter("model_saved_dollars", "US dollars that the cache saved.")
    for (model, figure), amount in counted:
        if figure in _ANSWERS:
            answers.add_metric([model, figure], amount)
        elif figure.startswith(_FALLBACK):
            fallbacks.add_metric([model, figure.removeprefix(_FALLBACK)], amount)
        elif figure == "calls":
            calls.add_metric([model], amount)
        elif figure in {"tokens_in", "tokens_out"}:
            tokens.add_metric([model, figure.removeprefix("tokens_")], amount)
        elif figure == PRICE:
            spent.add_metric([model], amount / MICROS)
        elif figure == "price_saved_micros":
            saved.add_metric([model], amount / MICROS)
    yield from (answers, fallbacks, calls, tokens, spent, saved)
