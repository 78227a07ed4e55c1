"""Users, links, devices and tokens over HTTP."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from sales_supervision.domain.access import Role, Scope
from sales_supervision.storage.engine import Database
from tests.http.conftest import Start
from tests.http.signed_in import browser_of, signed_in, try_sign_in
from tests.http.supervisor import problem_of
from tests.people import CHEAP, OTHER_PASSWORD, PASSWORD, add_person


@pytest.fixture
def http(start_on_file: Start, sqlite_database: Database) -> TestClient:
    add_person(sqlite_database, "Huda", Role.ADMINISTRATOR)
    add_person(sqlite_database, "Badr", Role.MANAGER, Scope(routes=frozenset({"R1"})))
    return start_on_file(sign_in="accounts", **CHEAP)


@pytest.fixture
def office(http: TestClient) -> TestClient:
    return signed_in(http, "Huda")


def test_a_user_is_added_sent_a_link_and_comes_in(http: TestClient, office: TestClient) -> None:
    added = office.post(
        "/api/users",
        json={"user_name": "Dana", "role": "supervisor", "routes": ["R2", "R1"]},
    )
    assert added.status_code == 201
    assert added.json()["routes"] == ["R1", "R2"]
    assert [one["user_name"] for one in office.get("/api/users").json()] == ["Badr", "Dana", "Huda"]
    made = office.post("/api/users/dana/reset-link").json()
    address, _, token = made["link"].partition("/#reset=")
    assert address == "http://localhost"
    tablet = browser_of(http)
    weak = tablet.post("/api/sign-in/reset", json={"token": token, "password": "password1234"})
    problem = problem_of(weak, 422, "password-refused")
    assert problem["errors"][0]["field"] == "body.password"
    chosen = tablet.post("/api/sign-in/reset", json={"token": token, "password": OTHER_PASSWORD})
    assert chosen.json() == {"user_name": "Dana"}
    again = tablet.post("/api/sign-in/reset", json={"token": token, "password": PASSWORD})
    problem_of(again, 410, "link-invalid")
    assert try_sign_in(tablet, "Dana", OTHER_PASSWORD).status_code == 200
    shown = office.get("/api/users/Dana").json()
    assert (shown["devices"], shown["has_password"], shown["is_active"]) == (1, True, True)


def test_links_lead_to_where_people_reach_the_product(
    start_on_file: Start, sqlite_database: Database
) -> None:
    add_person(sqlite_database, "Huda", Role.ADMINISTRATOR)
    server = start_on_file(sign_in="accounts", public_url="http://sales.example.com", **CHEAP)
    made = signed_in(server, "Huda").post("/api/users/Huda/reset-link").json()
    assert made["link"].startswith("http://sales.example.com/#reset=")


def test_what_cannot_be_is_refused_by_name(office: TestClient) -> None:
    taken = office.post("/api/users", json={"user_name": "HUDA", "role": "viewer"})
    assert problem_of(taken, 409, "user-exists")["errors"][0]["field"] == "body.user_name"
    slash = office.post("/api/users", json={"user_name": "a/b", "role": "viewer"})
    assert problem_of(slash, 422, "invalid-request")["errors"][0]["field"] == "body.user_name"
    problem_of(office.get("/api/users/nobody"), 404, "user-not-found")
    for changes in ({"role": "manager"}, {"is_active": False}):
        problem_of(office.patch("/api/users/Huda", json=changes), 409, "last-administrator")
    assert office.get("/api/me").status_code == 200


def test_a_change_of_role_signs_out_and_holds_at_once(http: TestClient, office: TestClient) -> None:
    badr = signed_in(http, "Badr")
    changed = office.patch("/api/users/Badr", json={"role": "viewer", "territories": ["North"]})
    assert (changed.json()["role"], changed.json()["territories"]) == ("viewer", ["North"])
    assert changed.json()["routes"] == ["R1"]
    problem_of(badr.get("/api/me"), 401, "sign-in-required")
    assert signed_in(http, "Badr").get("/api/me").json()["role"] == "viewer"


def test_users_are_for_administrators(http: TestClient) -> None:
    badr = signed_in(http, "Badr")
    problem_of(badr.get("/api/users"), 403, "not-permitted")
    problem_of(badr.patch("/api/users/Badr", json={"role": "administrator"}), 403, "not-permitted")


def test_one_changes_one_s_own_password(http: TestClient) -> None:
    here, there = signed_in(http, "Badr"), signed_in(http, "Badr")
    wrong = here.post(
        "/api/me/password", json={"current_password": "wrong", "password": OTHER_PASSWORD}
    )
    problem = problem_of(wrong, 422, "wrong-password")
    assert problem["errors"][0]["field"] == "body.current_password"
    body = {"current_password": PASSWORD, "password": OTHER_PASSWORD}
    assert here.post("/api/me/password", json=body).json() == {"user_name": "Badr"}
    assert here.get("/api/me").json()["csrf_token"] != here.headers["X-CSRF-Token"]
    problem_of(there.get("/api/me"), 401, "sign-in-required")


def test_one_sees_one_s_devices_and_signs_out_of_any(http: TestClient) -> None:
    here, there = signed_in(http, "Badr"), signed_in(http, "Badr")
    devices = here.get("/api/me/sessions").json()
    assert sorted(one["is_this_one"] for one in devices) == [False, True]
    other = next(one["sign_in_id"] for one in devices if not one["is_this_one"])
    assert here.delete(f"/api/me/sessions/{other}").status_code == 204
    problem_of(there.get("/api/me"), 401, "sign-in-required")
    problem_of(here.delete(f"/api/me/sessions/{other}"), 404, "sign-in-not-found")
    anew = signed_in(http, "Badr")
    assert anew.post("/api/sign-out/everywhere").status_code == 200
    problem_of(here.get("/api/me"), 401, "sign-in-required")


def test_tokens_are_made_shown_once_and_removed(http: TestClient) -> None:
    badr = signed_in(http, "Badr")
    made = badr.post(
        "/api/me/tokens", json={"token_name": "Reports", "permissions": ["export"], "days": 365}
    )
    assert made.status_code == 201
    (listed,) = badr.get("/api/me/tokens").json()
    assert listed == {name: value for name, value in made.json().items() if name != "token"}
    wrongs: list[dict[str, Any]] = [
        {"days": 366},
        {"days": 0},
        {"permissions": []},
        {"permissions": ["all"]},
    ]
    for wrong in wrongs:
        body = {"token_name": "x", "permissions": ["view"], "days": 1, **wrong}
        problem_of(badr.post("/api/me/tokens", json=body), 422, "invalid-request")
    body = {"token_name": "x", "permissions": ["manage-users"], "days": 1}
    problem_of(badr.post("/api/me/tokens", json=body), 403, "not-permitted")
    assert badr.delete(f"/api/me/tokens/{listed['token_id']}").status_code == 204
    problem_of(badr.delete(f"/api/me/tokens/{listed['token_id']}"), 404, "token-not-found")


def test_an_administrator_sees_and_removes_the_tokens_of_another(
    http: TestClient, office: TestClient
) -> None:
    badr = signed_in(http, "Badr")
    body = {"token_name": "Reports", "permissions": ["view"], "days": 30}
    secret = badr.post("/api/me/tokens", json=body).json()["token"]
    (listed,) = office.get("/api/users/badr/tokens").json()
    assert [listed] == badr.get("/api/me/tokens").json()
    assert office.get("/api/users/Huda/tokens").json() == []
    elsewhere = f"/api/users/Huda/tokens/{listed['token_id']}"
    problem_of(office.delete(elsewhere), 404, "token-not-found")
    program = browser_of(http)
    program.headers["Authorization"] = f"Bearer {secret}"
    assert program.get("/api/me").status_code == 200
    address = f"/api/users/Badr/tokens/{listed['token_id']}"
    problem_of(badr.delete(address), 403, "not-permitted")
    assert office.delete(address).status_code == 204
    problem_of(program.get("/api/me"), 401, "sign-in-required")
    problem_of(office.delete(address), 404, "token-not-found")
    problem_of(office.get("/api/users/nobody/tokens"), 404, "user-not-found")
