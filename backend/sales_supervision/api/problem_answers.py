"""How failures become problem details. Every refusal of the shell and the domain is named here."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import InterfaceError, OperationalError
from starlette.exceptions import HTTPException

from sales_supervision.api.problems import PROBLEM_MEDIA_TYPE, ProblemError, ProblemType
from sales_supervision.api.schemas import Difference, FieldProblem, Problem
from sales_supervision.days import errors
from sales_supervision.domain.quantities import MAX_QUANTITY, QuantityError
from sales_supervision.domain.route_day import DayError

log = structlog.get_logger(__name__)

_REFUSALS: dict[type[errors.DayRefusal], ProblemType] = {
    errors.RouteNotFoundError: ProblemType.ROUTE_NOT_FOUND,
    errors.DayNotPlannedError: ProblemType.DAY_NOT_PLANNED,
    errors.CustomerNotFoundError: ProblemType.CUSTOMER_NOT_FOUND,
    errors.ItemNotFoundError: ProblemType.UNKNOWN_ITEM,
    errors.SessionSavedError: ProblemType.SESSION_SAVED,
    errors.VersionConflictError: ProblemType.VERSION_CONFLICT,
    errors.VersionUnknownError: ProblemType.VERSION_UNKNOWN,
    errors.KeyReusedError: ProblemType.IDEMPOTENCY_KEY_REUSED,
}


def answer_problems(app: FastAPI) -> None:
    """Make ``app`` answer every failure with problem details."""
    app.add_exception_handler(ProblemError, _problem_error)
    app.add_exception_handler(errors.DayRefusal, _refusal)
    app.add_exception_handler(DayError, _day_error)
    app.add_exception_handler(QuantityError, _quantity_error)
    app.add_exception_handler(RequestValidationError, _validation_error)
    app.add_exception_handler(HTTPException, _http_exception)
    app.add_exception_handler(OperationalError, _database_error)
    app.add_exception_handler(InterfaceError, _database_error)
    app.add_exception_handler(Exception, _unexpected)


def problem_response(
    request: Request,
    type_: ProblemType,
    detail: str,
    *,
    headers: dict[str, str] | None = None,
    **extensions: Any,
) -> JSONResponse:
    kind = type_.value
    body = Problem(
        type=kind.uri,
        title=kind.title,
        status=kind.status,
        detail=detail,
        instance=request.url.path,
        request_id=getattr(request.state, "request_id", None),
        **extensions,
    )
    return JSONResponse(
        body.model_dump(mode="json", exclude_none=True),
        status_code=kind.status,
        media_type=PROBLEM_MEDIA_TYPE,
        headers=headers,
    )


async def _problem_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, ProblemError)
    return problem_response(
        request, error.type, error.detail, headers=error.headers, **error.extensions
    )


async def _refusal(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, errors.DayRefusal)
    extensions: dict[str, Any] = {}
    if isinstance(error, errors.SessionSavedError | errors.VersionConflictError):
        extensions = {
            "current_version": error.session.record_version,
            "saved_by": error.session.saved_by,
            "saved_at": error.session.saved_at,
        }
    if isinstance(error, errors.VersionConflictError):
        extensions["differences"] = [
            Difference(
                customer_code=cell.customer_code,
                field=cell.field,
                item_code=cell.item_code,
                before=cell.before,
                after=cell.after,
            )
            for cell in error.differences
        ]
    if isinstance(error, errors.ItemNotFoundError):
        extensions["errors"] = [
            FieldProblem(
                field="item_code",
                message=str(error),
                customer_code=error.customer_code,
                item_code=error.item_code,
            )
        ]
    return problem_response(request, _REFUSALS[type(error)], str(error), **extensions)


async def _day_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, DayError)
    field = FieldProblem(
        field="item_code" if error.item_code else "customer_code",
        message=str(error),
        customer_code=error.customer_code,
        item_code=error.item_code,
    )
    return problem_response(request, ProblemType.INVALID_CHANGE, str(error), errors=[field])


async def _quantity_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, QuantityError)
    field = FieldProblem(
        field="quantity",
        message=str(error),
        customer_code=request.path_params.get("customer_code"),
        item_code=error.item_code,
    )
    return problem_response(request, ProblemType.INVALID_QUANTITY, str(error), errors=[field])


async def _validation_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    fields = [_field_problem(request, item) for item in error.errors()]
    quantities = all(field.item_code for field in fields)
    type_ = ProblemType.INVALID_QUANTITY if quantities else ProblemType.INVALID_REQUEST
    more = f" ({len(fields) - 1} more)" if len(fields) > 1 else ""
    return problem_response(request, type_, f"{fields[0].message}{more}", errors=fields)


def _field_problem(request: Request, item: dict[str, Any]) -> FieldProblem:
    location = [str(part) for part in item["loc"]]
    customer_code = request.path_params.get("customer_code")
    if location[:2] == ["body", "actuals"] and len(location) > 2 and location[-1] != "[key]":
        too_large = item["type"] == "less_than_equal"
        rule = (
            f"Quantity cannot exceed {MAX_QUANTITY:,}"
            if too_large
            else f"Quantity must be a whole number from 0 to {MAX_QUANTITY:,}"
        )
        return FieldProblem(
            field=".".join(location),
            message=f"{rule}: item {location[2]} of customer {customer_code}.",
            customer_code=customer_code,
            item_code=location[2],
        )
    return FieldProblem(
        field=".".join(location),
        message=f"{location[-1]}: {item['msg']}.",
        customer_code=customer_code,
    )


async def _http_exception(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        return problem_response(
            request,
            ProblemType.METHOD_NOT_ALLOWED,
            f"{request.method} is not possible at {request.url.path}.",
            headers=dict(error.headers or {}),
        )
    if error.status_code == HTTPStatus.NOT_FOUND:
        return problem_response(
            request, ProblemType.NOT_FOUND, f"There is nothing at {request.url.path}."
        )
    return problem_response(request, ProblemType.INVALID_REQUEST, str(error.detail))


async def _database_error(request: Request, error: Exception) -> JSONResponse:
    log.error("database_unavailable", error=str(error))
    return problem_response(
        request,
        ProblemType.DATABASE_UNAVAILABLE,
        "The database does not answer right now; nothing was changed, try again in a moment.",
        headers={"Retry-After": "2"},
    )


async def _unexpected(request: Request, error: Exception) -> JSONResponse:
    log.error("unexpected_error", exc_info=error, path=request.url.path)
    return problem_response(
        request,
        ProblemType.INTERNAL_ERROR,
        "Something went wrong on our side; nothing was changed. "
        "Try again, and report the request id if it stays.",
    )
