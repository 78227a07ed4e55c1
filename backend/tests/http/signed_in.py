"""Browsers of people who signed in."""

from __future__ import annotations

from httpx2 import Response
from starlette.testclient import TestClient

from tests.http.conftest import client_of
from tests.http.supervisor import services_of_app
from tests.people import PASSWORD


def browser_of(http: TestClient) -> TestClient:
    """Another browser at the same server, nobody signed in."""
    services_of_app(http)
    return client_of(http.app)  # type: ignore[arg-type]


def try_sign_in(browser: TestClient, user_name: str, password: str = PASSWORD) -> Response:
    return browser.post(
        "/api/sign-in/password", json={"user_name": user_name, "password": password}
    )


def signed_in(http: TestClient, user_name: str) -> TestClient:
    """A browser in which ``user_name`` is signed in, and which sends the token with each change."""
    browser = browser_of(http)
    answer = try_sign_in(browser, user_name)
    assert answer.status_code == 200, answer.text
    browser.headers["X-CSRF-Token"] = browser.get("/api/me").json()["csrf_token"]
    return browser
