"""The HTTP routes of who one is, and of how one becomes somebody."""

from __future__ import annotations

from dataclasses import replace

from fastapi import APIRouter, Request, Response

from sales_supervision.accounts.sign_ins import OIDC
from sales_supervision.api import identity_schemas as schemas
from sales_supervision.api.access import GuardedRoute, open_to_all, signed_in
from sales_supervision.api.access_problem_types import AccessProblem
from sales_supervision.api.demo_sign_in import keep_demo_user
from sales_supervision.api.identity import CurrentUser
from sales_supervision.api.openapi import problems
from sales_supervision.api.problems import ProblemError
from sales_supervision.api.services import In, Services, services_of
from sales_supervision.domain.access import Permission, User

router = APIRouter(prefix="/api", tags=["identity"], route_class=GuardedRoute)


@router.get("/sign-in", operation_id="get_sign_in", dependencies=[open_to_all()])
def get_sign_in(services: In) -> schemas.SignIn:
    """How one signs in here, for whoever is not signed in yet."""
    is_demo = services.settings.sign_in == "demo"
    return schemas.SignIn(
        sign_in="demo" if is_demo else "accounts",
        password=not is_demo,
        oidc=_provider(services),
        has_users=is_demo or not services.accounts.users.are_none(),
        demo=services.is_demo(),
        version=services.version,
    )


@router.get("/me", operation_id="get_me", dependencies=[signed_in()])
def get_me(request: Request, user: CurrentUser) -> schemas.Me:
    """Who one is, and what one may."""
    return _me(request, user)


@router.put("/me", operation_id="put_me", dependencies=[signed_in()], responses=problems(422))
def put_me(
    request: Request, response: Response, body: schemas.TryAs, user: CurrentUser, services: In
) -> schemas.Me:
    """On a demo, be somebody else. What was kept under another name stays there."""
    if services.settings.sign_in != "demo":
        raise ProblemError(
            AccessProblem.NOT_PERMITTED,
            "Only a demo lets one choose who one is: sign out, and sign in as somebody else.",
        )
    chosen = replace(user, user_name=body.user_name, role=body.role or user.role)
    keep_demo_user(request, response, chosen)
    return _me(request, chosen)


def _me(request: Request, user: User) -> schemas.Me:
    signed_in = getattr(request.state, "signed_in", None)
    return schemas.Me(
        user_name=user.user_name,
        role=user.role,
        permissions=[permission for permission in Permission if user.may(permission)],
        everything=user.scope.everything,
        routes=sorted(user.scope.routes),
        territories=sorted(user.scope.territories),
        sign_in=_way(request),
        password=signed_in is not None and signed_in.has_password,
        csrf_token=None if signed_in is None else signed_in.csrf_token,
    )


def _way(request: Request) -> schemas.WaysToSignIn:
    if services_of(request).settings.sign_in == "demo":
        return "demo"
    signed_in = getattr(request.state, "signed_in", None)
    return "oidc" if signed_in is not None and signed_in.how == OIDC else "accounts"


def _provider(services: Services) -> schemas.IdentityProvider | None:
    settings = services.settings
    if settings.sign_in == "demo" or services.accounts.oidc is None:
        return None
    return schemas.IdentityProvider(name=settings.oidc_name)
