"""One browser's way of asking: its cookie, its token, and the headers that the page sends."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import sleep
from typing import Any, Protocol
from urllib.parse import quote
from uuid import UUID

Json = Any
_TRIES = 4


@dataclass(frozen=True, slots=True)
class Answer:
    """``outcome``: see ``findings.outcome_of``."""

    status: int
    outcome: str
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Json:
        return json.loads(self.body)

    @property
    def is_unreachable(self) -> bool:
        """No answer, or one that is out of order: the page tries again by itself."""
        return self.status == 0 or self.status >= 500


def persistently(ask: Callable[[], Answer]) -> Answer:
    """Ask again, after ever longer pauses, as the page does; each attempt is measured and counted.

    A change keeps its key meanwhile, so that it is done once.
    """
    answer = ask()
    for attempt in range(_TRIES):
        if not answer.is_unreachable:
            break
        sleep(2.0**attempt)
        answer = ask()
    return answer


class Send(Protocol):
    """Sends one request, measures it under ``kind``, and tells how it was answered."""

    def __call__(
        self, kind: str, method: str, path: str, headers: Mapping[str, str], body: bytes | None
    ) -> Answer: ...


class Browser:
    """``cookie``: the whole header. The token comes with ``/api/me``, as the page learns it."""

    def __init__(self, send: Send, cookie: str) -> None:
        self._send = send
        self._kept = {"Cookie": cookie, "Accept-Language": "en"}
        self._csrf_token: str | None = None

    @property
    def kept_headers(self) -> Mapping[str, str]:
        return self._kept

    def sign_in_info(self) -> Answer:
        answer = self.get("sign-in info", "/api/me")
        if answer.status == 200:
            self._csrf_token = answer.json()["csrf_token"]
        return answer

    def get(self, kind: str, path: str, headers: Mapping[str, str] | None = None) -> Answer:
        asked = {**self._kept, "Accept-Encoding": "gzip", **(headers or {})}
        return self._send(kind, "GET", path, asked, None)

    def do(
        self,
        kind: str,
        method: str,
        path: str,
        headers: Mapping[str, str] | None = None,
        body: Json = None,
    ) -> Answer:
        """A change, with the token that shows that the page itself asks for it."""
        asked = {**self._kept, "Accept-Encoding": "gzip", **(headers or {})}
        if self._csrf_token is not None:
            asked["X-CSRF-Token"] = self._csrf_token
        if body is None:
            return self._send(kind, method, path, asked, None)
        asked["Content-Type"] = "application/json"
        return self._send(kind, method, path, asked, json.dumps(body).encode())


def day_path(day: tuple[str, str]) -> str:
    return f"/api/days/{quote(day[0], safe='')}/{day[1]}"


def epoch_of(version_tag: str) -> str:
    return version_tag.strip('"').partition(".")[2]


def key_from(bits: int) -> str:
    """An idempotency key as the page makes them, of 128 random bits."""
    return str(UUID(int=bits, version=4))
