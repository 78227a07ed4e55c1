"""No request body is read past a limit, and none is unpacked."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sales_supervision.api.problem_response import problem_response
from sales_supervision.api.request_problem_types import RequestProblem

MAX_BODY_BYTES = 1_000_000
"""Many times the largest change of a day with 200 items."""


class BodyLimit:
    """ASGI middleware: a body above MAX_BODY_BYTES, announced or not, is answered with 413; a
    packed one, which may be many times as large, with 415.

    Starlette's own limit answers in plain text, past the handlers that make problem details.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        encoding = headers.get("content-encoding", "").strip().lower()
        if encoding not in ("", "identity"):
            refusal = problem_response(
                Request(scope),
                RequestProblem.UNSUPPORTED_MEDIA_TYPE,
                "The body came packed; send it as it is, without Content-Encoding.",
                headers={"Accept-Encoding": "identity"},
            )
            await refusal(scope, receive, send)
            return
        announced = headers.get("content-length", "")
        if announced.isdecimal() and int(announced[:20]) > MAX_BODY_BYTES:
            answer = problem_response(Request(scope), RequestProblem.CONTENT_TOO_LARGE, too_large())
            await answer(scope, receive, send)
            return
        received = 0

        async def receive_counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > MAX_BODY_BYTES:
                # The endpoint waits for the body: what it raises becomes problem details.
                raise HTTPException(413, too_large())
            return message

        await self._app(scope, receive_counted, send)


def too_large() -> str:
    return f"The body may have at most {MAX_BODY_BYTES:,} bytes; send fewer quantities at once."
