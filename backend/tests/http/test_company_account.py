"""Signing in with a company account: a real provider, a browser that goes there and comes back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.testclient import TestClient

from sales_supervision.accounts.users import Changes
from sales_supervision.domain.access import Role
from sales_supervision.storage.engine import Database
from tests.accounts.oidc_provider import (
    OidcProviderProcess,
    come_back,
    depart,
    oidc_provider,
)
from tests.accounts.oidc_provider_process import USUAL_PERSON
from tests.accounts.trails import trail
from tests.clocks import StandingClock
from tests.http.conftest import Start
from tests.http.supervisor import problem_of, services_of_app
from tests.people import CHEAP, OFFICE, add_person

COMING = {"address": "127.0.0.1", "about": "Cedar", "how": "oidc"}
"""What the audit trail says of a role that a sign-in changed."""


@pytest.fixture(scope="module")
def process() -> Iterator[OidcProviderProcess]:
    with oidc_provider() as running:
        yield running


@pytest.fixture
def provider(process: OidcProviderProcess) -> OidcProviderProcess:
    process.tell()
    return process


@pytest.fixture
def browser(start_on_file: Start, provider: OidcProviderProcess) -> TestClient:
    return start_on_file(**CHEAP, **provider.settings)


def sign_in(browser: TestClient, provider: OidcProviderProcess) -> str:
    """Go there and back; where the browser ends up."""
    return come_back(browser, provider.visit(depart(browser)))


def me(browser: TestClient) -> dict[str, Any]:
    answer: dict[str, Any] = browser.get("/api/me").json()
    return answer


def test_whoever_the_provider_knows_is_signed_in(
    browser: TestClient, provider: OidcProviderProcess
) -> None:
    assert browser.get("/api/sign-in").json()["oidc"] == {"name": "Bakery ID"}
    assert sign_in(browser, provider) == "/"
    found = me(browser)
    assert (found["user_name"], found["role"], found["sign_in"]) == ("Cedar", "manager", "oidc")
    assert (found["everything"], found["routes"], found["password"]) == (False, [], False)
    cookie = browser.cookies["session"]
    sign_in(browser, provider)
    assert browser.cookies["session"] != cookie
    assert len(services_of_app(browser).accounts.users.all()) == 1


def test_what_is_asked_holds_state_nonce_and_a_challenge(
    browser: TestClient, provider: OidcProviderProcess
) -> None:
    asked = [parse_qs(urlsplit(depart(browser)).query) for _ in range(2)]
    for name in ("state", "nonce", "code_challenge"):
        assert asked[0][name] != asked[1][name]
        assert len(asked[0][name][0]) >= 43
    assert asked[0]["code_challenge_method"] == ["S256"]
    assert asked[0]["scope"] == ["openid profile email"]


def test_the_cookie_of_the_way_there_is_lax_short_and_taken_back(
    browser: TestClient, provider: OidcProviderProcess
) -> None:
    there = browser.get("/api/sign-in/oidc", follow_redirects=False)
    cookie = there.headers["set-cookie"].lower()
    for part in ("departure=", "httponly", "samesite=lax", "max-age=600"):
        assert part in cookie
    back = browser.get(provider.visit(there.headers["Location"]), follow_redirects=False)
    session, departure = sorted(back.headers.get_list("set-cookie"), reverse=True)
    assert session.startswith("session=") and "samesite=strict" in session.lower()
    assert departure.startswith('departure="";')


@pytest.mark.parametrize(
    ("person", "name", "role"),
    [
        ({"sub": "s"}, "s", "viewer"),
        ({"sub": "s", "name": "Dana", "groups": "drivers"}, "Dana", "supervisor"),
        ({"sub": "s", "preferred_username": "a/b", "email": "d@x.ae"}, "d@x.ae", "viewer"),
        ({"sub": "s", "name": "D", "groups": ["drivers", "van-managers", "x"]}, "D", "manager"),
        ({"sub": "s", "name": "D", "groups": {"van-managers": 1}}, "D", "viewer"),
        ({"sub": "/", "preferred_username": 7, "name": "\u0000"}, "user", "viewer"),
    ],
    ids=str,
)
def test_a_user_is_made_of_what_the_provider_tells(
    browser: TestClient,
    provider: OidcProviderProcess,
    person: dict[str, object],
    name: str,
    role: str,
) -> None:
    provider.tell(person=person)
    assert sign_in(browser, provider) == "/"
    assert (me(browser)["user_name"], me(browser)["role"]) == (name, role)


def test_a_name_that_somebody_has_here_is_not_taken_over(
    browser: TestClient, provider: OidcProviderProcess, sqlite_database: Database
) -> None:
    add_person(sqlite_database, "CEDAR", Role.ADMINISTRATOR)
    sign_in(browser, provider)
    assert (me(browser)["user_name"], me(browser)["role"]) == ("Cedar (2)", "manager")


def test_people_are_known_by_their_subject_and_keep_what_they_were_given_here(
    browser: TestClient, provider: OidcProviderProcess
) -> None:
    sign_in(browser, provider)
    users = services_of_app(browser).accounts.users
    users.change("Cedar", Changes(routes=["R1"]), OFFICE)
    assert browser.get("/api/me").status_code == 401
    provider.tell(person={**USUAL_PERSON, "preferred_username": "Cedar the Second"})
    sign_in(browser, provider)
    found = me(browser)
    assert (found["user_name"], found["role"], found["routes"]) == ("Cedar", "manager", ["R1"])
    provider.tell(person={"sub": "subject-2", "preferred_username": "Cedar"})
    sign_in(browser, provider)
    assert me(browser)["user_name"] == "Cedar (2)"


def test_the_role_follows_the_groups_at_each_sign_in(
    start_on_file: Start,
    browser: TestClient,
    provider: OidcProviderProcess,
    sqlite_database: Database,
) -> None:
    elsewhere = start_on_file(**CHEAP, **provider.settings)
    sign_in(elsewhere, provider)
    provider.tell(person={**USUAL_PERSON, "groups": ["drivers"]})
    sign_in(browser, provider)
    assert me(browser)["role"] == "supervisor"
    problem_of(elsewhere.get("/api/me"), 401, "sign-in-required")
    provider.tell(person={"sub": "subject-1"})
    sign_in(browser, provider)
    sign_in(browser, provider)
    assert me(browser)["role"] == "viewer"
    changes = [entry for entry in trail(sqlite_database) if entry.action == "role_changed"]
    assert [(entry.user_name, entry.detail) for entry in changes] == [
        ("Cedar", {**COMING, "before": "manager", "after": "supervisor"}),
        ("Cedar", {**COMING, "before": "supervisor", "after": "viewer"}),
    ]


@pytest.mark.parametrize("unset", [{"oidc_role_claim": None}, {"oidc_roles": {}}], ids=str)
def test_a_role_given_by_hand_stays_where_groups_give_none(
    start_on_file: Start, provider: OidcProviderProcess, unset: dict[str, Any]
) -> None:
    browser = start_on_file(**CHEAP, **{**provider.settings, **unset})
    sign_in(browser, provider)
    assert me(browser)["role"] == "viewer"
    users = services_of_app(browser).accounts.users
    users.change("Cedar", Changes(role=Role.ADMINISTRATOR), OFFICE)
    sign_in(browser, provider)
    assert me(browser)["role"] == "administrator"
    assert browser.get("/api/users/Cedar").json()["has_role_of_groups"] is False


def test_the_last_administrator_keeps_the_role_whatever_the_groups_say(
    browser: TestClient, provider: OidcProviderProcess, sqlite_database: Database
) -> None:
    sign_in(browser, provider)
    users = services_of_app(browser).accounts.users
    users.change("Cedar", Changes(role=Role.ADMINISTRATOR), OFFICE)
    sign_in(browser, provider)
    assert me(browser)["role"] == "administrator"
    assert browser.get("/api/users/Cedar").json()["has_role_of_groups"] is True
    (kept,) = [entry for entry in trail(sqlite_database) if entry.action == "role_kept"]
    assert kept.detail == {**COMING, "before": "administrator", "after": "manager"}
    add_person(sqlite_database, "Huda", Role.ADMINISTRATOR)
    sign_in(browser, provider)
    assert me(browser)["role"] == "manager"


@pytest.mark.parametrize("kind", ["RSA", "EC"])
def test_a_new_key_of_the_provider_is_fetched_when_it_signs(
    browser: TestClient, provider: OidcProviderProcess, clock: StandingClock, kind: str
) -> None:
    assert sign_in(browser, provider) == "/"
    clock.pass_time(seconds=30)
    provider.tell(rotate=kind)
    assert sign_in(browser, provider) == "/"
    assert provider.asked().count("/keys") == 1
    assert sign_in(browser, provider) == "/"
    assert provider.asked().count("/keys") == 1


def test_unknown_keys_do_not_make_us_ask_at_any_pace(
    browser: TestClient, provider: OidcProviderProcess
) -> None:
    sign_in(browser, provider)
    provider.tell(rotate="RSA")
    for _ in range(3):
        assert sign_in(browser, provider) == "/#sign-in-problem=not-confirmed"
    assert provider.asked().count("/keys") == 0


@pytest.mark.parametrize("ahead", [-355, -59, 0, 59])
def test_clocks_may_differ_a_little(
    browser: TestClient, provider: OidcProviderProcess, ahead: int
) -> None:
    """The token is valid for 300 s."""
    provider.tell(clock_ahead=ahead)
    assert sign_in(browser, provider) == "/"


@pytest.mark.parametrize("ahead", [-365, 65, 86_400])
def test_clocks_may_not_differ_much(
    browser: TestClient, provider: OidcProviderProcess, ahead: int
) -> None:
    provider.tell(clock_ahead=ahead)
    assert sign_in(browser, provider) == "/#sign-in-problem=not-confirmed"


WRONG: dict[str, tuple[str, dict[str, Any]]] = {
    "nonce": ("nonce", {"claims": {"nonce": "another"}}),
    "no nonce": ("nonce", {"claims": {"nonce": None}}),
    "audience": ("aud", {"claims": {"aud": "another-client"}}),
    "audiences without ours": ("aud", {"claims": {"aud": ["one", "two"]}}),
    "for another of two audiences": (
        "azp",
        {"claims": {"aud": ["sales-supervision", "x"], "azp": "x"}},
    ),
    "two audiences, for nobody": ("azp", {"claims": {"aud": ["sales-supervision", "x"]}}),
    "issuer": ("iss", {"claims": {"iss": "https://accounts.example.com"}}),
    "no issuer": ("iss", {"claims": {"iss": None}}),
    "no subject": ("sub", {"claims": {"sub": None}}),
    "empty subject": ("sub", {"claims": {"sub": ""}}),
    "endless subject": ("sub", {"claims": {"sub": "s" * 256}}),
    "no end": ("exp", {"claims": {"exp": None}}),
    "another access token": ("at_hash", {"claims": {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"}}),
    "unsigned": ("", {"signed": "none"}),
    "signed by our own secret": ("", {"signed": "by our secret"}),
    "signed by another key": ("BadSignature", {"signed": "by another key"}),
    "answered by another": ("came from", {"answer": {"iss": "https://accounts.example.com"}}),
}
"""What is wrong: the word for it in the audit trail, and what the provider is told."""


@pytest.mark.parametrize(("why", "erring"), WRONG.values(), ids=WRONG)
def test_what_does_not_prove_who_it_is_lets_nobody_in(
    browser: TestClient,
    provider: OidcProviderProcess,
    sqlite_database: Database,
    why: str,
    erring: dict[str, Any],
) -> None:
    provider.tell(erring=erring)
    assert sign_in(browser, provider) == "/#sign-in-problem=not-confirmed"
    assert "session" not in browser.cookies
    problem_of(browser.get("/api/me"), 401, "sign-in-required")
    assert services_of_app(browser).accounts.users.are_none()
    (entry,) = trail(sqlite_database)
    assert (entry.action, entry.user_name) == ("sign_in_failed", "?")
    assert entry.detail is not None
    assert entry.detail["how"] == "oidc"
    assert why in entry.detail["why"]


def test_a_sign_in_that_another_browser_began_is_refused(
    start_on_file: Start, browser: TestClient, provider: OidcProviderProcess
) -> None:
    victim = start_on_file(**CHEAP, **provider.settings)
    coming = provider.visit(depart(browser))
    assert come_back(victim, coming) == "/#sign-in-problem=not-begun-here"
    depart(victim)
    assert come_back(victim, coming) == "/#sign-in-problem=not-begun-here"
    assert victim.get("/api/me").status_code == 401


def test_a_code_works_once(browser: TestClient, provider: OidcProviderProcess) -> None:
    there = depart(browser)
    kept = dict(browser.cookies)
    coming = provider.visit(there)
    assert come_back(browser, coming) == "/"
    browser.cookies.update(kept)
    assert come_back(browser, coming) == "/#sign-in-problem=not-confirmed"


def test_giving_up_there_leads_back_here(
    browser: TestClient, provider: OidcProviderProcess
) -> None:
    provider.tell(erring={"error": "access_denied"})
    assert sign_in(browser, provider) == "/#sign-in-problem=not-completed"


def test_a_disabled_user_is_told(browser: TestClient, provider: OidcProviderProcess) -> None:
    sign_in(browser, provider)
    services_of_app(browser).accounts.users.change("Cedar", Changes(is_active=False), OFFICE)
    assert sign_in(browser, provider) == "/#sign-in-problem=disabled"


@pytest.mark.parametrize(
    "erring",
    [
        {"status": 500},
        {"described": {"issuer": "https://accounts.example.com"}},
        {"described": {"authorization_endpoint": None}},
    ],
    ids=str,
)
def test_a_provider_that_does_not_answer_as_it_must_is_said_to_be(
    browser: TestClient, provider: OidcProviderProcess, erring: dict[str, Any]
) -> None:
    provider.tell(erring=erring)
    assert depart(browser) == "/#sign-in-problem=unavailable"
    provider.tell()
    if "described" not in erring or "issuer" in erring["described"]:
        assert sign_in(browser, provider) == "/"


def test_a_provider_that_is_not_there_is_said_to_be(
    start_on_file: Start, provider: OidcProviderProcess
) -> None:
    browser = start_on_file(**CHEAP, **{**provider.settings, "oidc_issuer": "http://127.0.0.1:1"})
    assert depart(browser) == "/#sign-in-problem=unavailable"


def test_signing_out_leads_to_the_provider_and_back(
    browser: TestClient, provider: OidcProviderProcess
) -> None:
    sign_in(browser, provider)
    token = {"X-CSRF-Token": me(browser)["csrf_token"]}
    answer = browser.post("/api/sign-out", headers=token).json()
    assert provider.visit(answer["provider_sign_out"]) == "http://localhost/"
    assert browser.get("/api/me").status_code == 401


def test_without_a_provider_there_is_nothing_to_go_to(start_on_file: Start) -> None:
    browser = start_on_file(sign_in="accounts", **CHEAP)
    problem_of(browser.get("/api/sign-in/oidc"), 404, "not-found")
    problem_of(browser.get("/api/sign-in/oidc/return"), 404, "not-found")
