"""What observing costs: the same requests to two applications, one of which observes nothing.

In this process and past the network, so that what is compared is all of the server's own work and
the share of observing comes out rather too large. Processor time, blocks in turn: a busy machine
makes both late alike.
"""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from itertools import count

import structlog
from fastapi import FastAPI

from benchmarks.filled_database import feed_days, keep_visits, new_database
from benchmarks.limits import OBSERVING
from benchmarks.measurements import Measurement, Summary
from benchmarks.options import Options
from benchmarks.server import USER_NAME
from benchmarks.synthetic_days import USUAL, SyntheticDay, SyntheticRoute
from sales_supervision.app import create_app
from sales_supervision.settings import Settings

PART = "observing"

_REQUESTS_A_BLOCK = 20

Headers = list[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class _Asked:
    """``body``: of the n-th time that it is asked."""

    work: str
    method: str
    path: str
    body: Callable[[int], bytes]
    headers: Headers
    status: int


def measure(options: Options) -> Iterator[Measurement]:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    file = options.folder(PART) / "days.db"
    route = SyntheticRoute(USUAL)
    (day,) = route.days(1)
    database = new_database(file)
    feed_days(database, route.demo, [day])
    keep_visits(database, day, USUAL.customers // 2)
    database.dispose()
    settings = Settings(database_url=f"sqlite:///{file}", user_name=USER_NAME, sign_in="demo")
    apps = [create_app(settings, observed=observed) for observed in (True, False)]
    blocks = options.times(60, 5)
    for asked in _requests(day):
        options.say(f"{PART}: {asked.work}")
        observed, alone = asyncio.run(_compare(apps, asked, blocks))
        note = f"{alone.p50:.2f} ms of processor without, {observed.p50:.2f} ms with"
        share = 100 * (observed.p50 / alone.p50 - 1)
        yield Measurement(
            PART, f"{asked.work}, more by observing", "%", Summary.of([share]), OBSERVING, note
        )


def _requests(day: SyntheticDay) -> Iterator[_Asked]:
    address = f"/api/days/{day.route_code}/{day.on.isoformat()}"
    customer = next(iter(day.sold))
    item = day.customers[0].lines[0].item_code
    typed = (b"content-type", b"application/json")
    yield _Asked("a route's dates", "GET", f"/api/routes/{day.route_code}/dates", _none, [], 200)
    yield _Asked("open a day", "GET", address, _none, [], 200)
    yield _Asked(
        "enter a quantity",
        "PATCH",
        f"{address}/customers/{customer}/actuals",
        lambda number: json.dumps({"actuals": {item: number % 900_000}}).encode(),
        [typed],
        200,
    )


def _none(_number: int) -> bytes:
    return b""


async def _compare(apps: list[FastAPI], asked: _Asked, blocks: int) -> tuple[Summary, Summary]:
    """Processor milliseconds a request, of each application."""
    times: list[list[float]] = [[] for _ in apps]
    numbers = count()
    for block in range(blocks + 1):
        for place in (0, 1) if block % 2 else (1, 0):
            began = time.process_time()
            for _ in range(_REQUESTS_A_BLOCK):
                await _ask(apps[place], asked, next(numbers))
            if block:  # The first one warms up.
                spent = (time.process_time() - began) * 1000
                times[place].append(spent / _REQUESTS_A_BLOCK)
    observed, alone = times
    return Summary.of(observed), Summary.of(alone)


async def _ask(app: Callable[..., Awaitable[None]], asked: _Asked, number: int) -> None:
    body = asked.body(number)
    told: list[int] = []

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: dict[str, object]) -> None:
        if message["type"] == "http.response.start":
            told.append(int(str(message["status"])))

    headers = [(b"host", b"localhost"), (b"content-length", str(len(body)).encode())]
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": asked.method,
        "scheme": "http",
        "path": asked.path,
        "raw_path": asked.path.encode(),
        "query_string": b"",
        "headers": [*headers, *asked.headers],
        "client": ("127.0.0.1", 50_000),
        "server": ("localhost", 80),
    }
    await app(scope, receive, send)
    if told != [asked.status]:
        raise RuntimeError(f"{asked.method} {asked.path} was answered with {told}.")
