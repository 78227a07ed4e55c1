"""A deployment as it is spoken to from outside, and the smoke day on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

import httpx2

from sales_supervision.smoke.steps import StepFailedError, fail

PATIENCE_SECONDS = 30.0

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


class Deployment:
    """Each call is one request. Raises StepFailedError where no answer comes."""

    def __init__(self, url: str, token: str | None) -> None:
        self.url = url.rstrip("/")
        self.token = token
        self._http = httpx2.Client(
            base_url=self.url,
            timeout=PATIENCE_SECONDS,
            follow_redirects=False,
            headers={"Authorization": f"Bearer {token}"} if token else {},
        )

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
            return self._http.request(
                method, path, json=body, headers=dict(headers) if headers else None
            )
        except httpx2.HTTPError as error:
            told = f"{self.url}{path} does not answer ({error or type(error).__name__})."
            if "CERTIFICATE_VERIFY_FAILED" in str(error):
                told += " A certificate of your own making: name its authority in SSL_CERT_FILE."
            raise StepFailedError(told) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _type: type[BaseException] | None,
        _error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        self._http.close()


def _told(answer: httpx2.Response) -> str:
    """The status, with the sentence of problem details where there is one."""
    if answer.headers.get("content-type", "").startswith("application/problem+json"):
        return f"{answer.status_code} ({answer.json().get('detail')})"
    return str(answer.status_code)
