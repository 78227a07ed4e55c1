"""What every answer tells a browser about itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.http.conftest import Start

ANSWERS = [
    "/",
    "/api/routes",
    "/api/openapi.json",
    "/api/nothing",
    "/health/live",
    "/nothing",
    "/problems/not-found",
    "/api/items",
]
HSTS = "Strict-Transport-Security"


@pytest.mark.parametrize("address", ANSWERS)
def test_every_answer_carries_the_security_headers(onlooker: TestClient, address: str) -> None:
    headers = onlooker.get(address).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    for feature in ("camera", "geolocation", "microphone", "payment", "usb"):
        assert f"{feature}=()" in headers["Permissions-Policy"]
    assert "Server" not in headers
    assert "Access-Control-Allow-Origin" not in headers


@pytest.mark.parametrize("address", ANSWERS)
def test_the_policy_lets_nothing_in_but_what_this_server_sends(
    onlooker: TestClient, address: str
) -> None:
    told = onlooker.get(address).headers["Content-Security-Policy"]
    policy = dict(directive.split(" ", 1) for directive in told.split("; "))
    for directive in ("default-src", "frame-ancestors", "base-uri", "form-action"):
        assert policy[directive] == "'none'"
    for directive in ("script-src", "style-src", "connect-src", "img-src", "font-src"):
        assert policy[directive] == "'self'"
    assert "unsafe" not in told


@pytest.mark.parametrize("origin", ["https://other.example", "null", "http://localhost"])
def test_no_other_site_may_read_an_answer(onlooker: TestClient, origin: str) -> None:
    for method in ("GET", "OPTIONS"):
        headers = {"Origin": origin, "Access-Control-Request-Method": "PUT"}
        answer = onlooker.request(method, "/api/sign-in", headers=headers)
        assert not [name for name in answer.headers if name.lower().startswith("access-control")]


def test_over_plain_http_nothing_is_said_about_tls(onlooker: TestClient) -> None:
    assert HSTS not in onlooker.get("/health/live").headers


def test_behind_tls_a_browser_is_told_to_stay_there(start: Start) -> None:
    through_a_proxy = start(public_url="https://supervision.example.com", sign_in="accounts")
    directly = start(sign_in="accounts")
    for answer in (
        through_a_proxy.get("/health/live"),
        through_a_proxy.get("/nothing"),
        directly.get("https://localhost/health/live"),
    ):
        assert answer.headers[HSTS] == "max-age=31536000; includeSubDomains"


def test_what_the_interface_answers_is_kept_in_no_cache(onlooker: TestClient) -> None:
    assert onlooker.get("/api/routes").headers["Cache-Control"] == "no-store"
    assert onlooker.get("/api/nothing").headers["Cache-Control"] == "no-store"
    assert "no-store" not in onlooker.get("/").headers.get("Cache-Control", "")


def test_the_problem_pages_and_the_page_hold_nothing_inline(onlooker: TestClient) -> None:
    source = Path(__file__).parents[3] / "frontend" / "index.html"
    for page in (source.read_text(encoding="utf-8"), onlooker.get("/problems/not-found").text):
        assert "<style" not in page
        assert " style=" not in page
        for script in page.split("<script")[1:]:
            assert 'src="/' in script
            assert script.split(">", 1)[1].startswith("</script>")
