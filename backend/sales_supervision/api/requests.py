"""A request id on every request, in its answer and in its log line; and each answer observed."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sales_supervision.api.early_answers import Unreached, unreached
from sales_supervision.domain.access import User
from sales_supervision.operations.observations import unobserved
from sales_supervision.operations.requests import SMOKE_RUN, Answered

log = structlog.get_logger("sales_supervision.requests")

_HEADER = "X-Request-ID"
_ACCEPTABLE = re.compile(r"[A-Za-z0-9._-]{8,64}")
_STREAM = b"text/event-stream"

ASSETS = "/assets"
"""Where the page's files are; each has a name of its own, which is no route template."""

_BUILT = re.compile(r"/assets/[\w.-]+-[\w-]{4,}\.\w{2,5}", re.ASCII)
"""A file that a build can have made; that any other is not there says nothing of the page."""

_CLIENT_GONE = 499
"""Whoever asked went away before there was an answer, as nginx has it: nobody's error."""

SMOKE_DAYS = "/api/smoke-days"
"""Where smoke tests have their days made and removed."""

_DAYS = "/api/days/"
_READS = frozenset(("GET", "HEAD"))
_TAKES_A_ROLE = ("PUT", "/api/me")
"""On a demo: all that a smoke test changes outside its own route."""


class RequestLog:
    """ASGI middleware: takes over a caller's X-Request-ID or makes one.

    ``observe`` is told of every answer but a smoke test's: on ``smoke_route``, or marked as one.
    """

    def __init__(
        self, app: ASGIApp, observe: Callable[[Answered], None] | None, smoke_route: str
    ) -> None:
        self._app = app
        self._observe = observe
        self._smoke_route = smoke_route

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        request_id = _id_in(headers, _HEADER) or uuid4().hex
        smoke_run = _id_in(headers, SMOKE_RUN)
        state = scope.setdefault("state", {})
        state["request_id"] = request_id
        is_smoke = self._is_smoke(scope["path"]) or (
            smoke_run is not None and _may_be_unobserved(scope["method"], scope["path"])
        )
        answer = _Answer()

        async def send_with_id(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer.start(message)
                MutableHeaders(scope=message)[_HEADER] = request_id
            await send(message)

        mark = unobserved.set(is_smoke)
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            try:
                await self._app(scope, receive, send_with_id)
            except Exception:
                answer.fail()
                raise
            finally:
                unobserved.reset(mark)
                seconds = answer.seconds()
                early = unreached(scope)
                log.info(
                    "request",
                    method=scope["method"],
                    path=quote(scope["path"]),
                    status=answer.status,
                    milliseconds=round(seconds * 1000, 1),
                    **_known(scope, early, state, smoke_run),
                )
                if self._observe is not None and not is_smoke:
                    self._observe(
                        Answered(
                            scope["method"],
                            _template(scope, early),
                            answer.status,
                            seconds,
                            state.get("problem"),
                        )
                    )

    def _is_smoke(self, path: str) -> bool:
        """Whether it is a smoke test's: on its route, ``/api/days/SMOKE/...``, or to prepare it."""
        if path.startswith(SMOKE_DAYS):
            return True
        if self._smoke_route not in path:
            return False
        parts = path.split("/", 4)
        return len(parts) > 3 and parts[1] == "api" and parts[3] == self._smoke_route


class _Answer:
    """When an answer began, with which status, and how long it took."""

    __slots__ = ("_began", "_is_stream", "_started", "status")

    def __init__(self) -> None:
        self._began = time.perf_counter()
        self._started: float | None = None
        self._is_stream = False
        self.status = _CLIENT_GONE

    def fail(self) -> None:
        if self._started is None:
            self.status = 500

    def start(self, message: Message) -> None:
        self._started = time.perf_counter()
        self.status = message["status"]
        self._is_stream = any(
            name.lower() == b"content-type" and value.startswith(_STREAM)
            for name, value in message["headers"]
        )

    def seconds(self) -> float:
        """Until now; of a stream, which lasts as long as somebody listens, to its beginning."""
        if self._is_stream and self._started is not None:
            return self._started - self._began
        return time.perf_counter() - self._began


def _id_in(headers: Headers, name: str) -> str | None:
    """The id in a header; None where there is none that a log can take."""
    offered = headers.get(name, "")
    return offered if _ACCEPTABLE.fullmatch(offered) else None


def _may_be_unobserved(method: str, path: str) -> bool:
    """Whether a mark is believed, which anybody can send and no database is asked about.

    Nobody can take changes, sign-ins, or days of a route that is in use out of the figures by it.
    """
    if (method, path) == _TAKES_A_ROLE:
        return True
    return method in _READS and not path.startswith(_DAYS)


def _template(scope: Scope, early: Unreached) -> str | None:
    route = scope.get("route")
    template: str | None = getattr(route, "path", None)
    if template is not None:
        return template
    return ASSETS if _BUILT.fullmatch(scope["path"]) else early.template


def _known(
    scope: Scope, early: Unreached, state: dict[str, Any], smoke_run: str | None
) -> dict[str, str]:
    """Who asked, for which route, and with which problem it ended; nothing else of the request."""
    user = state.get("user")
    params = scope.get("path_params") or early.path_params
    known = {
        "user": user.user_name if isinstance(user, User) else None,
        "route": params.get("route_code"),
        "problem": state.get("problem"),
        "smoke_run": smoke_run,
    }
    return {name: value for name, value in known.items() if value is not None}
