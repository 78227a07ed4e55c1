"""Every failure is problem details, tells its request id, and gives nothing away."""

from __future__ import annotations

import gzip
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import anyio
import pytest
from fastapi import FastAPI
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from starlette.testclient import TestClient
from starlette.types import Message
from structlog.typing import EventDict

from sales_supervision.api.body_limit import MAX_BODY_BYTES
from sales_supervision.days.route_days import RouteDays
from sales_supervision.storage import sqlite
from sales_supervision.storage.engine import Database
from tests.clocks import TODAY, StandingClock
from tests.http.conftest import Start, application, client_of
from tests.http.made_day import AMAL, BREAD, ROUTE, feed_made_day
from tests.http.supervisor import Supervisor, problem_of

JSON = {"Content-Type": "application/json"}


@pytest.mark.parametrize(
    "address",
    ["/nothing", "/api", "/api/nothing", "/api/days", "/assets/nothing.js", "/problems/nothing"],
)
def test_an_unknown_address_is_not_found(onlooker: TestClient, address: str) -> None:
    problem = problem_of(onlooker.get(address), 404, "not-found")
    assert problem["instance"] == address


@pytest.mark.parametrize("address", ["/nothing", "/<b>x", "/a/b/c", "/assets/nothing.js"])
def test_a_person_in_a_browser_is_told_so_on_a_page(onlooker: TestClient, address: str) -> None:
    answer = onlooker.get(address, headers={"Accept": "text/html,*/*;q=0.8"})
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/html")
    assert 'href="/"' in answer.text
    assert 'rel="icon" href="/icon.svg"' in answer.text
    assert "<b>" not in answer.text
    asked = onlooker.get("/api/nothing", headers={"Accept": "text/html"})
    problem_of(asked, 404, "not-found")


def test_a_character_that_cannot_be_is_told_in_words(onlooker: TestClient) -> None:
    refused = problem_of(
        onlooker.put("/api/me", json={"user_name": "a\x00"}), 422, "invalid-request"
    )
    assert refused["detail"] == "user_name: has a character that cannot be there."


@pytest.mark.parametrize(
    "name", ["a" * 5000, "%00", "..%2F..%2Fetc%2Fpasswd", "%FF", "index.html", "assets"]
)
def test_no_name_of_a_file_leads_elsewhere_or_breaks_the_server(
    onlooker: TestClient, name: str
) -> None:
    for folder in ("/", "/assets/"):
        problem_of(onlooker.get(f"{folder}{name}"), 404, "not-found")


@pytest.mark.parametrize(
    ("method", "address", "allowed"),
    [
        ("DELETE", "/api/routes", "GET"),
        ("GET", f"/api/days/{ROUTE}/2026-03-17/visits/{AMAL}", "PUT, DELETE"),
        ("POST", f"/api/days/{ROUTE}/2026-03-17", "GET"),
        ("POST", "/", "GET, HEAD"),
        ("POST", "/assets/page.js", "GET, HEAD"),
        ("BREW", "/health/live", "GET"),
    ],
)
def test_a_method_that_is_not_there_tells_those_that_are(
    onlooker: TestClient, method: str, address: str, allowed: str
) -> None:
    answer = onlooker.request(method, address)
    problem = problem_of(answer, 405, "method-not-allowed")
    assert answer.headers["Allow"] == allowed
    assert problem["detail"].endswith(f"; possible is {allowed}.")


@pytest.mark.parametrize(
    "body", [b"{", b"\xff\xfe{}", b'{"actuals": {"A": 1}', b"[" * 100_000, b'{"a": 1' + b"0" * 9999]
)
def test_a_body_that_is_not_json_is_refused(day: Supervisor, body: bytes) -> None:
    address = f"{day.address}/customers/{AMAL}/actuals"
    problem_of(day.http.patch(address, content=body, headers=JSON), 400, "invalid-json")


