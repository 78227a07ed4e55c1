"""What can be wrong with a request before any operation looks at it."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException
from starlette.routing import Match, Mount

from sales_supervision.api.day_problem_types import DayProblem
from sales_supervision.api.not_found_page import not_found_page
from sales_supervision.api.problem_response import path_of, problem_response
from sales_supervision.api.request_problem_types import RequestProblem
from sales_supervision.api.schemas import FieldProblem
from sales_supervision.domain.quantities import MAX_QUANTITY

_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
_LONGEST_ECHO = 60
"""Characters of a caller's own text in an answer."""


async def http_exception(request: Request, error: Exception) -> Response:
    """What Starlette and FastAPI raise while they find the operation and read the body."""
    assert isinstance(error, HTTPException)
    match error.status_code:
        case HTTPStatus.METHOD_NOT_ALLOWED:
            allowed = ", ".join(_allowed_methods(request))
            possible = f"; possible is {allowed}" if allowed else ""
            return problem_response(
                request,
                RequestProblem.METHOD_NOT_ALLOWED,
                f"{request.method} is not possible at {path_of(request)}{possible}.",
                headers={"Allow": allowed} if allowed else dict(error.headers or {}),
            )
        case HTTPStatus.NOT_FOUND:
            if _is_browsing(request):
                return not_found_page(request)
            return problem_response(
                request, RequestProblem.NOT_FOUND, f"There is nothing at {path_of(request)}."
            )
        case HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
            return problem_response(request, RequestProblem.CONTENT_TOO_LARGE, error.detail)
        case HTTPStatus.BAD_REQUEST:
            return problem_response(
                request, RequestProblem.INVALID_JSON, "The body cannot be read as JSON in UTF-8."
            )
        case _:
            return problem_response(request, RequestProblem.INVALID_REQUEST, error.detail)


async def validation_error(request: Request, error: Exception) -> JSONResponse:
    """A parameter, a header or a body that is not what the operation takes."""
    assert isinstance(error, RequestValidationError)
    found = error.errors()
    for item in found:
        if item["type"] == "json_invalid":
            return problem_response(
                request,
                RequestProblem.INVALID_JSON,
                f"The body is not JSON: {item['ctx']['error']} at character {item['loc'][1]}.",
            )
        if item["loc"] == ("body",) and item["type"] != "missing" and not _is_json(request):
            return problem_response(
                request,
                RequestProblem.UNSUPPORTED_MEDIA_TYPE,
                "Send the body as JSON, with the header Content-Type: application/json.",
            )
    fields = [_field_problem(request, item) for item in found]
    quantities = all(field.item_code for field in fields)
    type_ = DayProblem.INVALID_QUANTITY if quantities else RequestProblem.INVALID_REQUEST
    more = f" ({len(fields) - 1} more)" if len(fields) > 1 else ""
    return problem_response(request, type_, f"{fields[0].message}{more}", errors=fields)


def _field_problem(request: Request, item: dict[str, Any]) -> FieldProblem:
    location = [_echo(str(part)) for part in item["loc"]]
    customer_code = request.path_params.get("customer_code")
    field = ".".join(location)
    if location[:2] != ["body", "actuals"] or len(location) == 2:
        return FieldProblem(
            field=field, message=f"{location[-1]}: {_reason(item)}.", customer_code=customer_code
        )
    if location[-1] == "[key]":
        message = f"Item code {location[2]!r}: {_reason(item)}."
        return FieldProblem(field=field, message=message, customer_code=customer_code)
    rule = (
        f"Quantity cannot exceed {MAX_QUANTITY:,}"
        if item["type"] == "less_than_equal"
        else f"Quantity must be a whole number from 0 to {MAX_QUANTITY:,}"
    )
    return FieldProblem(
        field=field,
        message=f"{rule}: item {location[2]} of customer {customer_code}.",
        customer_code=customer_code,
        item_code=location[2],
    )


def _is_browsing(request: Request) -> bool:
    """Whether a person opened the address in a browser, and no program asks the interface."""
    wants_page = "text/html" in request.headers.get("accept", "")
    return wants_page and not path_of(request).startswith("/api")


def _reason(item: dict[str, Any]) -> str:
    """What is wrong, in words; a pattern is for programs."""
    match item["type"]:
        case "string_pattern_mismatch":
            return "has a character that cannot be there"
        case "string_too_short":
            return f"is too short; it must have {_characters(item['ctx']['min_length'])} or more"
        case "string_too_long":
            return f"is too long; it may have up to {_characters(item['ctx']['max_length'])}"
        case _:
            return str(item["msg"])


def _characters(number: int) -> str:
    return "1 character" if number == 1 else f"{number:,} characters"


def _echo(text: str) -> str:
    """The caller's text, short, and without the half characters that JSON can smuggle in."""
    short = text if len(text) <= _LONGEST_ECHO else f"{text[:_LONGEST_ECHO]}…"
    return short.encode(errors="replace").decode()


def _is_json(request: Request) -> bool:
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    return media_type.startswith("application/") and media_type.endswith(("/json", "+json"))


def _allowed_methods(request: Request) -> list[str]:
    """Every method of the address; each route knows only its own, a mounted app none."""
    routes = [route for route in request.app.routes if not isinstance(route, Mount)]
    return [
        method
        for method in _METHODS
        if any(
            route.matches({**request.scope, "method": method})[0] is Match.FULL for route in routes
        )
    ]
