"""Signing in and out over HTTP: what is told, what the cookie is like, who is let through."""

from __future__ import annotations

from typing import Any

import pytest
from argon2 import PasswordHasher
from starlette.testclient import TestClient
from structlog.typing import EventDict

from sales_supervision.accounts.throttling import LIMITS
from sales_supervision.domain.access import Role, Scope
from sales_supervision.storage.engine import Database
from tests.clocks import TODAY, StandingClock
from tests.http.conftest import Start, client_of
from tests.http.made_day import AMAL, ROUTE
from tests.http.signed_in import browser_of, signed_in, try_sign_in
from tests.http.supervisor import Supervisor, problem_of, services_of_app
from tests.people import CHEAP, OTHER_PASSWORD, PASSWORD, add_person
from tests.storage.statements import statements_of

Json = dict[str, Any]


@pytest.fixture
def http(start_on_file: Start, sqlite_database: Database) -> TestClient:
    return _with_people(start_on_file, sqlite_database)


@pytest.fixture
def everywhere(start: Start, database: Database) -> TestClient:
    """Like ``http``, once for each product of database."""
    return _with_people(start, database)


def _with_people(start: Start, database: Database) -> TestClient:
    add_person(database, "Huda", Role.ADMINISTRATOR)
    add_person(database, "Badr", Role.SUPERVISOR, Scope(routes=frozenset({ROUTE})))
    return start(sign_in="accounts", **CHEAP)


def test_signing_in_makes_somebody_and_signing_out_nobody(http: TestClient) -> None:
    badr = signed_in(http, "badr")
    assert badr.get("/api/me").json() == {
        "user_name": "Badr",
        "role": "supervisor",
        "permissions": ["view", "supervise", "review"],
        "everything": False,
        "routes": [ROUTE],
        "territories": [],
        "sign_in": "accounts",
        "password": True,
        "csrf_token": badr.headers["X-CSRF-Token"],
    }
    kept = badr.cookies["session"]
    answer = badr.post("/api/sign-out")
    assert answer.json() == {"provider_sign_out": None}
    assert "session" not in badr.cookies
    badr.cookies.set("session", kept)
    problem_of(badr.get("/api/me"), 401, "sign-in-required")


def test_the_cookie_is_for_this_server_s_pages_alone(http: TestClient) -> None:
    answer = try_sign_in(browser_of(http), "Badr")
    cookie = answer.headers["set-cookie"].lower()
    assert cookie.startswith("session=")
    for part in ("httponly", "samesite=strict", "path=/", "max-age=604800"):
        assert part in cookie
    assert "secure" not in cookie
    assert "domain" not in cookie


@pytest.mark.parametrize(
    ("address", "settings"),
    [
        ("https://localhost", {}),
        ("http://localhost", {"public_url": "https://supervision.example.com"}),
    ],
    ids=["TLS", "TLS before us"],
)
def test_behind_tls_the_cookie_never_travels_without(
    http: TestClient, start_on_file: Start, address: str, settings: Json
) -> None:
    browser = TestClient(start_on_file(sign_in="accounts", **CHEAP, **settings).app, address)
    answer = try_sign_in(browser, "Badr")
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-session=")
    assert "; Secure" in cookie
    secret = cookie.partition("=")[2].partition(";")[0]
    # One that came without TLS may be anybody's who sat between.
    plain = browser.get("/api/me", headers={"Cookie": f"session={secret}"})
    problem_of(plain, 401, "sign-in-required")
    secure = browser.get("/api/me", headers={"Cookie": f"__Host-session={secret}"})
    assert secure.json()["user_name"] == "Badr"


def test_a_cookie_from_before_is_not_taken_on(http: TestClient) -> None:
    chosen = {"Cookie": "session=chosen-by-somebody-else"}
    body = {"user_name": "Badr", "password": PASSWORD}
    answers = [
        browser_of(http).post("/api/sign-in/password", json=body, headers=chosen) for _ in range(2)
    ]
    cookies = {answer.headers["set-cookie"].partition(";")[0] for answer in answers}
    assert len(cookies) == 2
    assert chosen["Cookie"] not in cookies
    problem_of(browser_of(http).get("/api/me", headers=chosen), 401, "sign-in-required")


