"""Browsers of people who signed in."""

from __future__ import annotations

from collections.abc import Set

from httpx2 import Response
from starlette.testclient import TestClient

from sales_supervision.accounts.sign_ins import PASSWORD as PASSWORD_SIGN_IN
from sales_supervision.api.services import Services
from sales_supervision.domain.access import Permission, User
from sales_supervision.storage.account_storage import ACCOUNTS
from tests.http.conftest import client_of
from tests.http.supervisor import services_of_app
from tests.people import PASSWORD, TABLET


def browser_of(http: TestClient) -> TestClient:
    """Another browser at the same server, nobody signed in."""
    services_of_app(http)
    return client_of(http.app)  # type: ignore[arg-type]


def try_sign_in(browser: TestClient, user_name: str, password: str = PASSWORD) -> Response:
    return browser.post(
        "/api/sign-in/password", json={"user_name": user_name, "password": password}
    )


def session_of(services: Services, user_name: str) -> dict[str, str]:
    """The headers of a browser in which ``user_name`` has just signed in, without the wait."""
    sign_ins = services.accounts.sign_ins
    with services.database.writing(ACCOUNTS) as connection:
        begun = sign_ins.begin(connection, user_name, PASSWORD_SIGN_IN, TABLET)
    found = sign_ins.find(begun.cookie)
    assert found is not None
    return {"Cookie": f"session={begun.cookie}", "X-CSRF-Token": found.csrf_token}


def token_of(services: Services, user: User, permissions: Set[Permission]) -> dict[str, str]:
    """The header of a program with a token of ``user`` that is limited to ``permissions``."""
    made = services.accounts.tokens.make(user, "a program", permissions, 30, TABLET)
    return {"Authorization": f"Bearer {made.secret}"}


def signed_in(http: TestClient, user_name: str) -> TestClient:
    """A browser in which ``user_name`` is signed in, and which sends the token with each change."""
    browser = browser_of(http)
    answer = try_sign_in(browser, user_name)
    assert answer.status_code == 200, answer.text
    browser.headers["X-CSRF-Token"] = browser.get("/api/me").json()["csrf_token"]
    return browser
