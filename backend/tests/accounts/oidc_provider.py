"""The provider's process, as tests start and tell it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx2
from starlette.testclient import TestClient

from tests.accounts.oidc_provider_process import CLIENT_ID, CLIENT_SECRET
from tests.clocks import NOON


@dataclass(frozen=True, slots=True)
class OidcProviderProcess:
    issuer: str
    public_url: str

    @property
    def settings(self) -> dict[str, object]:
        """Of a server that people sign in to with it."""
        return {
            "sign_in": "accounts",
            "public_url": self.public_url,
            "oidc_issuer": self.issuer,
            "oidc_client_id": CLIENT_ID,
            "oidc_client_secret": CLIENT_SECRET,
            "oidc_name": "Bakery ID",
            "oidc_role_claim": "groups",
            "oidc_roles": {"van-managers": "manager", "drivers": "supervisor"},
        }

    def tell(self, *, at: datetime = NOON, clock_ahead: int = 0, **told: Any) -> None:
        """How to answer from now on; what is not told is as usual. ``at``: the time there."""
        now = int(at.timestamp()) + clock_ahead
        httpx2.post(f"{self.issuer}/tell", json={"now": now, **told}).raise_for_status()

    def asked(self) -> list[str]:
        """The paths that it was asked at since it was last told something."""
        asked: list[str] = httpx2.get(f"{self.issuer}/asked").json()
        return asked

    def visit(self, address: str) -> str:
        """Go there as a browser would; where it leads to."""
        answer = httpx2.get(address)
        assert answer.status_code == 302, answer.text
        return answer.headers["Location"]


def depart(browser: TestClient) -> str:
    """Begin to sign in; where the browser is sent to."""
    answer = browser.get("/api/sign-in/oidc", follow_redirects=False)
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"]


def come_back(browser: TestClient, address: str) -> str:
    """Where the browser ends up that comes back from the provider at ``address``."""
    answer = browser.get(address, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"]


@contextmanager
def oidc_provider(public_url: str = "http://localhost") -> Iterator[OidcProviderProcess]:
    """A provider with a key of its own, for the server at ``public_url``, until the end."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.accounts.oidc_provider_process", public_url],
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        yield OidcProviderProcess(process.stdout.readline().strip(), public_url)
    finally:
        process.terminate()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()
