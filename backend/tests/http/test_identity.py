"""Under which name a device's drafts and saves are kept."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from tests.clocks import TODAY
from tests.http.conftest import Start
from tests.http.made_day import AMAL, ROUTE
from tests.http.supervisor import Supervisor, problem_of


def test_nobody_has_given_a_name_yet(start: Start) -> None:
    http = start(user_name="The office")
    assert http.get("/api/me").json() == {"user_name": "The office"}
    assert http.get("/api/deployment").json()["user_name"] == "The office"


@pytest.mark.parametrize("name", ["Huda K.", "مريم الأحمد", 'a;b="c", d', "%41"])
def test_a_name_stays_with_the_device_that_gave_it(start: Start, name: str) -> None:
    http, other = start(), start()
    answer = http.put("/api/me", json={"user_name": f"  {name} "})
    assert answer.json() == {"user_name": name}
    cookie = answer.headers["set-cookie"].lower()
    for part in ("httponly", "samesite=strict", "path=/", "max-age=31536000"):
        assert part in cookie
    assert http.get("/api/me").json() == {"user_name": name}
    assert http.get("/api/deployment").json()["user_name"] == name
    assert other.get("/api/me").json() == {"user_name": "Supervisor"}


@pytest.mark.parametrize("name", ["", "   ", "x" * 101, "a\nb", "a\x7fb", "\x00"])
def test_what_is_no_name_is_refused_by_field(http: TestClient, name: str) -> None:
    problem = problem_of(http.put("/api/me", json={"user_name": name}), 422, "invalid-request")
    assert problem["errors"][0]["field"] == "body.user_name"
    assert http.get("/api/me").json() == {"user_name": "Supervisor"}


@pytest.mark.parametrize("kept", ["", "%ff", quote("a\nb"), "x" * 101])
def test_a_cookie_that_holds_no_name_counts_as_none(http: TestClient, kept: str) -> None:
    answer = http.get("/api/me", headers={"Cookie": f"supervisor_name={kept}"})
    assert answer.json() == {"user_name": "Supervisor"}


def test_drafts_and_saves_are_kept_under_the_name(start: Start) -> None:
    huda, maryam = (Supervisor(start(), ROUTE, TODAY) for _ in range(2))
    huda.http.put("/api/me", json={"user_name": "Huda"})
    maryam.http.put("/api/me", json={"user_name": "Maryam"})
    huda.visit(AMAL)
    assert huda.open()["state"]["customers"][AMAL]["status"] == "visited"
    assert maryam.open()["state"]["customers"][AMAL]["status"] != "visited"
    assert maryam.save()["session"]["saved_by"] == "Maryam"