@pytest.mark.parametrize("content_type", ["text/plain", "application/xml", "nonsense", None])
def test_a_body_that_does_not_say_that_it_is_json_is_refused(
    day: Supervisor, content_type: str | None
) -> None:
    headers = {"Content-Type": content_type} if content_type else {}
    body = b'{"actuals": {"BREAD": 1}}'
    answer = day.http.patch(
        f"{day.address}/customers/{AMAL}/actuals", content=body, headers=headers
    )
    problem_of(answer, 415, "unsupported-media-type")


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd", "gzip, gzip", "GZIP"])
def test_a_packed_body_is_refused_before_it_is_unpacked(day: Supervisor, encoding: str) -> None:
    bomb = gzip.compress(b'{"actuals": {"BREAD": 1}}' + b" " * 50_000_000)
    answer = day.http.patch(
        f"{day.address}/customers/{AMAL}/actuals",
        content=bomb,
        headers={**JSON, "Content-Encoding": encoding},
    )
    problem_of(answer, 415, "unsupported-media-type")
    assert answer.headers["Accept-Encoding"] == "identity"


@pytest.mark.parametrize("body", [b"", b"null", b"[]", b'"text"', b'{"actual": {}}'])
def test_a_body_of_another_shape_is_refused(day: Supervisor, body: bytes) -> None:
    address = f"{day.address}/customers/{AMAL}/actuals"
    problem = problem_of(
        day.http.patch(address, content=body, headers=JSON), 422, "invalid-request"
    )
    assert problem["errors"][0]["field"].startswith("body")


def test_a_body_that_is_too_large_is_refused_before_it_is_read(day: Supervisor) -> None:
    address = f"{day.address}/customers/{AMAL}/actuals"
    body = b" " * MAX_BODY_BYTES + b"{}"
    problem_of(day.http.patch(address, content=body, headers=JSON), 413, "content-too-large")


