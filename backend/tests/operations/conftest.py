"""The real application, watched: its figures are looked at as a scraper and a report see them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
import structlog
from prometheus_client.parser import text_string_to_metric_families
from starlette.testclient import TestClient
from structlog.typing import EventDict

from sales_supervision.operations.exposition import PREFIX
from sales_supervision.storage.engine import Database
from tests.clocks import TODAY, StandingClock
from tests.http.conftest import application
from tests.http.made_day import ROUTE, feed_made_day
from tests.http.supervisor import Supervisor

Json = dict[str, Any]
ADMINISTRATOR = {"supervisor_name": "administrator:Supervisor"}
LOCAL = ("127.0.0.1", 50_000)
ELSEWHERE = ("192.0.2.7", 50_000)


class Watched:
    """A client of one application on the made day."""

    def __init__(self, http: TestClient) -> None:
        self.http = http
        self.day = Supervisor(http, ROUTE, TODAY)

    def scraped(self, name: str, **labels: str) -> float:
        """A sample of ``/metrics``; 0 where there is none with these labels."""
        text = self.http.get("/metrics").text
        return sum(
            sample.value
            for family in text_string_to_metric_families(text)
            for sample in family.samples
            if sample.name == PREFIX + name and labels.items() <= sample.labels.items()
        )

    def report(self, since: str = "24h") -> Json:
        answer = self.http.get("/api/operations/report", params={"since": since})
        assert answer.status_code == 200, answer.text
        report: Json = answer.json()
        return report

    def line(self, key: str) -> Json:
        return next(line for line in self.report()["lines"] if line["key"] == key)


Watch = Callable[..., Watched]


@pytest.fixture(autouse=True)
def logs() -> Iterator[list[EventDict]]:
    """What was logged."""
    merge = structlog.contextvars.merge_contextvars
    with structlog.testing.capture_logs(processors=[merge]) as entries:
        yield entries


@pytest.fixture
def watch(database: Database, clock: StandingClock) -> Iterator[Watch]:
    """Starts applications on the made day; keywords are settings."""
    feed_made_day(database)
    with ExitStack() as running:

        def start(client: tuple[str, int] = LOCAL, **settings: object) -> Watched:
            app = application(database, clock, **settings)
            http = TestClient(app, "http://localhost", client=client, cookies=ADMINISTRATOR)
            return Watched(running.enter_context(http))

        yield start


@pytest.fixture
def watched(watch: Watch) -> Watched:
    return watch()
