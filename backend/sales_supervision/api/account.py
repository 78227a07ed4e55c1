"""The HTTP routes of one's own account: password, devices, tokens."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from sales_supervision.accounts.device import By
from sales_supervision.api import account_schemas as schemas
from sales_supervision.api.access import GuardedRoute, person
from sales_supervision.api.identity import CurrentSignIn
from sales_supervision.api.openapi import problems
from sales_supervision.api.services import In
from sales_supervision.api.session_cookie import forget_session, keep_session
from sales_supervision.api.sign_in import accounts_of
from sales_supervision.api.token_view import made_token_view, token_view
from sales_supervision.api.visitor import From

router = APIRouter(prefix="/api/me", tags=["account"], route_class=GuardedRoute, dependencies=[])

Id = Annotated[str, Path(min_length=1, max_length=36)]


@router.post(
    "/password",
    operation_id="change_password",
    dependencies=[person()],
    responses=problems(409, 422, 429),
)
def change_password(  # noqa: PLR0917 - what FastAPI hands in
    request: Request,
    response: Response,
    body: schemas.ChangedPassword,
    signed: CurrentSignIn,
    services: In,
    device: From,
) -> schemas.SignedInAs:
    """Choose another password; one stays signed in here, and nowhere else."""
    begun = accounts_of(services).password_sign_in.change(
        signed,
        body.current_password.get_secret_value(),
        body.password.get_secret_value(),
        device,
    )
    keep_session(request, response, begun.cookie, begun.lasts)
    return schemas.SignedInAs(user_name=begun.user_name)


@router.get("/sessions", operation_id="list_devices", dependencies=[person()])
def list_devices(signed: CurrentSignIn, services: In) -> list[schemas.Device]:
    """Where one is signed in, newest first."""
    return [
        schemas.Device.model_validate(
            {
                "sign_in_id": found.sign_in_id,
                "how": found.how,
                "agent": found.agent,
                "address": found.address,
                "signed_in_at": found.signed_in_at,
                "seen_at": found.seen_at,
                "expires_at": found.expires_at,
                "is_this_one": found.sign_in_id == signed.sign_in_id,
            }
        )
        for found in accounts_of(services).sign_ins.of_user(signed.user.user_name)
    ]


@router.delete(
    "/sessions/{sign_in_id}",
    operation_id="sign_out_of_device",
    dependencies=[person()],
    status_code=204,
    response_class=Response,
    responses=problems(404, 422),
)
def sign_out_of_device(
    request: Request, sign_in_id: Id, signed: CurrentSignIn, services: In, device: From
) -> Response:
    """End a sign-in on another device, or on this one."""
    accounts_of(services).sign_ins.end(signed.user.user_name, sign_in_id, device)
    response = Response(status_code=204)
    if sign_in_id == signed.sign_in_id:
        forget_session(request, response)
    return response


@router.get("/tokens", operation_id="list_tokens", dependencies=[person()])
def list_tokens(signed: CurrentSignIn, services: In) -> list[schemas.Token]:
    """One's own tokens for programs, newest first; those that expired too."""
    found = accounts_of(services).tokens.of_user(signed.user.user_name)
    return [token_view(token) for token in found]


@router.post(
    "/tokens",
    operation_id="make_token",
    dependencies=[person()],
    status_code=201,
    responses=problems(422),
)
def make_token(
    body: schemas.NewToken, signed: CurrentSignIn, services: In, device: From
) -> schemas.MadeToken:
    """Make a token for a program; the answer is the only one that ever tells it."""
    made = accounts_of(services).tokens.make(
        signed.user, body.token_name, frozenset(body.permissions), body.days, device
    )
    return made_token_view(made)


@router.delete(
    "/tokens/{token_id}",
    operation_id="remove_token",
    dependencies=[person()],
    status_code=204,
    response_class=Response,
    responses=problems(404, 422),
)
def remove_token(token_id: Id, signed: CurrentSignIn, services: In, device: From) -> None:
    """Make a token invalid at once."""
    accounts_of(services).tokens.remove(
        signed.user.user_name, token_id, By(signed.user.user_name, device)
    )
