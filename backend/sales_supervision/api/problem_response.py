"""Problem details as an HTTP answer."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from fastapi.responses import JSONResponse
from starlette.requests import Request

from sales_supervision.api.problems import PROBLEM_MEDIA_TYPE, ProblemType
from sales_supervision.api.schemas import Problem


def problem_response(
    request: Request,
    type_: ProblemType,
    detail: str,
    *,
    headers: dict[str, str] | None = None,
    **extensions: Any,
) -> JSONResponse:
    """The answer; members that say nothing are left out, nulls inside of the others are kept."""
    kind = type_.value
    request.state.problem = kind.slug
    body = Problem(
        type=kind.uri,
        title=kind.title,
        status=kind.status,
        detail=detail,
        instance=quote(path_of(request)),
        request_id=getattr(request.state, "request_id", None),
        **extensions,
    ).model_dump(mode="json")
    return JSONResponse(
        {member: value for member, value in body.items() if value is not None},
        status_code=kind.status,
        media_type=PROBLEM_MEDIA_TYPE,
        headers=headers,
    )


def path_of(request: Request) -> str:
    """The path asked for. ``request.url`` cannot be read when the Host header is nonsense."""
    path: str = request.scope["path"]
    return path
