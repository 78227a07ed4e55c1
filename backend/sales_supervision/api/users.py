"""The HTTP routes of users, for administrators."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request, Response

from sales_supervision.accounts.accounts import Accounts
from sales_supervision.accounts.device import By
from sales_supervision.accounts.users import LINK_LASTS, Changes
from sales_supervision.api import account_schemas as schemas
from sales_supervision.api.access import GuardedRoute, needs
from sales_supervision.api.identity import CurrentUser
from sales_supervision.api.openapi import problems
from sales_supervision.api.services import In
from sales_supervision.api.sign_in import accounts_of, address_of
from sales_supervision.api.token_view import token_view
from sales_supervision.api.visitor import From
from sales_supervision.domain.access import Permission, Scope
from sales_supervision.storage.account_storage import Account

router = APIRouter(prefix="/api/users", tags=["users"], route_class=GuardedRoute)

Name = Annotated[str, Path(min_length=1, max_length=100, pattern=r"^[^\x00-\x1f\x7f-\x9f]*$")]
TokenId = Annotated[str, Path(min_length=1, max_length=36)]


def _by(user: CurrentUser, device: From) -> By:
    return By(user.user_name, device)


ByWhom = Annotated[By, Depends(_by)]


@router.get("", operation_id="list_users", dependencies=[needs(Permission.MANAGE_USERS)])
def list_users(services: In) -> list[schemas.User]:
    """Every user, by name."""
    accounts = accounts_of(services)
    return [_user(account, accounts) for account in accounts.users.all()]


@router.post(
    "",
    operation_id="add_user",
    dependencies=[needs(Permission.MANAGE_USERS)],
    status_code=201,
    responses=problems(409, 422),
)
def add_user(body: schemas.NewUser, services: In, by: ByWhom) -> schemas.User:
    """Add a user, who chooses a password with a link of their own."""
    scope = Scope(body.everything, frozenset(body.routes), frozenset(body.territories))
    accounts = accounts_of(services)
    return _user(accounts.users.add(body.user_name, body.role, scope, by), accounts)


@router.get(
    "/{user_name}",
    operation_id="get_user",
    dependencies=[needs(Permission.MANAGE_USERS)],
    responses=problems(404, 422),
)
def get_user(user_name: Name, services: In) -> schemas.User:
    """One user."""
    accounts = accounts_of(services)
    return _user(accounts.users.find(user_name), accounts)


@router.patch(
    "/{user_name}",
    operation_id="change_user",
    dependencies=[needs(Permission.MANAGE_USERS)],
    responses=problems(404, 409, 422),
)
def change_user(
    user_name: Name, body: schemas.UserChanges, services: In, by: ByWhom
) -> schemas.User:
    """Change the role, the routes or the standing of a user, which signs them out everywhere."""
    accounts = accounts_of(services)
    changes = Changes(body.role, body.everything, body.routes, body.territories, body.is_active)
    return _user(accounts.users.change(user_name, changes, by), accounts)


@router.post(
    "/{user_name}/sign-out",
    operation_id="sign_user_out",
    dependencies=[needs(Permission.MANAGE_USERS)],
    responses=problems(404, 422),
)
def sign_user_out(user_name: Name, services: In, by: ByWhom) -> schemas.User:
    """End every sign-in of a user."""
    accounts = accounts_of(services)
    return _user(accounts.users.sign_out(user_name, by), accounts)


@router.post(
    "/{user_name}/reset-link",
    operation_id="make_reset_link",
    dependencies=[needs(Permission.MANAGE_USERS)],
    status_code=201,
    responses=problems(404, 422),
)
def make_reset_link(
    request: Request, user_name: Name, services: In, by: ByWhom
) -> schemas.ResetLink:
    """A link with which the user chooses a password once, within 24 hours; an older one ends."""
    secret = accounts_of(services).users.make_reset_link(user_name, by)
    return schemas.ResetLink(
        link=f"{address_of(request)}/#reset={secret}", expires_at=services.clock() + LINK_LASTS
    )


@router.get(
    "/{user_name}/tokens",
    operation_id="list_user_tokens",
    dependencies=[needs(Permission.MANAGE_USERS)],
    responses=problems(404, 422),
)
def list_user_tokens(user_name: Name, services: In) -> list[schemas.Token]:
    """The tokens for programs that a user made, newest first; those that expired too."""
    accounts = accounts_of(services)
    name = accounts.users.find(user_name).user.user_name
    return [token_view(token) for token in accounts.tokens.of_user(name)]


@router.delete(
    "/{user_name}/tokens/{token_id}",
    operation_id="remove_user_token",
    dependencies=[needs(Permission.MANAGE_USERS)],
    status_code=204,
    response_class=Response,
    responses=problems(404, 422),
)
def remove_user_token(user_name: Name, token_id: TokenId, services: In, by: ByWhom) -> None:
    """Make a token of a user invalid at once."""
    accounts = accounts_of(services)
    accounts.tokens.remove(accounts.users.find(user_name).user.user_name, token_id, by)


def _user(account: Account, accounts: Accounts) -> schemas.User:
    user, oidc = account.user, accounts.oidc
    return schemas.User(
        user_name=user.user_name,
        role=user.role,
        everything=user.scope.everything,
        routes=sorted(user.scope.routes),
        territories=sorted(user.scope.territories),
        is_active=account.is_active,
        has_password=account.has_password,
        has_company_account=account.has_identity,
        has_role_of_groups=account.has_identity and oidc is not None and oidc.gives_roles,
        made_at=account.made_at,
        signed_in_at=account.signed_in_at,
        devices=account.sign_ins,
    )
