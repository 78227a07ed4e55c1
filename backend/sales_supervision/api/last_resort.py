"""The answer to what nobody foresaw: logged whole, told without any of its inside."""

from __future__ import annotations

from urllib.parse import quote

import structlog
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sales_supervision.api.problem_response import problem_response
from sales_supervision.api.request_problem_types import RequestProblem

log = structlog.get_logger(__name__)


class LastResort:
    """ASGI middleware: an exception that no handler took becomes an ``internal-error``.

    Starlette runs a handler of ``Exception`` outside of all middleware, where the answer would
    lack its request id and its security headers.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def send_noticing(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, send_noticing)
        except Exception:
            log.exception("unexpected_error", path=quote(scope["path"]))
            if started:
                raise
            answer = problem_response(
                Request(scope),
                RequestProblem.INTERNAL_ERROR,
                "Something went wrong on our side. "
                "Try again, and report the request id if it stays.",
            )
            await answer(scope, receive, send)
