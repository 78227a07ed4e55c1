"""Every database call of a save fails once in turn: never a part of it is kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from starlette.testclient import TestClient

from sales_supervision.storage.engine import Database
from tests.clocks import StandingClock
from tests.http.conftest import application, client_of
from tests.http.supervisor import Supervisor
from tests.reliability.failing_calls import failing_calls
from tests.reliability.many_days import CUSTOMERS, ITEMS, ROUTE, feed_many_days
from tests.reliability.stored_save import stored_save

MOST_CALLS = 60


@pytest.fixture
def http(database: Database, clock: StandingClock) -> Iterator[TestClient]:
    with client_of(application(database, clock), raise_server_exceptions=False) as client:
        yield client


def test_a_save_any_call_of_which_fails_leaves_nothing_and_succeeds_when_repeated(
    http: TestClient, database: Database
) -> None:
    first, *others = feed_many_days(database, MOST_CALLS)
    with failing_calls(http.app.state.services.database.engine) as calls:  # type: ignore[attr-defined]
        headers = _visit(http, first)
        calls.arm(None)
        assert _save(http, first, headers) == 201
        usual = calls.calls
        assert 5 < usual < MOST_CALLS
        for number, on in zip(range(usual), others, strict=False):
            headers = _visit(http, on)
            key = headers["Idempotency-Key"]
            calls.arm(number)
            assert _save(http, on, headers) in {201, 500, 503}, number
            found = stored_save(database, on, key)
            assert not found.is_half, (number, found)
            calls.arm(None)
            assert _save(http, on, headers) == 201, number
            assert stored_save(database, on, key).is_whole, number


def _visit(http: TestClient, on: date) -> dict[str, str]:
    """Visit a customer; returns the headers to save with."""
    day = Supervisor(http, ROUTE, on)
    day.visit(CUSTOMERS[0], dict.fromkeys(ITEMS, 3))
    return day.headers(version=0)


def _save(http: TestClient, on: date, headers: dict[str, str]) -> int:
    address = Supervisor(http, ROUTE, on).address
    status: int = http.post(f"{address}/session", headers=headers).status_code
    return status
