"""A file as an answer, whose refusals are problem details like all others."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import FileResponse
from starlette.types import Message, Receive, Scope, Send

from sales_supervision.api.problem_response import problem_response
from sales_supervision.api.request_problem_types import RequestProblem

_RANGE_REFUSED = (400, 416)
"""What Starlette answers, as plain text, to a ``Range`` that it cannot read or meet."""


class FileAnswer(FileResponse):
    """Starlette's, but that it refuses a ``Range`` as this interface refuses."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        refused = False

        async def send_unless_refused(message: Message) -> None:
            nonlocal refused
            refused = refused or message.get("status") in _RANGE_REFUSED
            if not refused:
                await send(message)

        await super().__call__(scope, receive, send_unless_refused)
        if refused:
            size = self.headers["content-length"]
            answer = problem_response(
                Request(scope),
                RequestProblem.RANGE_NOT_SATISFIABLE,
                f"The range cannot be had of a file of {int(size):,} bytes.",
                headers={"Content-Range": f"bytes */{size}"},
            )
            await answer(scope, receive, send)
