"""A supervisor's requests over HTTP: the product's own server process, on the loopback."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import partial

from benchmarks.day_requests import (
    enter_quantity,
    epoch_of,
    open_day,
    open_unchanged,
    record_visit,
    save,
)
from benchmarks.filled_database import feed_days, keep_visits
from benchmarks.limits import HTTP_OPEN, HTTP_SAVE, HTTP_VISIT
from benchmarks.measurements import Goal, Measurement, Summary
from benchmarks.options import Options
from benchmarks.postgresql import postgresql
from benchmarks.products import Product
from benchmarks.server import Answer, Client, Server, serving
from benchmarks.synthetic_days import LARGE, USUAL, DaySize, SyntheticDay, SyntheticRoute
from sales_supervision.storage.engine import Database
from sales_supervision.storage.migrating import upgrade

PART = "http"

_STAGES = (0.0, 0.25, 0.5, 0.75)
"""Share of the customers visited when a day's measured visits begin."""


@dataclass(frozen=True, slots=True)
class _Amount:
    """How many days and requests of each kind."""

    visit_days_a_stage: int
    visits_a_day: int
    saves: int
    repeats: int


@dataclass(frozen=True, slots=True)
class _Days:
    """``visits``: with how many customers visited already."""

    visits: list[tuple[SyntheticDay, int]]
    half: SyntheticDay
    saves: list[SyntheticDay]


def measure(options: Options) -> Iterator[Measurement]:
    quick = options.quick
    amounts = {
        USUAL: _Amount(1, 5, 5, 20) if quick else _Amount(5, 10, 40, 150),
        LARGE: _Amount(1, 2, 1, 3) if quick else _Amount(1, 8, 8, 15),
    }
    for size, amount in amounts.items():
        file = options.folder(PART) / f"{size.customers}.db"
        yield from _on(f"sqlite:///{file}", Product.SQLITE, size, amount, options)
    with postgresql() as url:
        yield from _on(url, Product.POSTGRESQL, USUAL, amounts[USUAL], options)


def _on(
    url: str, product: Product, size: DaySize, amount: _Amount, options: Options
) -> Iterator[Measurement]:
    options.say(f"{PART}: {product}, {size}, filling the database")
    days = _fill(url, size, amount)
    options.say(f"{PART}: {product}, {size}")
    logged = options.folder(PART) / f"{product}-{size.customers}"
    with (
        serving(logged, database_url=url) as server,
        closing(Client(server.port)) as client,
    ):
        yield from _Requests(server, client, product, size, days).measured(amount)


def _fill(url: str, size: DaySize, amount: _Amount) -> _Days:
    route = SyntheticRoute(size)
    made = list(route.days(len(_STAGES) * amount.visit_days_a_stage + 1 + amount.saves))
    half, *rest = made
    saves, visits = rest[: amount.saves], rest[amount.saves :]
    database = Database(url)
    upgrade(database)
    feed_days(database, route.demo, made)
    keep_visits(database, half, size.customers // 2)
    for day in saves:
        keep_visits(database, day, size.customers)
    begun = []
    for place, day in enumerate(visits):
        already = int(_STAGES[place % len(_STAGES)] * size.customers)
        keep_visits(database, day, already)
        begun.append((day, already))
    database.dispose()
    return _Days(begun, half, saves)


@dataclass(frozen=True, slots=True)
class _Requests:
    server: Server
    client: Client
    product: Product
    size: DaySize
    days: _Days

    def measured(self, amount: _Amount) -> Iterator[Measurement]:
        client, half, saves = self.client, self.days.half, self.days.saves
        repeats = range(amount.repeats)
        to_open = [day for day, _ in self.days.visits] + saves
        yield self._asked(
            "open a route day, the first time",
            [partial(open_day, client, day) for day in to_open],
            HTTP_OPEN,
            "its plan not at hand yet",
        )
        opened = open_day(client, half)
        tag, epoch = opened.headers["ETag"], epoch_of(opened)
        yield self._asked(
            "open a route day, half visited",
            [partial(open_day, client, half) for _ in repeats],
            HTTP_OPEN,
        )
        yield self._asked(
            "open it again unchanged (304)",
            [partial(open_unchanged, client, half, tag) for _ in repeats],
        )
        yield self._asked(
            "one visit, kept in the draft",
            [
                partial(record_visit, client, day, already + number, epoch)
                for day, already in self.days.visits
                for number in range(amount.visits_a_day)
            ],
            HTTP_VISIT,
            "with all its quantities",
        )
        yield self._asked(
            "one quantity, kept in the draft",
            [partial(enter_quantity, client, half, number, epoch) for number in repeats],
            HTTP_VISIT,
            "half visited",
        )
        yield self._asked(
            "save",
            [partial(save, client, day) for day in saves],
            HTTP_SAVE[self.product],
            "all visited",
        )
        yield self._asked(
            "open a saved day",
            [partial(open_day, client, saves[number % len(saves)]) for number in repeats],
        )

    def _asked(
        self,
        work: str,
        requests: list[Callable[[], Answer]],
        goals: Mapping[DaySize, Goal] | None = None,
        note: str = "",
    ) -> Measurement:
        before = self.server.cpu_milliseconds()
        answers = [request() for request in requests]
        after = self.server.cpu_milliseconds()
        notes = [note]
        if before is not None and after is not None:
            notes.append(f"{(after - before) / len(answers):,.0f} ms of processor each")
        kilobytes = sum(len(answer.body) for answer in answers) / len(answers) / 1000
        if kilobytes >= 1:
            notes.append(f"{kilobytes:,.0f} kB each")
        return Measurement(
            PART,
            f"{work}, {self.size}, {self.product}",
            "ms",
            Summary.of([answer.milliseconds for answer in answers]),
            goals.get(self.size) if goals else None,
            "; ".join(filter(None, notes)),
        )
