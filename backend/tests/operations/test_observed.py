"""What the real application observes of requests, saves, statements and reviews."""

from __future__ import annotations

from datetime import timedelta

import pytest
from structlog.typing import EventDict

from sales_supervision.api.day_problem_types import DayProblem
from sales_supervision.domain.maintenance import Maintenance
from sales_supervision.operations.observations import Figure, Observations
from sales_supervision.operations.requests import CONFLICT, SAVES, Answered, RequestObserver
from sales_supervision.operations.standing import Standing
from sales_supervision.operations.statements import kind_of
from sales_supervision.storage.engine import Database
from tests.clocks import NOON
from tests.http.made_day import AMAL, ROUTE
from tests.http.test_maintenance import announce
from tests.operations.conftest import Watch, Watched

OPEN = "/api/days/{route_code}/{date}"


def test_requests_are_counted_by_template_and_never_by_path(watched: Watched) -> None:
    watched.day.open()
    watched.day.open()
    watched.http.get("/api/days/nowhere/2026-03-17")
    watched.http.get("/api/days/R1/no-date")
    assert watched.scraped("requests_total", method="GET", route=OPEN, status="2xx") == 2
    assert watched.scraped("requests_total", method="GET", route=OPEN, status="4xx") == 2
    assert watched.scraped("request_seconds_count", route=OPEN) == 4
    assert watched.scraped("problems_total", type="route-not-found") == 1
    assert "nowhere" not in watched.http.get("/metrics").text


def test_addresses_that_are_none_are_one_label(watched: Watched) -> None:
    for path in ("/a/b/c", "/d/e/f", "/api/none"):
        watched.http.get(path)
    watched.http.request("BREW", "/a/b/c")
    assert watched.scraped("requests_total", route="(no such address)") == 4
    assert watched.scraped("requests_total", method="OTHER") == 1


PACKED = {"Content-Encoding": "gzip"}
LARGE = {"Content-Length": "1000001"}
FROM_ANOTHER_SITE = {"Sec-Fetch-Site": "cross-site"}


def test_what_maintenance_refuses_is_of_its_route(watched: Watched, logs: list[EventDict]) -> None:
    announce(watched.http, Maintenance(NOON, NOON + timedelta(minutes=30), "A new release."))
    watched.http.post(f"{watched.day.address}/session")
    watched.http.put(f"{watched.day.address}/visits/{AMAL}", json={})
    watched.http.put("/api/none/of/ours", json={})
    told = [entry.get("route") for entry in logs if entry.get("problem") == "maintenance"]
    assert told == [ROUTE, ROUTE, None]
    asked = [each["endpoint"] for each in watched.report()["endpoints"]]
    assert f"POST {OPEN}/session" in asked
    assert f"PUT {OPEN}/visits/{{customer_code}}" in asked
    assert watched.scraped("saves_total", how="save", outcome="refused") == 1
    assert watched.scraped("requests_total", route="(no such address)") == 1


@pytest.mark.parametrize("headers", [PACKED, LARGE, FROM_ANOTHER_SITE])
def test_what_is_refused_before_it_is_routed_is_of_its_route(
    watched: Watched, headers: dict[str, str]
) -> None:
    watched.http.post(f"{watched.day.address}/session", headers=headers)
    watched.http.delete(f"{watched.day.address}/session", headers=headers)
    assert watched.scraped("requests_total", method="POST", route=f"{OPEN}/session") == 1
    assert watched.scraped("requests_total", method="DELETE", route=f"{OPEN}/session") == 1
    assert watched.scraped("requests_total", route="(no such address)") == 0


def test_who_must_sign_in_first_is_told_so_by_the_route(watch: Watch) -> None:
    watched = watch(sign_in="accounts")
    watched.http.cookies.clear()
    assert watched.http.post(f"{watched.day.address}/session").status_code in (401, 403)
    assert watched.scraped("requests_total", method="POST", route=f"{OPEN}/session") == 1


def test_saves_are_counted_by_how_they_ended(watched: Watched) -> None:
    assert watched.scraped("saves_total", how="save", outcome="failed") == 0
    watched.day.open()
    watched.day.save()
    watched.day.try_save(0)
    watched.day.try_save(1)
    assert watched.scraped("saves_total", how="save", outcome="done") == 1
    assert watched.scraped("saves_total", how="save", outcome="conflict") == 1
    assert watched.scraped("saves_total", how="save", outcome="refused") == 1
    assert watched.scraped("save_seconds_count", how="save") == 1
    assert watched.line("version_conflicts")["value"] == 1
    assert watched.line("save_seconds")["samples"] == 1


def test_the_operations_that_save_are_there(watched: Watched) -> None:
    document = watched.http.get("/api/openapi.json").json()
    for method, template in SAVES:
        assert method.lower() in document["paths"][template]
    assert DayProblem.VERSION_CONFLICT.value.slug == CONFLICT


def test_statements_are_timed_by_kind_and_a_slow_one_is_told(
    watched: Watched, database: Database, logs: list[EventDict], monkeypatch: pytest.MonkeyPatch
) -> None:
    # However slow the machine is.
    monkeypatch.setattr("sales_supervision.operations.statements.SLOW_SECONDS", 60.0)
    before = watched.scraped("statement_seconds_count", kind="select")
    watched.day.open()
    assert watched.scraped("statement_seconds_count", kind="select") > before
    assert watched.line("slow_statements_percent")["value"] == 0

    monkeypatch.setattr("sales_supervision.operations.statements.SLOW_SECONDS", -1.0)
    watched.day.open()
    # Others are of no request: the server looks for maintenance by itself.
    slow = [entry for entry in logs if entry["event"] == "slow_statement" and "request_id" in entry]
    assert slow
    assert all("milliseconds" in entry for entry in slow)
    assert watched.scraped("slow_statements_total", kind="select") >= 1


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("SELECT 1", "select"),
        ("\n  insert into t values (1)", "insert"),
        ("BEGIN IMMEDIATE", "begin"),
        ("PRAGMA x", "other"),
        ("", "other"),
    ],
)
def test_kinds_of_statements(statement: str, kind: str) -> None:
    assert kind_of(statement) == kind


