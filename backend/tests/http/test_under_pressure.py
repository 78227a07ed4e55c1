"""A database that is held up takes neither the reader's thread nor the health check's."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from structlog.typing import EventDict

from sales_supervision.settings import Settings
from sales_supervision.storage import engine
from sales_supervision.storage.engine import Database
from tests.clocks import TODAY
from tests.http.conftest import Start
from tests.http.made_day import AMAL, BADR, BREAD, ROUTE
from tests.http.supervisor import Supervisor, problem_of


def test_readers_and_health_are_answered_while_writers_wait(
    start: Start, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_SECONDS", 1)
    http = start()
    day = Supervisor(http, ROUTE, TODAY)
    day.visit(AMAL, {BREAD: 1})
    with ThreadPoolExecutor(50) as threads, database.writing():
        waiting = [threads.submit(day.try_enter, AMAL, {BREAD: n}) for n in range(40)]
        waiting += [threads.submit(day.try_save) for _ in range(10)]
        assert http.get("/health/live").status_code == 200
        assert http.get("/health/ready").status_code == 200
        assert day.open()["state"]["kpis"]["visited_customers"] == 1
        # Whoever saves first makes the day read-only for the others.
    assert {done.result().status_code for done in waiting} <= {200, 201, 409, 503}


def test_one_writer_too_many_is_told_to_come_again(
    database: Database, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "WRITERS", 0)
    http = start()
    monkeypatch.setattr(http.app.state.services.database, "_writers", _Nobody())  # type: ignore[attr-defined]
    answer = Supervisor(http, ROUTE, TODAY).try_visit(AMAL, {BREAD: 1})
    problem_of(answer, 503, "database-unavailable")
    assert answer.headers["Retry-After"] == "2"


class _Nobody:
    def acquire(self, *, blocking: bool) -> bool:
        return blocking


def test_the_reason_of_what_finds_no_taker_follows_the_last_visit(start: Start) -> None:
    """Also of items that the last visit does not name."""
    day = Supervisor(start(), ROUTE, TODAY)
    customers = list(day.open()["state"]["customers"])
    shown: dict[str, dict[str, str]] = {}
    for customer in customers:
        shown |= day.visit(customer, {BREAD: 0} if customer == BADR else None)["items"]
    stored = day.open()["state"]["items"]
    assert {code: item["unallocated_reason"] for code, item in shown.items()} == {
        code: stored[code]["unallocated_reason"] for code in shown
    }


def test_an_empty_setting_of_the_pages_folder_is_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SALES_SUPERVISION_WEB_FOLDER", "")
    assert Settings().web_folder is None


def test_a_folder_without_the_page_shows_nothing_of_itself(start: Start, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    assert start(web_folder=tmp_path).get("/secret.txt").status_code == 404


def test_the_log_holds_no_escapes_of_an_address(start: Start, logs: list[EventDict]) -> None:
    client: TestClient = start()
    client.get("/x%1b[2J")
    assert [entry["path"] for entry in logs if entry["event"] == "request"] == ["/x%1B%5B2J"]
