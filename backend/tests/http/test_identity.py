"""Who asks on a demo: any name and any role, at the server's own computer only."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from sales_supervision.api.demo_sign_in import DemoNotLocalError
from sales_supervision.domain.access import PERMISSIONS, Role
from tests.clocks import TODAY
from tests.http.conftest import Start
from tests.http.made_day import AMAL, ROUTE
from tests.http.supervisor import Supervisor, problem_of, services_of_app


def test_a_demo_is_a_supervisor_of_every_route(start: Start) -> None:
    http = start(user_name="The office")
    assert http.get("/api/me").json() == {
        "user_name": "The office",
        "role": "supervisor",
        "permissions": ["view", "supervise", "review"],
        "everything": True,
        "routes": [],
        "territories": [],
        "sign_in": "demo",
        "password": False,
        "csrf_token": None,
    }
    assert http.get("/api/deployment").json()["user_name"] == "The office"


@pytest.mark.parametrize("name", ["Huda K.", "مريم الأحمد", 'a;b="c", d', "%41", "manager:Huda"])
def test_a_name_stays_with_the_device_that_gave_it(start: Start, name: str) -> None:
    http, other = start(), start()
    answer = http.put("/api/me", json={"user_name": f"  {name} "})
    assert answer.json()["user_name"] == name
    cookie = answer.headers["set-cookie"].lower()
    for part in ("httponly", "samesite=strict", "path=/", "max-age=31536000"):
        assert part in cookie
    assert _me(http) == (name, "supervisor")
    assert http.get("/api/deployment").json()["user_name"] == name
    assert _me(other) == ("Supervisor", "supervisor")


@pytest.mark.parametrize("role", Role)
def test_any_role_can_be_tried_and_stays_with_another_name(http: TestClient, role: Role) -> None:
    http.put("/api/me", json={"user_name": "Huda", "role": role})
    http.put("/api/me", json={"user_name": "Maryam"})
    assert _me(http) == ("Maryam", role)
    assert set(http.get("/api/me").json()["permissions"]) == PERMISSIONS[role]


@pytest.mark.parametrize("name", ["", "   ", "x" * 101, "a\nb", "a\x7fb", "\x00"])
def test_what_is_no_name_is_refused_by_field(http: TestClient, name: str) -> None:
    problem = problem_of(http.put("/api/me", json={"user_name": name}), 422, "invalid-request")
    assert problem["errors"][0]["field"] == "body.user_name"
    assert _me(http) == ("Supervisor", "supervisor")


@pytest.mark.parametrize(
    "kept", ["", "%ff", quote("a\nb"), "x" * 101, "king:Huda", "manager:", "manager:%ff"]
)
def test_a_cookie_that_was_not_given_out_counts_as_none(http: TestClient, kept: str) -> None:
    http.cookies.set("supervisor_name", kept)
    assert _me(http) == ("Supervisor", "supervisor")


def test_drafts_and_saves_are_kept_under_the_name(start: Start) -> None:
    huda, maryam = (Supervisor(start(), ROUTE, TODAY) for _ in range(2))
    huda.http.put("/api/me", json={"user_name": "Huda"})
    maryam.http.put("/api/me", json={"user_name": "Maryam"})
    huda.visit(AMAL)
    assert huda.open()["state"]["customers"][AMAL]["status"] == "visited"
    assert maryam.open()["state"]["customers"][AMAL]["status"] != "visited"
    assert maryam.save()["session"]["saved_by"] == "Maryam"


@pytest.mark.parametrize(
    "header",
    [
        {"Host": "demo.example.com"},
        {"Host": "127.0.0.1.example.com"},
        {"Host": "192.168.1.4:8000"},
        {"X-Forwarded-For": "127.0.0.1"},
        {"Forwarded": "for=127.0.0.1"},
        {"Origin": "https://example.com"},
        {"Origin": "null"},
    ],
    ids=str,
)
def test_a_demo_is_for_its_own_computer(http: TestClient, header: dict[str, str]) -> None:
    for path in ("/api/me", "/api/routes", f"/api/days/{ROUTE}/{TODAY.isoformat()}"):
        problem_of(http.get(path, headers=header), 403, "demo-is-local")


@pytest.mark.parametrize("address", ["192.168.1.9", "10.0.0.1", "::ffff:10.0.0.1", "2001:db8::1"])
def test_a_demo_answers_no_other_computer(http: TestClient, address: str) -> None:
    elsewhere = TestClient(http.app, "http://localhost", client=(address, 50_000))
    problem_of(elsewhere.get("/api/me"), 403, "demo-is-local")
    assert elsewhere.get("/health/live").status_code == 200


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1:81", "[::1]:8000"])
def test_a_demo_answers_to_every_name_of_its_computer(http: TestClient, host: str) -> None:
    headers = {"Host": host, "Origin": "http://localhost:5173"}
    assert http.get("/api/me", headers=headers).status_code == 200


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.4", "demo.example.com"])
def test_a_demo_is_not_made_where_others_reach_it(start: Start, host: str) -> None:
    with pytest.raises(DemoNotLocalError, match=f"cannot listen on {host}"):
        start(host=host)


def test_with_accounts_nobody_is_anybody_by_a_name(start: Start) -> None:
    http = start(sign_in="accounts")
    http.cookies.set("supervisor_name", "administrator:Huda")
    problem = problem_of(http.get("/api/me"), 401, "sign-in-required")
    assert problem["detail"] == "Nobody is signed in here: sign in, or send an API token."
    assert http.get("/api/sign-in").json() == {
        "sign_in": "accounts",
        "password": True,
        "oidc": None,
        "has_users": False,
        "demo": False,
        "version": services_of_app(http).version,
    }


def _me(http: TestClient) -> tuple[str, str]:
    me = http.get("/api/me").json()
    return me["user_name"], me["role"]
