"""Smoke days: made on demand on a database in use, and gone without a trace afterwards."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from sales_supervision.days.smoke_days import LEFT_BEHIND_AFTER
from sales_supervision.domain.access import Role
from sales_supervision.domain.maintenance import Maintenance
from sales_supervision.maintenance.announcing import Announcing
from sales_supervision.storage.every_table import metadata
from tests.clocks import NOON, StandingClock
from tests.http.conftest import Start
from tests.http.made_day import ROUTE
from tests.http.supervisor import Supervisor, acting_as, problem_of, services_of_app

KEEPS_A_TRACE = {"tbl_audit", "tbl_idempotency_key", "tbl_review_figure"}
"""Who did what, answers to repeats, and money that was spent."""


@pytest.fixture
def http(start: Start) -> TestClient:
    """Somebody who may operate: smoke days are no supervisor's matter."""
    return as_operator(start())


def as_operator(http: TestClient) -> TestClient:
    http.headers.update(acting_as(Role.ADMINISTRATOR))
    return http


@pytest.fixture
def smoke(http: TestClient) -> Supervisor:
    return make(http)


def make(http: TestClient) -> Supervisor:
    answer = http.post("/api/smoke-days")
    assert answer.status_code == 201, answer.text
    made = answer.json()
    return Supervisor(http, made["route_code"], date.fromisoformat(made["date"]))


def remove(smoke: Supervisor) -> Any:
    return smoke.http.delete(f"/api/smoke-days/{smoke.address.rpartition('/')[2]}")


def test_it_is_a_whole_day_that_can_be_worked_on_and_saved(smoke: Supervisor) -> None:
    opened = smoke.open()
    assert opened["mode"] == "live"
    assert [stop["customer_code"] for stop in opened["plan"]["customers"]] == [
        "SMOKE-1",
        "SMOKE-2",
        "SMOKE-3",
    ]
    changed = smoke.visit("SMOKE-1", {"SMOKE-A": 4, "SMOKE-B": 4})
    assert changed["customers"]["SMOKE-1"]["redistributed"]["placed"] > 0
    smoke.save()
    assert smoke.open()["mode"] == "historical"


def test_nothing_is_left_of_it_in_any_table(http: TestClient) -> None:
    before = contents(http)
    smoke = make(http)
    smoke.visit("SMOKE-1", {"SMOKE-A": 4})
    review = http.post(f"{smoke.address}/customers/SMOKE-1/review", json={}).json()
    http.put(
        f"{smoke.address}/customers/SMOKE-1/review/feedback",
        json={"review_id": review["review_id"], "helpful": True},
    )
    http.post(f"{smoke.address}/review", json={})
    smoke.save()
    smoke.reopen()
    smoke.visit("SMOKE-2")

    assert remove(smoke).status_code == 204

    assert contents(http) == before
    problem_of(http.get(smoke.address), 404, "route-not-found")
    problem_of(remove(smoke), 404, "day-not-planned")


def test_its_date_is_of_no_period_that_anybody_reports_on(smoke: Supervisor) -> None:
    assert 1901 <= int(smoke.address.rpartition("/")[2][:4]) <= 1999


def test_two_tests_at_once_do_not_meet(http: TestClient) -> None:
    first, second = make(http), make(http)
    assert first.address != second.address
    first.save()
    assert remove(first).status_code == 204
    assert second.open()["mode"] == "live"
    assert remove(second).status_code == 204


def test_what_a_killed_test_left_behind_is_removed_by_a_later_one(
    http: TestClient, clock: StandingClock
) -> None:
    left = make(http)
    left.save()
    clock.now += LEFT_BEHIND_AFTER + timedelta(seconds=1)
    remove(make(http))
    problem_of(http.get(left.address), 404, "route-not-found")


def test_a_route_of_somebody_is_left_alone(start: Start) -> None:
    http = as_operator(start(smoke_route=ROUTE))
    before = contents(http)
    problem_of(http.post("/api/smoke-days"), 409, "smoke-route-taken")
    problem_of(http.delete("/api/smoke-days/2026-03-17"), 404, "day-not-planned")
    assert contents(http) == before


def test_open_days_of_others_are_not_read_anew(http: TestClient, day: Supervisor) -> None:
    sources = day.open()["sources"]
    remove(make(http))
    assert day.open()["sources"] == sources


def test_a_release_can_be_tried_during_maintenance(http: TestClient) -> None:
    services = services_of_app(http)
    announced = Maintenance(NOON, NOON + timedelta(hours=1), "The new release comes.")
    Announcing(services.database, services.clock).announce(announced, "root")
    services.maintenance.look()
    smoke = make(http)
    smoke.visit("SMOKE-1")
    smoke.save()
    assert remove(smoke).status_code == 204


def contents(http: TestClient) -> dict[str, list[Any]]:
    """Every row of every table that a report could read."""
    with services_of_app(http).database.reading() as connection:
        return {
            name: sorted(map(repr, connection.execute(select(table)).all()))
            for name, table in metadata.tables.items()
            if name not in KEEPS_A_TRACE
        }
