"""The HTTP routes of signing in and out."""

from __future__ import annotations

from contextlib import suppress

import structlog
from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from sales_supervision.accounts.accounts import Accounts
from sales_supervision.accounts.errors import ProviderError, SignInNotFoundError
from sales_supervision.accounts.oidc_sign_in import Answer, OidcSignIn
from sales_supervision.accounts.sign_ins import NewSignIn
from sales_supervision.api import account_schemas as schemas
from sales_supervision.api.access import GuardedRoute, open_to_all, person
from sales_supervision.api.access_problem_types import AccessProblem
from sales_supervision.api.identity import CurrentSignIn
from sales_supervision.api.openapi import problems
from sales_supervision.api.problems import ProblemError
from sales_supervision.api.request_problem_types import RequestProblem
from sales_supervision.api.services import In, Services, services_of
from sales_supervision.api.session_cookie import (
    departure_cookie,
    forget_departure,
    forget_session,
    keep_departure,
    keep_session,
)
from sales_supervision.api.visitor import From

log = structlog.get_logger(__name__)

router = APIRouter(prefix="/api", tags=["sign-in"], route_class=GuardedRoute)

_PROBLEM = "/#sign-in-problem="
"""Where the page is told of a sign-in with the company's account that failed."""


@router.post(
    "/sign-in/password",
    operation_id="sign_in_with_password",
    dependencies=[open_to_all()],
    responses=problems(401, 403, 422, 429),
)
def sign_in_with_password(
    request: Request,
    response: Response,
    body: schemas.NameAndPassword,
    services: In,
    device: From,
) -> schemas.SignedInAs:
    """Sign in; the answer sets the cookie of a new session."""
    accounts = accounts_of(services)
    begun = accounts.password_sign_in.sign_in(
        body.user_name, body.password.get_secret_value(), device
    )
    return _signed_in(request, response, begun)


@router.post(
    "/sign-in/reset",
    operation_id="reset_password",
    dependencies=[open_to_all()],
    responses=problems(403, 410, 422),
)
def reset_password(body: schemas.ChosenPassword, services: In, device: From) -> schemas.SignedInAs:
    """Choose a password with the link of an administrator; then sign in with it."""
    user_name = accounts_of(services).users.reset(
        body.token.get_secret_value(), body.password.get_secret_value(), device
    )
    return schemas.SignedInAs(user_name=user_name)


@router.get(
    "/sign-in/oidc",
    operation_id="sign_in_with_company_account",
    dependencies=[open_to_all()],
    status_code=303,
    response_class=RedirectResponse,
    responses=problems(403, 404),
)
def sign_in_with_company_account(request: Request, services: In) -> Response:
    """Go to the provider of identities, which sends the browser back signed in."""
    try:
        departure = _oidc(services).depart()
    except ProviderError as error:
        return _failed(request, error)
    response = RedirectResponse(departure.address, status_code=303)
    keep_departure(request, response, departure.cookie)
    return response


@router.get(
    "/sign-in/oidc/return",
    operation_id="return_from_company_account",
    dependencies=[open_to_all()],
    status_code=303,
    response_class=RedirectResponse,
    responses=problems(403, 404, 422),
)
def return_from_company_account(  # noqa: PLR0917 - what the provider sends back
    request: Request,
    services: In,
    device: From,
    state: str | None = Query(None, max_length=500),
    code: str | None = Query(None, max_length=4000),
    error: str | None = Query(None, max_length=500),
    iss: str | None = Query(None, max_length=500),
) -> Response:
    """Where the provider sends the browser; leads to the page, signed in or told why not."""
    oidc = _oidc(services)
    answer = Answer(departure_cookie(request), state, code, error, iss)
    try:
        begun = oidc.arrive(answer, device)
    except ProviderError as failed:
        return _failed(request, failed)
    response = RedirectResponse("/", status_code=303)
    keep_session(request, response, begun.cookie, begun.lasts)
    forget_departure(request, response)
    return response


@router.post("/sign-out", operation_id="sign_out", dependencies=[person()])
def sign_out(
    request: Request, response: Response, signed: CurrentSignIn, services: In, device: From
) -> schemas.SignedOut:
    """End this sign-in; drafts stay where they are, for their owner alone."""
    with suppress(SignInNotFoundError):  # Ended this very moment, which is what was wanted.
        accounts_of(services).sign_ins.end(signed.user.user_name, signed.sign_in_id, device)
    forget_session(request, response)
    return _signed_out(request, services, signed.id_token)


@router.post("/sign-out/everywhere", operation_id="sign_out_everywhere", dependencies=[person()])
def sign_out_everywhere(
    request: Request, response: Response, signed: CurrentSignIn, services: In, device: From
) -> schemas.SignedOut:
    """End every sign-in of one's own, on this device too."""
    accounts_of(services).sign_ins.end_everywhere(signed.user.user_name, device)
    forget_session(request, response)
    return _signed_out(request, services, signed.id_token)


def accounts_of(services: Services) -> Accounts:
    """Raises ProblemError on a demo, where nobody signs in."""
    if services.settings.sign_in == "demo":
        raise ProblemError(
            AccessProblem.NOT_PERMITTED,
            "This is a demo without accounts; start the server without --demo to sign in.",
        )
    return services.accounts


def _oidc(services: Services) -> OidcSignIn:
    oidc = accounts_of(services).oidc
    if oidc is None:
        raise ProblemError(
            RequestProblem.NOT_FOUND,
            "No company account can be used here; sign in with a password.",
        )
    return oidc


def _signed_in(request: Request, response: Response, begun: NewSignIn) -> schemas.SignedInAs:
    keep_session(request, response, begun.cookie, begun.lasts)
    return schemas.SignedInAs(user_name=begun.user_name)


def _signed_out(request: Request, services: Services, id_token: str | None) -> schemas.SignedOut:
    oidc = services.accounts.oidc
    address = None
    if oidc is not None and id_token is not None:
        try:
            address = oidc.sign_out_address(id_token, f"{address_of(request)}/")
        except ProviderError as error:
            log.warning("provider_sign_out_unknown", why=error.why)
    return schemas.SignedOut(provider_sign_out=address)


def address_of(request: Request) -> str:
    """Where people reach the product, without a slash at the end."""
    return services_of(request).settings.public_url or str(request.base_url).rstrip("/")


def _failed(request: Request, error: ProviderError) -> Response:
    log.warning("oidc_sign_in_failed", problem=error.problem, why=error.why)
    response = RedirectResponse(f"{_PROBLEM}{error.problem}", status_code=303)
    forget_departure(request, response)
    return response
