"""No other site's page acts in a browser that is signed in here."""

from __future__ import annotations

import hmac
from urllib.parse import urlsplit

from fastapi import Request
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from sales_supervision.api.access_problem_types import AccessProblem
from sales_supervision.api.problem_response import problem_response
from sales_supervision.api.problems import ProblemError

CSRF_HEADER = "X-CSRF-Token"

_SAFE = frozenset(("GET", "HEAD", "OPTIONS"))
_OWN = frozenset(("same-origin", "none"))
_REFUSED = "This came from a page of another site; do it on the page of this server."


class CrossSite:
    """ASGI middleware: a change that a browser says another site's page began is refused.

    A program that sends a token is let through: no page can send one that it does not have.
    """

    def __init__(self, app: ASGIApp, public_url: str | None) -> None:
        self._app = app
        self._public_host = urlsplit(public_url).netloc if public_url else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] not in _SAFE:
            headers = Headers(scope=scope)
            if not has_token(headers) and not self._is_own(headers):
                problem = problem_response(
                    Request(scope), AccessProblem.CROSS_SITE_REQUEST, _REFUSED
                )
                await problem(scope, receive, send)
                return
        await self._app(scope, receive, send)

    def _is_own(self, headers: Headers) -> bool:
        """By what the browser tells, which pages cannot change; a program tells nothing."""
        fetched_from = headers.get("sec-fetch-site")
        if fetched_from is not None:
            return fetched_from in _OWN
        origin = headers.get("origin")
        if origin is None:
            return True
        hosts = {headers.get("host"), self._public_host} - {None, ""}
        return _host(origin) in hosts


def require_csrf_token(request: Request, expected: str) -> None:
    """Raise ProblemError where a change came without what only our own page can read."""
    if request.method in _SAFE:
        return
    told = request.headers.get(CSRF_HEADER, "")
    if not hmac.compare_digest(told.encode(), expected.encode()):
        raise ProblemError(
            AccessProblem.CROSS_SITE_REQUEST,
            f"Send the csrf_token of /api/me in the header {CSRF_HEADER}; or reload the page.",
        )


def has_token(headers: Headers) -> bool:
    return headers.get("authorization", "").lower().startswith("bearer ")


def _host(origin: str) -> str | None:
    try:
        return urlsplit(origin).netloc or None
    except ValueError:
        return None
