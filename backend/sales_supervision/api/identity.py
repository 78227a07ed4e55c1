"""Who asks. Nothing else decides it."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request
from starlette.concurrency import run_in_threadpool

from sales_supervision.api.demo_sign_in import demo_user
from sales_supervision.api.known_users import KnownUsers
from sales_supervision.api.problems import ProblemError, ProblemType
from sales_supervision.api.services import services_of
from sales_supervision.domain.access import User

SESSION_COOKIES = ("__Host-session", "session")
"""The first behind TLS, where a browser takes it from this host alone."""

_BEARER = "bearer "


async def current_user(request: Request) -> User:
    """Who asks, found once a request. Raises ProblemError where nobody does."""
    state = request.state
    if not hasattr(state, "user"):
        state.user = await _identify(request)
    user = state.user
    assert isinstance(user, User)
    return user


CurrentUser = Annotated[User, Depends(current_user)]


async def _identify(request: Request) -> User:
    services = services_of(request)
    if services.settings.sign_in == "demo":
        return demo_user(request, services.settings)
    user = await run_in_threadpool(_known_user, request, services.accounts)
    if user is None:
        raise ProblemError(
            ProblemType.SIGN_IN_REQUIRED,
            "Nobody is signed in here: sign in, or send an API token.",
            headers={"WWW-Authenticate": "Bearer"},
        )
    return user


def _known_user(request: Request, accounts: KnownUsers) -> User | None:
    """Whose token it is; without one, whose session. A wrong token is not made good by a cookie."""
    authorization = request.headers.get("authorization", "")
    if authorization.lower().startswith(_BEARER):
        return accounts.user_of_token(authorization[len(_BEARER) :].strip())
    for name in SESSION_COOKIES:
        if cookie := request.cookies.get(name):
            return accounts.user_of_session(cookie)
    return None
