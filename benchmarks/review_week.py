"""Kept reviews: how fast one is answered, and what a depot's week costs beside the original's rule.

The week, its people and what they do are told in ``review_depot``; the original's rule in
``scripted_model``. A request is a panel opened, a review asked for, or "Write again". It needed a
call where somebody waited for one; what was written ahead is counted among the calls, too.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

from benchmarks.filled_database import feed_days, keep_visits, new_database
from benchmarks.limits import CACHED_REVIEW, CALLS_OF_A_WEEK
from benchmarks.measurements import Measurement, Summary
from benchmarks.options import Options
from benchmarks.review_depot import Depot, replayed_week
from benchmarks.server import Client, serving
from benchmarks.synthetic_days import USUAL, SyntheticRoute

PART = "review week"


def measure(options: Options) -> Iterator[Measurement]:
    yield from _kept(options)
    routes, days = options.times(20, 2), options.times(6, 2)
    for warming in (False, True):
        options.say(f"{PART}: a depot of {routes} routes")
        file = options.folder(PART) / f"week-{warming}.db"
        depot = replayed_week(
            file,
            routes=routes,
            days=days,
            warming=warming,
            say=lambda what: options.say(f"{PART}: {what}"),
        )
        ahead = "written ahead" if warming else "written on request"
        with closing(depot):
            yield from _week(depot, f"{days} days of {routes} routes, {ahead}")


def _kept(options: Options) -> Iterator[Measurement]:
    """The same review over HTTP, again and again, while its day is open."""
    options.say(f"{PART}: kept reviews")
    route = SyntheticRoute(USUAL)
    day = next(iter(route.days(1)))
    file = options.folder(PART) / "kept.db"
    database = new_database(file)
    feed_days(database, route.demo, [day])
    keep_visits(database, day, USUAL.customers // 2)
    database.dispose()
    customer = next(iter(day.sold))
    address = f"/api/days/{day.route_code}/{day.on}/customers/{customer}/review"
    times = options.times(300, 10)
    with serving(file) as server, closing(Client(server.port)) as client:
        client.ask("POST", address, b"{}")
        for work, method, body in (("shown", "GET", None), ("asked for", "POST", b"{}")):
            before = server.cpu_milliseconds()
            samples = [client.ask(method, address, body).milliseconds for _ in range(times)]
            after = server.cpu_milliseconds()
            each = "" if before is None or after is None else f"{(after - before) / times:.1f}"
            yield Measurement(
                PART,
                f"kept review {work} over HTTP, {USUAL}",
                "ms",
                Summary.of(samples),
                CACHED_REVIEW,
                note=f"{each} ms of processor each" if each else "",
            )


def _week(depot: Depot, work: str) -> Iterator[Measurement]:
    ours, theirs, calls = depot.counts, depot.original.counts, depot.model.calls
    live, saved, waited = ours["of live days"], ours["of saved days"], ours["waited for a call"]
    spent = depot.spent()
    yield Measurement(
        PART,
        f"{work}: requests that needed a call",
        "%",
        Summary.of([100 * waited / (live + saved)]),
        CALLS_OF_A_WEEK,
        note=f"{live + saved:,} requests, {saved:,} of saved days; {waited:,} waited for a call "
        f"({100 * waited / live:.1f} % of live days'), {calls:,} calls in all, {spent:.2f} $; "
        f"{ours['marked']:,} shown marked as of earlier figures",
    )
    yield Measurement(
        PART,
        f"{work}: answers of other figures, unmarked",
        "answers",
        Summary.of([float(ours["of other figures"])]),
    )
    asked, called = theirs["asked"] + saved, theirs["calls"]
    yield Measurement(
        PART,
        f"{work}: by the original's rule",
        "%",
        Summary.of([100 * called / asked]),
        note=f"{called:,} calls ({100 * called / theirs['asked']:.1f} % of live days'), "
        f"{spent / max(1, calls) * called:.2f} $; {theirs['of other figures']:,} answers of other "
        "figures, unmarked",
    )
    yield Measurement(PART, f"{work}: newest review looked up", "ms", depot.answering.summary)