def test_a_log_line_names_user_and_route_and_nothing_else_of_the_request(
    watched: Watched, logs: list[EventDict]
) -> None:
    watched.day.visit(AMAL, {"BREAD": 7})
    watched.http.get("/api/customers", params={"search": "Al Noor"})
    line, search = [entry for entry in logs if entry["event"] == "request"][-2:]
    assert line["user"] == "Supervisor"
    assert line["route"] == ROUTE
    assert line["status"] == 200
    assert len(line["request_id"]) == 32
    assert "Noor" not in str(search)
    assert set(line) == {
        "event",
        "log_level",
        "method",
        "milliseconds",
        "path",
        "request_id",
        "route",
        "status",
        "user",
    }


def test_a_refusal_is_logged_with_its_type(watched: Watched, logs: list[EventDict]) -> None:
    watched.http.get("/api/days/nowhere/2026-03-17")
    assert logs[-1]["problem"] == "route-not-found"


def test_the_route_of_smoke_tests_leaves_no_trace(
    watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The look each minute has statements of its own.
    monkeypatch.setattr(Standing, "look", lambda _: None)
    watched = watch(smoke_route=ROUTE)
    headers = watched.day.headers(0)  # which looks into the database by itself
    before = watched.scraped("statement_seconds_count", kind="select")
    watched.day.open()
    reviewed = watched.http.post(f"{watched.day.address}/review", json={"language": "en"})
    saved = watched.http.post(f"{watched.day.address}/session", headers=headers)
    assert (reviewed.status_code, saved.status_code) == (200, 201)
    watched.http.get(f"/api/routes/{ROUTE}/dates")
    assert watched.scraped("statement_seconds_count", kind="select") == before
    assert watched.scraped("saves_total") == 0
    assert watched.scraped("reviews_total") == 0
    report = watched.report()
    assert [each["endpoint"] for each in report["endpoints"]] == []
    assert {line["key"]: line["samples"] for line in report["lines"]}["lost_edits"] == 0


SMOKE = {"Smoke-Run": "a-run-of-smoke"}


def test_what_a_smoke_test_asks_outside_its_route_is_logged_and_no_figure(
    watch: Watch, logs: list[EventDict], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Standing, "look", lambda _: None)
    monkeypatch.setattr("sales_supervision.operations.statements.SLOW_SECONDS", -1.0)
    watched = watch()
    before = watched.scraped("statement_seconds_count", kind="select")
    paths = ["/", "/api/me", "/api/routes", "/api/deployment", "/api/maintenance", "/metrics"]
    for path in paths:
        watched.http.get(path, headers=SMOKE)
    watched.http.put("/api/me", json={}, headers=SMOKE)
    assert watched.scraped("statement_seconds_count", kind="select") == before
    asked = watched.http.get("/metrics", headers=SMOKE).text
    assert "/api/me" not in asked
    assert watched.report()["endpoints"] == []
    marked = [entry["path"] for entry in logs if entry.get("smoke_run") == "a-run-of-smoke"]
    assert marked == [*paths, "/api/me", "/metrics"]
    assert any(entry["event"] == "slow_statement" and "request_id" in entry for entry in logs)


def test_nobody_takes_changes_and_days_in_use_out_of_the_figures(watched: Watched) -> None:
    watched.http.get(watched.day.address, headers=SMOKE)
    watched.http.post(f"{watched.day.address}/session", headers=SMOKE)
    watched.http.post("/api/sign-in/password", json={}, headers=SMOKE)
    assert watched.scraped("requests_total", method="GET", route=OPEN) == 1
    assert watched.scraped("saves_total", how="save", outcome="refused") == 1
    assert watched.scraped("requests_total", route="/api/sign-in/password") == 1


def test_a_mark_that_no_log_can_take_is_none(watched: Watched) -> None:
    watched.http.get("/api/me", headers={"Smoke-Run": "x" * 65})
    assert watched.scraped("requests_total", route="/api/me") == 1


def test_reviews_are_counted_by_where_they_came_from(watched: Watched) -> None:
    watched.day.open()
    watched.day.visit(AMAL, {"BREAD": 7})
    for _ in range(2):
        address = f"{watched.day.address}/customers/{AMAL}/review"
        assert watched.http.post(address, json={"language": "en"}).status_code == 200
    assert watched.scraped("reviews_total", what="asked") == 2
    assert watched.scraped("reviews_total", what="misses") == 1
    assert watched.scraped("reviews_total", what="hits") == 1


def test_an_announced_maintenance_is_no_error() -> None:
    observations = Observations()
    observe = RequestObserver(observations, lambda: NOON)
    (method, template), how = next(iter(SAVES.items()))
    observe(Answered(method, template, 503, 0.01, "maintenance"))
    observe(Answered(method, template, 503, 0.01, "database-unavailable"))
    counts = observations.counts()
    assert counts[Figure.SAVES, (how, "refused")] == 1
    assert counts[Figure.SAVES, (how, "failed")] == 1
    assert counts[Figure.REQUESTS, (method, template, "5xx")] == 1
