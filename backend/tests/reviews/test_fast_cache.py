"""Redis in front of the database: faster where it is up, never missed where it is down."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Thread

import pytest
from fakeredis import TcpFakeServer
from sqlalchemy import delete
from starlette.testclient import TestClient
from structlog.typing import EventDict

from sales_supervision.api.services import Services
from sales_supervision.reviews.saved_reviews import purge_reviews
from sales_supervision.storage.engine import Database
from sales_supervision.storage.review_storage import REVIEWS
from sales_supervision.storage.review_tables import review
from tests.clocks import TODAY
from tests.http.conftest import Start
from tests.http.made_day import AMAL, BADR, ROUTE
from tests.http.supervisor import problem_of
from tests.reviews.conftest import Asking, with_provider
from tests.reviews.provider_server import ProviderServer


@pytest.fixture
def redis_url() -> Iterator[str]:
    """A server that speaks Redis on a real socket."""
    server = TcpFakeServer(("127.0.0.1", 0), server_type="valkey")
    thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield f"redis://127.0.0.1:{server.server_address[1]}/0"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def start(start_on_file: Start) -> Start:
    """What stands before the database is the same before every one."""
    return start_on_file


def test_a_review_that_the_database_lost_is_still_in_redis_until_the_day_is_reopened(
    start: Start, provider: ProviderServer, sqlite_database: Database, redis_url: str
) -> None:
    http = start(**with_provider(provider, redis_url=redis_url))
    ask = Asking(http)
    written = ask.review(AMAL)
    ask.review(BADR)
    with sqlite_database.writing(REVIEWS) as connection:
        connection.execute(delete(review).where(review.c.customer_code == AMAL))
    assert ask.review(AMAL) == {**written, "from_cache": True}
    assert provider.calls == 2
    with sqlite_database.writing(REVIEWS) as connection:
        purge_reviews(connection, services_of(http).reviews.cache, ROUTE, TODAY)
    assert ask.review(BADR)["from_cache"] is False
    assert ask.has_none(AMAL)


def test_without_redis_the_database_answers_and_each_process_keeps_its_own_limits(
    start: Start, provider: ProviderServer, logs: list[EventDict]
) -> None:
    gone = "redis://127.0.0.1:1/0"
    ask = Asking(start(**with_provider(provider, redis_url=gone, review_customer_seconds=600)))
    ask.review(AMAL)
    assert ask.review(AMAL)["from_cache"] is True
    problem_of(ask.try_review(AMAL, again=True), 429, "too-soon")
    warned = {entry["event"] for entry in logs if entry["log_level"] == "warning"}
    assert {"review_cache_unreachable", "review_limits_unreachable"} <= warned


def services_of(http: TestClient) -> Services:
    services = http.app.state.services  # type: ignore[attr-defined]
    assert isinstance(services, Services)
    return services
