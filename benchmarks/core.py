"""The domain core alone: no database, no HTTP, no rendering."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from benchmarks.limits import CORE_OPENING, CORE_VISIT
from benchmarks.measurements import Measurement, Stopwatch
from benchmarks.options import Options
from benchmarks.synthetic_days import LARGE, USUAL, DaySize, SyntheticDay, SyntheticRoute, moment
from sales_supervision.domain.dynamic_supervisor import advance, supervise, withdraw
from sales_supervision.domain.visits import Visit

PART = "core"


def measure(options: Options) -> Iterator[Measurement]:
    for size, times, days in ((USUAL, 100, 10), (LARGE, 15, 2)):
        options.say(f"{PART}: {size}")
        made = list(SyntheticRoute(size).days(options.times(days, 1)))
        yield _opening(size, made[0], options.times(times, 5))
        yield _visits(size, made)
        yield from _changes(size, made[0], options.times(times, 10))
        yield _anew(size, made[0], options.times(times, 5))


def _opening(size: DaySize, day: SyntheticDay, times: int) -> Measurement:
    opening = Stopwatch()
    for _ in range(times):
        with opening:
            supervise(day.fresh_plan(), ())
    return Measurement(
        PART,
        f"opening a day from its plan, {size}",
        "ms",
        opening.summary,
        CORE_OPENING[size],
        "checks the plan and orders the recipients of each item",
    )


def _visits(size: DaySize, days: list[SyntheticDay]) -> Measurement:
    """Each day from its first visit to its last, with what was told at that moment."""
    visiting = Stopwatch()
    for day in days:
        state = supervise(day.fresh_plan(), ())
        for visit in _visits_of(day):
            told = replace(visit, told_recommendation=state.adjusted(visit.customer_code))
            with visiting:
                state = advance(state, told)
    return Measurement(
        PART,
        f"one visit with redistribution, {size}",
        "ms",
        visiting.summary,
        CORE_VISIT[size],
        "every visit of a day, with all its quantities",
    )


def _changes(size: DaySize, day: SyntheticDay, times: int) -> Iterator[Measurement]:
    """Corrections, and visits taken back, in the middle of the day."""
    half = size.customers // 2
    state = supervise(day.fresh_plan(), islice(_visits_of(day), half))
    visited = list(state.visits.values())
    correcting, withdrawing = Stopwatch(), Stopwatch()
    for number in range(times):
        visit = visited[number % half]
        item = day.customers[0].lines[number % size.items].item_code
        units = visit.actuals.get(item) or 0
        corrected = replace(visit, actuals={**visit.actuals, item: units + 3})
        with correcting:
            advance(state, corrected)
        with withdrawing:
            withdraw(state, visit.customer_code)
    for work, stopwatch in (
        ("one quantity corrected", correcting),
        ("one visit taken back", withdrawing),
    ):
        yield Measurement(PART, f"{work}, half visited, {size}", "ms", stopwatch.summary)


def _anew(size: DaySize, day: SyntheticDay, times: int) -> Measurement:
    plan, visits, supervising = day.fresh_plan(), list(_visits_of(day)), Stopwatch()
    supervise(plan, ())
    for _ in range(times):
        with supervising:
            supervise(plan, visits)
    return Measurement(
        PART,
        f"the whole day anew, all visited, {size}",
        "ms",
        supervising.summary,
        note="what a server that holds nothing does at each request, its plan being at hand",
    )


def _visits_of(day: SyntheticDay) -> Iterator[Visit]:
    for place, (customer_code, sold) in enumerate(day.sold.items()):
        yield Visit(customer_code, moment(day, place), sold)
