"""What accounts refuse, as problem details."""

from __future__ import annotations

from typing import Any

import structlog
from fastapi import Request
from fastapi.responses import JSONResponse

from sales_supervision.accounts import errors
from sales_supervision.api.problem_response import problem_response
from sales_supervision.api.problems import ProblemType
from sales_supervision.api.schemas import FieldProblem

log = structlog.get_logger(__name__)

REFUSALS: dict[type[errors.AccountError], ProblemType] = {
    errors.SignInFailedError: ProblemType.SIGN_IN_FAILED,
    errors.TooManyAttemptsError: ProblemType.TOO_MANY_ATTEMPTS,
    errors.SignInBusyError: ProblemType.SIGN_IN_BUSY,
    errors.WrongPasswordError: ProblemType.WRONG_PASSWORD,
    errors.NoPasswordError: ProblemType.NO_PASSWORD,
    errors.PasswordRefusedError: ProblemType.PASSWORD_REFUSED,
    errors.NameRefusedError: ProblemType.INVALID_REQUEST,
    errors.TokenRefusedError: ProblemType.NOT_PERMITTED,
    errors.LinkInvalidError: ProblemType.LINK_INVALID,
    errors.UserNotFoundError: ProblemType.USER_NOT_FOUND,
    errors.UserExistsError: ProblemType.USER_EXISTS,
    errors.LastAdministratorError: ProblemType.LAST_ADMINISTRATOR,
    errors.SignInNotFoundError: ProblemType.SIGN_IN_NOT_FOUND,
    errors.TokenNotFoundError: ProblemType.TOKEN_NOT_FOUND,
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
