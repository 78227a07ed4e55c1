"""What accounts refuse, as problem details."""

from __future__ import annotations

from typing import Any

import structlog
from fastapi import Request
from fastapi.responses import JSONResponse

from sales_supervision.accounts import errors
from sales_supervision.api.access_problem_types import AccessProblem
from sales_supervision.api.problem_response import problem_response
from sales_supervision.api.problems import ProblemType
from sales_supervision.api.request_problem_types import RequestProblem
from sales_supervision.api.schemas import FieldProblem

log = structlog.get_logger(__name__)

REFUSALS: dict[type[errors.AccountError], ProblemType] = {
    errors.SignInFailedError: AccessProblem.SIGN_IN_FAILED,
    errors.TooManyAttemptsError: AccessProblem.TOO_MANY_ATTEMPTS,
    errors.SignInBusyError: AccessProblem.SIGN_IN_BUSY,
    errors.WrongPasswordError: AccessProblem.WRONG_PASSWORD,
    errors.NoPasswordError: AccessProblem.NO_PASSWORD,
    errors.PasswordRefusedError: AccessProblem.PASSWORD_REFUSED,
    errors.NameRefusedError: RequestProblem.INVALID_REQUEST,
    errors.TokenRefusedError: AccessProblem.NOT_PERMITTED,
    errors.LinkInvalidError: AccessProblem.LINK_INVALID,
    errors.UserNotFoundError: AccessProblem.USER_NOT_FOUND,
    errors.UserExistsError: AccessProblem.USER_EXISTS,
    errors.LastAdministratorError: AccessProblem.LAST_ADMINISTRATOR,
    errors.SignInNotFoundError: AccessProblem.SIGN_IN_NOT_FOUND,
    errors.TokenNotFoundError: AccessProblem.TOKEN_NOT_FOUND,
}

_COME_AGAIN = "2"


async def account_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, errors.AccountError)
    extensions: dict[str, Any] = {}
    headers: dict[str, str] = {}
    if error.field is not None:
        extensions["errors"] = [FieldProblem(field=error.field, message=str(error))]
    if isinstance(error, errors.TooManyAttemptsError):
        extensions["retry_after"] = error.seconds
        headers["Retry-After"] = str(error.seconds)
        log.warning("sign_in_delayed", seconds=error.seconds)
    if isinstance(error, errors.SignInBusyError):
        headers["Retry-After"] = _COME_AGAIN
    return problem_response(
        request, REFUSALS[type(error)], str(error), headers=headers, **extensions
    )