def test_nobody_learns_which_names_there_are(
    everywhere: TestClient, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Equal words, and equal work: hashes compared and statements sent, not wall time."""
    disabled = services_of_app(everywhere).accounts.users
    add_person(database, "Off", has_password=True)
    add_person(database, "Bare", has_password=False)
    assert disabled.find("Off").is_active
    office = signed_in(everywhere, "Huda")
    assert office.patch("/api/users/Off", json={"is_active": False}).status_code == 200
    hashes = 0
    verify = PasswordHasher.verify

    def counted(*arguments: Any) -> bool:
        nonlocal hashes
        hashes += 1
        return verify(*arguments)

    monkeypatch.setattr(PasswordHasher, "verify", counted)
    told = []
    for number, name in enumerate(["Badr", "Nobody", "Off", "Bare", "N" * 100]):
        browser = TestClient(
            everywhere.app, "http://localhost", client=(f"192.0.2.{number}", 50_000)
        )
        hashes = 0
        with statements_of(database) as sent:
            answer = try_sign_in(browser, name, "not the password")
        problem = problem_of(answer, 401, "sign-in-failed")
        del problem["request_id"]
        kinds = [one.split()[0] for one in sent]
        told.append((problem, hashes, kinds.count("SELECT"), kinds.count("INSERT"), len(sent)))
    assert told[0][1] == 1
    assert [one == told[0] for one in told] == [True] * len(told), told


def test_guessing_is_slowed_down_and_the_right_one_waits_too(
    everywhere: TestClient, clock: StandingClock
) -> None:
    browser = browser_of(everywhere)
    for _ in range(LIMITS["account"].free):
        problem_of(try_sign_in(browser, "Badr", "wrong"), 401, "sign-in-failed")
    for password in ("wrong", PASSWORD):
        refused = try_sign_in(browser, "Badr", password)
        problem = problem_of(refused, 429, "too-many-attempts")
        assert (problem["retry_after"], refused.headers["retry-after"]) == (1, "1")
        assert problem["detail"] == "Too many attempts failed; try again in 1 s."
    clock.pass_time(seconds=1)
    assert try_sign_in(browser, "Badr").status_code == 200


def test_names_that_nobody_has_are_slowed_down_alike(http: TestClient) -> None:
    browser = browser_of(http)
    for _ in range(LIMITS["account"].free):
        problem_of(try_sign_in(browser, "Nobody", "wrong"), 401, "sign-in-failed")
    problem_of(try_sign_in(browser, "Nobody", "wrong"), 429, "too-many-attempts")


@pytest.mark.parametrize(("name", "told"), [("BADR", "badr"), ("my old password", "?")])
def test_an_attempt_that_is_slowed_down_is_logged_with_account_and_address(
    http: TestClient, logs: list[EventDict], name: str, told: str
) -> None:
    browser = browser_of(http)
    for _ in range(LIMITS["account"].free + 1):
        try_sign_in(browser, name, "wrong")
    delayed = next(entry for entry in logs if entry["event"] == "sign_in_delayed")
    assert (delayed["account"], delayed["address"], delayed["seconds"]) == (told, "127.0.0.1", 1)
    assert "my old password" not in str(logs)


FOREIGN: list[dict[str, str]] = [
    {"Origin": "https://evil.example.com"},
    {"Origin": "null"},
    {"Origin": "http://localhost.evil.example.com"},
    {"Origin": "http://localhost:81"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site", "Origin": "http://localhost"},
]
OWN: list[dict[str, str]] = [
    {},
    {"Origin": "http://localhost"},
    {"Origin": "http://localhost:5173", "Sec-Fetch-Site": "same-origin"},
    {"Sec-Fetch-Site": "none"},
]


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
def test_another_site_s_page_changes_nothing(http: TestClient, headers: dict[str, str]) -> None:
    badr = signed_in(http, "Badr")
    visit = f"/api/days/{ROUTE}/{TODAY.isoformat()}/visits/{AMAL}"
    for address, method in ((visit, "PUT"), ("/api/sign-out", "POST"), ("/api/users", "POST")):
        refused = badr.request(method, address, json={"actuals": {}}, headers=headers)
        problem_of(refused, 403, "cross-site-request")
    body = {"user_name": "Badr", "password": PASSWORD}
    login = browser_of(http).post("/api/sign-in/password", json=body, headers=headers)
    problem_of(login, 403, "cross-site-request")
    assert badr.get("/api/me", headers=headers).status_code == 200


@pytest.mark.parametrize("headers", OWN, ids=str)
def test_our_own_page_and_programs_get_through(http: TestClient, headers: dict[str, str]) -> None:
    badr = signed_in(http, "Badr")
    visit = f"/api/days/{ROUTE}/{TODAY.isoformat()}/visits/{AMAL}"
    assert badr.put(visit, json={"actuals": {}}, headers=headers).status_code == 200


@pytest.mark.parametrize("token", [None, "", "x", "é"])
def test_a_cookie_alone_changes_nothing(http: TestClient, token: str | None) -> None:
    badr = signed_in(http, "Badr")
    del badr.headers["X-CSRF-Token"]
    headers = {} if token is None else {b"X-CSRF-Token": token.encode()}
    visit = f"/api/days/{ROUTE}/{TODAY.isoformat()}/visits/{AMAL}"
    refused = badr.put(visit, json={"actuals": {}}, headers=headers)
    problem_of(refused, 403, "cross-site-request")
    other = signed_in(http, "Badr")
    stale = badr.post("/api/sign-out", headers={"X-CSRF-Token": other.headers["X-CSRF-Token"]})
    problem_of(stale, 403, "cross-site-request")


def test_a_token_needs_neither_cookie_nor_csrf_token(http: TestClient) -> None:
    badr = signed_in(http, "Badr")
    made = badr.post(
        "/api/me/tokens",
        json={"token_name": "Van", "permissions": ["view", "supervise"], "days": 1},
    )
    program = browser_of(http)
    program.headers["Authorization"] = f"Bearer {made.json()['token']}"
    visit = f"/api/days/{ROUTE}/{TODAY.isoformat()}/visits/{AMAL}"
    changed = program.put(visit, json={"actuals": {}}, headers={"Origin": "https://x.example.com"})
    assert changed.status_code == 200
    found = program.get("/api/me").json()
    assert (found["permissions"], found["csrf_token"]) == (["view", "supervise"], None)
    for method, address in (
        ("POST", "/api/sign-out"),
        ("POST", "/api/me/password"),
        ("GET", "/api/me/tokens"),
        ("GET", "/api/me/sessions"),
    ):
        body = {"current_password": PASSWORD, "password": OTHER_PASSWORD}
        problem_of(program.request(method, address, json=body), 403, "not-permitted")
    badr.delete(f"/api/me/tokens/{made.json()['token_id']}")
    problem_of(program.get("/api/me"), 401, "sign-in-required")


@pytest.mark.parametrize(
    ("headers", "is_use"),
    [({}, True), ({"X-By-Itself": "true"}, False), ({"Accept": "text/event-stream"}, False)],
)
def test_only_what_a_person_does_keeps_a_session_open(
    http: TestClient, clock: StandingClock, headers: dict[str, str], *, is_use: bool
) -> None:
    badr = signed_in(http, "Badr")
    clock.pass_time(hours=11)
    assert badr.get("/api/me", headers=headers).status_code == 200
    services_of_app(http).accounts.last_seen.settle()
    clock.pass_time(hours=2)
    assert badr.get("/api/me").status_code == (200 if is_use else 401)


def test_a_wrong_token_is_not_made_good_by_a_cookie(http: TestClient) -> None:
    badr = signed_in(http, "Badr")
    answer = badr.get("/api/me", headers={"Authorization": "Bearer sales_supervision_x"})
    problem_of(answer, 401, "sign-in-required")


def test_the_next_person_on_the_same_tablet_sees_and_sends_nothing_of_the_draft(
    everywhere: TestClient, database: Database, clock: StandingClock
) -> None:
    """The session of one ends with unsaved work; it waits for them alone."""
    add_person(database, "Maryam", Role.SUPERVISOR, Scope(routes=frozenset({ROUTE})))
    tablet = signed_in(everywhere, "Badr")
    Supervisor(tablet, ROUTE, TODAY).visit(AMAL, {"BREAD": 3})
    clock.pass_time(hours=13)
    late = Supervisor(tablet, ROUTE, TODAY).try_enter(AMAL, {"BREAD": 4})
    problem_of(late, 401, "sign-in-required")
    # Maryam signs in on the tablet; what its page still holds is sent with Badr's CSRF token.
    stale = tablet.headers["X-CSRF-Token"]
    assert try_sign_in(tablet, "Maryam").status_code == 200
    problem_of(
        Supervisor(tablet, ROUTE, TODAY).try_enter(AMAL, {"BREAD": 4}), 403, "cross-site-request"
    )
    tablet.headers["X-CSRF-Token"] = tablet.get("/api/me").json()["csrf_token"]
    assert tablet.headers["X-CSRF-Token"] != stale
    maryam = Supervisor(tablet, ROUTE, TODAY)
    assert maryam.open()["state"]["customers"][AMAL]["status"] != "visited"
    assert maryam.save()["session"]["saved_by"] == "Maryam"
    assert maryam.look_back("audit")[0]["user_name"] == "Maryam"
    badr = Supervisor(signed_in(everywhere, "Badr"), ROUTE, TODAY)
    kept = badr.preview()
    assert str(kept).count(AMAL)


def test_an_office_signs_its_people_out(http: TestClient) -> None:
    badr, office = signed_in(http, "Badr"), signed_in(http, "Huda")
    assert office.post("/api/users/badr/sign-out").json()["devices"] == 0
    problem_of(badr.get("/api/me"), 401, "sign-in-required")


def test_a_demo_has_no_accounts(start_on_file: Start) -> None:
    demo = client_of(start_on_file().app)  # type: ignore[arg-type]
    assert demo.put("/api/me", json={"user_name": "H", "role": "administrator"}).status_code == 200
    problem_of(try_sign_in(demo, "Badr"), 403, "not-permitted")
    for address in ("/api/users", "/api/me/sessions", "/api/sign-in/oidc"):
        problem_of(demo.get(address), 403, "not-permitted")
    problem_of(demo.post("/api/sign-out"), 403, "not-permitted")
