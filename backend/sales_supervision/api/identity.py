"""Who asks. Nothing else decides it."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request
from starlette.concurrency import run_in_threadpool

from sales_supervision.accounts.accounts import Accounts
from sales_supervision.accounts.sign_ins import SignedIn
from sales_supervision.api.access_problem_types import AccessProblem
from sales_supervision.api.cross_site import require_csrf_token
from sales_supervision.api.demo_sign_in import demo_user
from sales_supervision.api.problems import ProblemError
from sales_supervision.api.services import services_of
from sales_supervision.api.session_cookie import session_cookie
from sales_supervision.domain.access import User

_BEARER = "bearer "

BY_ITSELF = "X-By-Itself"
"""What a page sends with a request that no person caused. It can only make a session end sooner."""

_STREAM = "text/event-stream"


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
    async with services.sign_in_checks.turn():
        user = await run_in_threadpool(_known_user, request, services.accounts)
    if user is None:
        raise ProblemError(
            AccessProblem.SIGN_IN_REQUIRED,
            "Nobody is signed in here: sign in, or send an API token.",
            headers={"WWW-Authenticate": "Bearer"},
        )
    return user


def _known_user(request: Request, accounts: Accounts) -> User | None:
    """Whose token it is; without one, whose session. A wrong token is not made good by a cookie.

    Raises ProblemError for a change by a session that lacks its CSRF token.
    """
    authorization = request.headers.get("authorization", "")
    if authorization.lower().startswith(_BEARER):
        return accounts.user_of_token(authorization[len(_BEARER) :].strip())
    cookie = session_cookie(request)
    found = accounts.user_of_session(cookie, is_use=_is_use(request)) if cookie else None
    if found is None:
        return None
    require_csrf_token(request, found.csrf_token)
    request.state.signed_in = found
    return found.user


def _is_use(request: Request) -> bool:
    """A browser opens a stream again by itself whenever it was cut, and adds no header to it."""
    headers = request.headers
    return BY_ITSELF not in headers and not headers.get("accept", "").startswith(_STREAM)


async def current_sign_in(request: Request) -> SignedIn:
    """The sign-in by which a person asks. Raises ProblemError for a token, and on a demo."""
    await current_user(request)
    found = getattr(request.state, "signed_in", None)
    if found is None:
        raise ProblemError(
            AccessProblem.NOT_PERMITTED,
            "This is for a person who signed in, not for a token or a demo.",
        )
    assert isinstance(found, SignedIn)
    return found


CurrentSignIn = Annotated[SignedIn, Depends(current_sign_in)]