def test_a_body_that_grows_too_large_on_its_way_is_refused_and_read_no_further(
    day: Supervisor,
) -> None:
    sent: list[Message] = []
    chunks_read = 0

    async def receive() -> Message:
        nonlocal chunks_read
        chunks_read += 1
        return {"type": "http.request", "body": b" " * (MAX_BODY_BYTES // 4), "more_body": True}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "PATCH",
        "path": f"{day.address}/customers/{AMAL}/actuals",
        "query_string": b"",
        "headers": [(b"content-type", b"application/json"), (b"host", b"localhost")],
        "client": ("127.0.0.1", 50_000),
    }
    anyio.run(_app(day.http), scope, receive, send)
    assert [message.get("status") for message in sent] == [413, None]
    assert json.loads(sent[1]["body"])["type"] == "/problems/content-too-large"
    assert chunks_read == 5


def test_the_largest_body_within_the_limit_is_read(day: Supervisor) -> None:
    body = b'{"actuals": {"BREAD": 1}}'
    answer = day.http.patch(
        f"{day.address}/customers/{AMAL}/actuals",
        content=body + b" " * (MAX_BODY_BYTES - len(body)),
        headers=JSON,
    )
    assert answer.status_code == 200


@pytest.mark.parametrize(
    "on", ["2026-02-30", "2026-3-1", "today", "20260317", "1773705600", "2026-03-17T00:00:00"]
)
def test_a_date_that_is_none_is_refused(onlooker: TestClient, on: str) -> None:
    problem = problem_of(onlooker.get(f"/api/days/{ROUTE}/{on}"), 422, "invalid-request")
    assert problem["errors"][0]["field"] == "path.date"


@pytest.mark.parametrize(
    "address",
    [
        "/api/items?search=" + "x" * 101,
        "/api/items?search=%00",
        "/api/items?search=a&limit=0",
        "/api/items?search=a&limit=many",
        "/api/customers",
        f"/api/days/{'r' * 51}/2026-03-17",
        "/api/routes/%00/dates",
    ],
)
def test_a_parameter_out_of_bounds_is_refused(onlooker: TestClient, address: str) -> None:
    problem_of(onlooker.get(address), 422, "invalid-request")


def test_a_host_header_that_is_nonsense_harms_nobody(onlooker: TestClient) -> None:
    problem_of(onlooker.get("/nothing", headers={"Host": "["}), 404, "not-found")


def test_a_caller_may_bring_a_request_id_and_finds_it_in_answer_and_log(
    onlooker: TestClient, logs: list[EventDict]
) -> None:
    answer = onlooker.get("/nothing", headers={"X-Request-ID": "from-the-proxy.1"})
    assert problem_of(answer, 404, "not-found")["request_id"] == "from-the-proxy.1"
    assert [entry["request_id"] for entry in logs] == ["from-the-proxy.1"]


@pytest.mark.parametrize("offered", ["short", "x" * 65, "with space 1", 'quote"quote'])
def test_a_request_id_that_could_confuse_a_log_is_replaced(
    onlooker: TestClient, offered: str
) -> None:
    answer = onlooker.get("/health/live", headers={"X-Request-ID": offered})
    assert answer.headers["X-Request-ID"] != offered


def test_what_nobody_foresaw_is_logged_whole_and_told_without_its_inside(
    day: Supervisor, monkeypatch: pytest.MonkeyPatch, logs: list[EventDict]
) -> None:
    def fail(*_args: object) -> None:
        raise RuntimeError("secret password of the database")

    monkeypatch.setattr(RouteDays, "look", fail)
    answer = day.http.get(day.address)
    problem = problem_of(answer, 500, "internal-error")
    assert "secret" not in answer.text
    assert "RuntimeError" not in answer.text
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    [entry] = [entry for entry in logs if entry["event"] == "unexpected_error"]
    assert entry["exc_info"]
    assert entry["request_id"] == problem["request_id"]
    [request] = [entry for entry in logs if entry["event"] == "request"]
    assert request["status"] == 500


def test_a_locked_database_is_unavailable_for_changes_and_readable(
    start_on_file: Start, sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = Supervisor(start_on_file(), ROUTE, TODAY)
    day.visit(AMAL, {BREAD: 4})
    before = day.open()
    monkeypatch.setattr(sqlite, "WAIT_SECONDS", 0)
    with _write_lock(sqlite_database):
        answer = day.try_visit(AMAL, {BREAD: 5})
        problem = problem_of(answer, 503, "database-unavailable")
        assert answer.headers["Retry-After"] == "2"
        assert "locked" not in problem["detail"]
        problem_of(day.try_save(), 503, "database-unavailable")
        assert day.open() == before
    assert day.save()["session"]["record_version"] == 1


def test_without_a_database_only_what_needs_none_is_answered(
    sqlite_database: Database, clock: StandingClock, tmp_path: Path
) -> None:
    feed_made_day(sqlite_database)
    with client_of(application(sqlite_database, clock)) as http:
        _take_away(sqlite_database, http)
        for address in ("/api/routes", f"/api/days/{ROUTE}/2026-03-17", "/health/ready"):
            answer = http.get(address)
            problem_of(answer, 503, "database-unavailable")
            assert str(tmp_path) not in answer.text
        assert http.get("/health/live").status_code == 200


def test_no_free_connection_counts_as_an_unavailable_database(
    day: Supervisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wait_in_vain(*_args: object) -> None:
        raise PoolTimeoutError("QueuePool limit of size 8 overflow 32 reached")

    monkeypatch.setattr(Database, "reading", wait_in_vain)
    problem_of(day.http.get(day.address), 503, "database-unavailable")


@contextmanager
def _write_lock(database: Database) -> Iterator[None]:
    assert database.url.database
    with closing(sqlite3.connect(database.url.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def _take_away(database: Database, http: TestClient) -> None:
    """Put a folder where the database file was."""
    database.dispose()
    _app(http).state.services.database.engine.dispose()
    assert database.url.database
    file = Path(database.url.database)
    for part in file.parent.glob(f"{file.name}*"):
        part.unlink()
    file.mkdir()


def _app(http: TestClient) -> FastAPI:
    assert isinstance(http.app, FastAPI)
    return http.app
