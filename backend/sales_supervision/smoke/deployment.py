"""A deployment as it is spoken to from outside, and the smoke day on it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote
from uuid import uuid4

import httpx2
from anyio import fail_after
from anyio.from_thread import start_blocking_portal

from sales_supervision.operations.requests import SMOKE_RUN
from sales_supervision.smoke.steps import StepFailedError, fail

PATIENCE_SECONDS = 30.0
"""For a whole answer: a server that sends a byte now and then does not answer either."""

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class SmokeDay:
    """A planned day made for this test."""

    route_code: str
    date: str

    @property
    def path(self) -> str:
        return f"/api/days/{in_path(self.route_code)}/{self.date}"


def in_path(code: str) -> str:
    """A code as an address has it: whoever gave it may have used any sign."""
    return quote(code, safe="")


class SettingError(StepFailedError):
    """What the program was told cannot be used; nothing was asked of the deployment."""


def bearer(token: str | None, setting: str) -> dict[str, str]:
    """The header with ``token``, where there is one. Raises SettingError, which names no secret."""
    if not token:
        return {}
    if not re.fullmatch(r"[!-~]+", token):
        raise SettingError(f"{setting} is no token: it has a character that none has.")
    return {"Authorization": f"Bearer {token}"}


class Deployment:
    """Each call is one request. Raises StepFailedError where no answer comes in time.

    The client is asynchronous, and in a thread of its own, since only so an answer can be given up
    whatever it has come to.
    """

    def __init__(self, url: str, token: str | None, patience: float = PATIENCE_SECONDS) -> None:
        """Raises SettingError."""
        self.url = url.rstrip("/")
        self.headers = {SMOKE_RUN: uuid4().hex, **bearer(token, "SALES_SUPERVISION_TOKEN")}
        """Of every request, the browser's too."""
        self._patience = patience
        self._exits = ExitStack()
        try:
            self._http = httpx2.AsyncClient(
                base_url=self.url,
                timeout=None,
                follow_redirects=False,
                headers=self.headers,
            )
        except (OSError, ValueError, ImportError, httpx2.InvalidURL) as error:
            raise SettingError(
                f"{self.url} cannot be asked ({error}): see to the address, to SSL_CERT_FILE and "
                "SSL_CERT_DIR, and to what names a proxy."
            ) from error

    def ask(
        self,
        method: str,
        path: str,
        *,
        body: object = None,
        headers: Mapping[str, str] | None = None,
        status: int = 200,
    ) -> httpx2.Response:
        """The answer, which must be of ``status``."""
        answer = self.try_ask(method, path, body=body, headers=headers)
        if answer.status_code != status:
            fail(f"{method} {path} was answered with {_told(answer)}, not with {status}.")
        return answer

    def try_ask(
        self,
        method: str,
        path: str,
        *,
        body: object = None,
        headers: Mapping[str, str] | None = None,
    ) -> httpx2.Response:
        """The answer, whatever its status."""
        try:
            return self._portal.call(self._request, method, path, body, dict(headers or {}))
        except TimeoutError as error:
            raise StepFailedError(
                f"{self.url}{path} did not answer to the end within {self._patience:g} seconds."
            ) from error
        except httpx2.HTTPError as error:
            told = f"{self.url}{path} does not answer ({_reason(error)})."
            if "CERTIFICATE_VERIFY_FAILED" in str(error):
                told += " A certificate of your own making: name its authority in SSL_CERT_FILE."
            raise StepFailedError(told) from error

    async def _request(
        self, method: str, path: str, body: object, headers: dict[str, str]
    ) -> httpx2.Response:
        with fail_after(self._patience):
            return await self._http.request(method, path, json=body, headers=headers)

    def __enter__(self) -> Self:
        self._portal = self._exits.enter_context(start_blocking_portal())
        self._exits.callback(self._portal.call, self._http.aclose)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        # With the error, since after Ctrl-C nobody waits for what is still being asked.
        self._exits.__exit__(kind, error, traceback)


def _reason(error: BaseException) -> str:
    """What lies at the bottom of ``error``: its libraries say little of it themselves."""
    while under := error.__cause__ or error.__context__:
        error = under
    if isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return str(error) or type(error).__name__


def _told(answer: httpx2.Response) -> str:
    """The status, with the sentence of problem details where there is one."""
    if answer.headers.get("content-type", "").startswith("application/problem+json"):
        return f"{answer.status_code} ({answer.json().get('detail')})"
    return str(answer.status_code)
