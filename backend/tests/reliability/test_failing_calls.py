"""Every database call of a save fails once in turn: never a part of it is kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import uuid4

import pytest
from starlette.testclient import TestClient

from sales_supervision.storage.engine import Database
from tests.clocks import StandingClock
from tests.http.conftest import application
from tests.http.supervisor import Supervisor
from tests.reliability.failing_calls import failing_calls
from tests.reliability.many_days import CUSTOMERS, ITEMS, ROUTE, feed_many_days
from tests.reliability.stored_save import stored_save

MOST_CALLS = 60


@pytest.fixture
def http(database: Database, clock: StandingClock) -> Iterator[TestClient]:
    with TestClient(application(database, clock), raise_server_exceptions=False) as client:
        yield client


def test_a_save_any_call_of_which_fails_leaves_nothing_and_succeeds_when_repeated(
    http: TestClient, database: Database
) -> None:
    first, *others = feed_many_days(database, MOST_CALLS)
    with failing_calls(http.app.state.services.database.engine) as calls:  # type: ignore[attr-defined]
        _visit(http, first)
        calls.arm(None)
        assert _save(http, first, str(uuid4())) == 201
        usual = calls.calls
        assert 5 < usual < MOST_CALLS
        for number, on in zip(range(usual), others, strict=False):
            key = str(uuid4())
            _visit(http, on)
            calls.arm(number)
            assert _save(http, on, key) in {201, 500, 503}, number
            found = stored_save(database, on, key)
            assert not found.is_half, (number, found)
            calls.arm(None)
            assert _save(http, on, key) == 201, number
            assert stored_save(database, on, key).is_whole, number


def _visit(http: TestClient, on: date) -> None:
    day = Supervisor(http, ROUTE, on)
    day.visit(CUSTOMERS[0], dict.fromkeys(ITEMS, 3))


def _save(http: TestClient, on: date, key: str) -> int:
    status: int = Supervisor(http, ROUTE, on).try_save(key=key).status_code
    return status
