"""Maintenance over HTTP: told beforehand, changes refused while it is on, ended by the clock."""

from __future__ import annotations

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from starlette.testclient import TestClient

from sales_supervision.domain.maintenance import Maintenance
from sales_supervision.maintenance.announcing import Announcing
from tests.clocks import NOON, TODAY, StandingClock
from tests.http.conftest import Start
from tests.http.made_day import AMAL, BADR, BREAD, ROUTE
from tests.http.supervisor import Supervisor, problem_of, services_of_app

HALF_PAST = NOON + timedelta(minutes=30)
ANNOUNCED = Maintenance(NOON + timedelta(minutes=10), HALF_PAST, "The new release comes.")
UNDER_WAY = Maintenance(NOON, HALF_PAST, "The new release comes.")


def announce(http: TestClient, announced: Maintenance | None) -> None:
    """What the command does, and what every server does within two seconds."""
    services = services_of_app(http)
    announcing = Announcing(services.database, services.clock)
    if announced is None:
        announcing.call_off("root")
    else:
        announcing.announce(announced, "root")
    services.maintenance.look()


def test_nothing_is_announced_at_first(http: TestClient) -> None:
    assert http.get("/api/maintenance").json() == {"maintenance": None}


def test_it_is_told_beforehand_and_nothing_is_refused(http: TestClient, day: Supervisor) -> None:
    announce(http, ANNOUNCED)
    assert http.get("/api/maintenance").json() == {
        "maintenance": {
            "starts_at": "2026-03-17T08:10:00Z",
            "ends_at": "2026-03-17T08:30:00Z",
            "message": "The new release comes.",
            "time_zone": "Asia/Dubai",
            "is_on": False,
        }
    }
    day.visit(AMAL)


def test_changes_are_refused_and_reading_goes_on(http: TestClient, day: Supervisor) -> None:
    day.enter(AMAL, {BREAD: 7})
    announce(http, UNDER_WAY)

    refused = day.try_enter(AMAL, {BREAD: 8})

    problem = problem_of(refused, 503, "maintenance")
    assert refused.headers["retry-after"] == "1800"
    assert problem["retry_after"] == 1800
    assert problem["detail"] == (
        "Maintenance until 12:30 on 2026-03-17 (Asia/Dubai): nothing was changed; "
        "send it again then."
    )
    assert http.get("/api/maintenance").json()["maintenance"]["is_on"]
    assert day.open()["state"]["customers"][AMAL]["actuals"][BREAD]["quantity"] == 7
    assert http.get("/health/ready").status_code == 200


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("PUT", f"visits/{BADR}"),
        ("DELETE", f"visits/{BADR}"),
        ("POST", "session"),
        ("POST", "session/merge"),
        ("POST", "review"),
        ("DELETE", "draft"),
    ],
)
def test_every_way_of_changing_is_refused(http: TestClient, method: str, path: str) -> None:
    announce(http, UNDER_WAY)
    headers = {"Idempotency-Key": str(uuid4())}
    answer = http.request(method, f"/api/days/{ROUTE}/{TODAY}/{path}", headers=headers)
    problem_of(answer, 503, "maintenance")


def test_one_can_still_say_who_one_is(http: TestClient) -> None:
    announce(http, UNDER_WAY)
    assert http.put("/api/me", json={"user_name": "Amal"}).status_code == 200


def test_it_starts_and_ends_by_the_clock(
    http: TestClient, day: Supervisor, clock: StandingClock
) -> None:
    announce(http, ANNOUNCED)
    clock.now = ANNOUNCED.starts_at
    problem_of(day.try_visit(AMAL), 503, "maintenance")
    clock.now = ANNOUNCED.ends_at
    day.visit(AMAL)
    assert http.get("/api/maintenance").json() == {"maintenance": None}


def test_it_can_end_before_its_time(http: TestClient, day: Supervisor) -> None:
    announce(http, UNDER_WAY)
    announce(http, None)
    day.visit(AMAL)


def test_a_later_word_takes_the_place_of_an_earlier_one(http: TestClient, day: Supervisor) -> None:
    announce(http, UNDER_WAY)
    announce(http, ANNOUNCED)
    day.visit(AMAL)
    announce(http, None)
    assert http.get("/api/maintenance").json() == {"maintenance": None}


def test_a_server_that_starts_during_it_knows(
    start: Start, http: TestClient, day: Supervisor
) -> None:
    announce(http, UNDER_WAY)
    second = start()
    problem_of(second.put(f"{day.address}/visits/{AMAL}", json={}), 503, "maintenance")


def test_the_audit_trail_has_who_announced_it_and_who_ended_it(http: TestClient) -> None:
    announce(http, UNDER_WAY)
    announce(http, None)
    with services_of_app(http).database.reading() as connection:
        rows = connection.exec_driver_sql(
            "SELECT action, user_name, detail, reason FROM tbl_audit ORDER BY audit_id"
        ).all()
    told = [(row[0], row[1], json.loads(row[2])["system_user"], row[3]) for row in rows]
    assert told == [
        ("maintenance_announced", "command line", "root", "The new release comes."),
        ("maintenance_called_off", "command line", "root", "The new release comes."),
    ]
