"""How failures become problem details. Every refusal of the shell and the domain is named here."""

from __future__ import annotations

from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import InterfaceError, OperationalError, TimeoutError
from starlette.exceptions import HTTPException

from sales_supervision.accounts.errors import AccountError
from sales_supervision.api.account_problems import account_error
from sales_supervision.api.day_problem_types import DayProblem
from sales_supervision.api.problem_response import problem_response
from sales_supervision.api.problems import ProblemError, ProblemType
from sales_supervision.api.request_problem_types import RequestProblem
from sales_supervision.api.request_problems import http_exception, validation_error
from sales_supervision.api.schemas import FieldProblem
from sales_supervision.api.version_view import difference_view, undecided_view
from sales_supervision.days import errors
from sales_supervision.domain.quantities import QuantityError
from sales_supervision.domain.route_day import DayError
from sales_supervision.reviews.errors import ReviewGoneError
from sales_supervision.storage.draft_storage import DraftMovedError
from sales_supervision.storage.errors import DatabaseUnavailableError, StorageFullError
from sales_supervision.storage.supervision_storage import VersionMovedError

log = structlog.get_logger(__name__)

REFUSALS: dict[type[errors.DayRefusedError], ProblemType] = {
    errors.RouteNotFoundError: DayProblem.ROUTE_NOT_FOUND,
    errors.DayNotPlannedError: DayProblem.DAY_NOT_PLANNED,
    errors.CustomerNotFoundError: DayProblem.CUSTOMER_NOT_FOUND,
    errors.ItemNotFoundError: DayProblem.UNKNOWN_ITEM,
    errors.SessionSavedError: DayProblem.SESSION_SAVED,
    errors.VersionConflictError: DayProblem.VERSION_CONFLICT,
    errors.SessionNotSavedError: DayProblem.SESSION_NOT_SAVED,
    errors.DatabaseRestoredError: DayProblem.DATABASE_RESTORED,
    errors.VersionNotFoundError: DayProblem.VERSION_NOT_FOUND,
    errors.NothingToMergeError: DayProblem.NOTHING_TO_MERGE,
    errors.MergeUndecidedError: DayProblem.MERGE_UNDECIDED,
    errors.RequestInFlightError: RequestProblem.REQUEST_IN_FLIGHT,
    errors.SmokeRouteTakenError: DayProblem.SMOKE_ROUTE_TAKEN,
    errors.VersionUnknownError: DayProblem.VERSION_UNKNOWN,
    errors.KeyReusedError: RequestProblem.IDEMPOTENCY_KEY_REUSED,
    ReviewGoneError: DayProblem.REVIEW_NOT_FOUND,
}


def answer_problems(app: FastAPI) -> None:
    """Make ``app`` answer every failure with problem details."""
    app.add_exception_handler(ProblemError, _problem_error)
    app.add_exception_handler(errors.DayRefusedError, _refusal)
    app.add_exception_handler(AccountError, account_error)
    app.add_exception_handler(DayError, _day_error)
    app.add_exception_handler(QuantityError, _quantity_error)
    app.add_exception_handler(RequestValidationError, validation_error)
    app.add_exception_handler(HTTPException, http_exception)
    app.add_exception_handler(OperationalError, _database_error)
    app.add_exception_handler(DatabaseUnavailableError, _database_error)
    app.add_exception_handler(StorageFullError, _storage_full)
    app.add_exception_handler(DraftMovedError, _database_error)
    app.add_exception_handler(VersionMovedError, _database_error)
    app.add_exception_handler(InterfaceError, _database_error)
    app.add_exception_handler(TimeoutError, _database_error)


async def _problem_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, ProblemError)
    return problem_response(
        request, error.type, error.detail, headers=error.headers, **error.extensions
    )


async def _refusal(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, errors.DayRefusedError)
    extensions: dict[str, Any] = {}
    if isinstance(error, errors.SessionSavedError | errors.VersionConflictError):
        extensions = {
            "current_version": error.session.record_version,
            "saved_by": error.session.saved_by,
            "saved_at": error.session.saved_at,
        }
    if isinstance(error, errors.VersionConflictError):
        extensions["differences"] = [
            difference_view(cell, error.names) for cell in error.differences
        ]
    if isinstance(error, errors.MergeUndecidedError):
        extensions["errors"] = [undecided_view(one, error.names) for one in error.conflicts]
    if isinstance(error, errors.ItemNotFoundError):
        extensions["errors"] = [
            FieldProblem(
                field="item_code",
                message=str(error),
                customer_code=error.customer_code,
                item_code=error.item_code,
            )
        ]
    return problem_response(request, REFUSALS[type(error)], str(error), **extensions)


async def _day_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, DayError)
    field = FieldProblem(
        field="item_code" if error.item_code else "customer_code",
        message=str(error),
        customer_code=error.customer_code,
        item_code=error.item_code,
    )
    return problem_response(request, DayProblem.INVALID_CHANGE, str(error), errors=[field])


async def _quantity_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, QuantityError)
    field = FieldProblem(
        field="quantity",
        message=str(error),
        customer_code=request.path_params.get("customer_code"),
        item_code=error.item_code,
    )
    return problem_response(request, DayProblem.INVALID_QUANTITY, str(error), errors=[field])


async def _database_error(request: Request, error: Exception) -> JSONResponse:
    log.error("database_unavailable", error=str(error))
    return problem_response(
        request,
        RequestProblem.DATABASE_UNAVAILABLE,
        "The database does not answer right now; nothing was changed, try again in a moment.",
        headers={"Retry-After": "2"},
    )


async def _storage_full(request: Request, error: Exception) -> JSONResponse:
    log.error("storage_full", error=str(error))
    return problem_response(
        request,
        RequestProblem.STORAGE_FULL,
        "The disk of the database is full: nothing was changed, reading goes on; make room on it, "
        "then try again.",
        headers={"Retry-After": "30"},
    )
