"""The demo's way of being somebody: no password, any name, any role, and this computer only."""

from __future__ import annotations

from urllib.parse import quote, unquote, urlsplit

from fastapi import Request, Response
from pydantic import TypeAdapter

from sales_supervision.api import schemas
from sales_supervision.api.access_problem_types import AccessProblem
from sales_supervision.api.problems import ProblemError
from sales_supervision.domain.access import EVERY_ROUTE, Role, User
from sales_supervision.loopback import host_of, is_loopback
from sales_supervision.settings import Settings

COOKIE = "supervisor_name"
"""Holds ``role:name``, or a name alone."""

_A_YEAR = 365 * 24 * 3600
_NAME: TypeAdapter[str] = TypeAdapter(schemas.UserName)
_THROUGH_A_PROXY = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")


class DemoNotLocalError(RuntimeError):
    """A demo would listen where others can reach it."""


def require_local_demo(settings: Settings) -> None:
    """Raise DemoNotLocalError for a demo that is not bound to this computer alone."""
    if settings.sign_in == "demo" and not is_loopback(settings.host):
        raise DemoNotLocalError(
            f"The demo signs everybody in without a password, so it cannot listen on "
            f"{settings.host}: choose --host 127.0.0.1, or start without the demo."
        )


def demo_user(request: Request, settings: Settings) -> User:
    """Whoever the browser says, else the deployment's ``user_name``, a supervisor of every route.

    Raises ProblemError for whoever asks from elsewhere, or in the name of a page from elsewhere.
    """
    _require_local(request)
    role, name = _kept(request) or (Role.SUPERVISOR, settings.user_name)
    return User(name, role, EVERY_ROUTE)


def keep_demo_user(request: Request, response: Response, user: User) -> None:
    """Let the browser say from now on that it is ``user``'s."""
    response.set_cookie(
        COOKIE,
        f"{user.role}:{quote(user.user_name, safe='')}",
        max_age=_A_YEAR,
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )


def _kept(request: Request) -> tuple[Role, str] | None:
    kept = request.cookies.get(COOKIE)
    if kept is None:
        return None
    role, separator, name = kept.rpartition(":")
    try:
        return (
            Role(role) if separator else Role.SUPERVISOR,
            _NAME.validate_python(unquote(name, errors="strict")),
        )
    except ValueError:  # Not what we gave out: whoever sends it has no name and no role.
        return None


def _require_local(request: Request) -> None:
    """A name of another computer may lead here, too (DNS rebinding), so all that is told counts."""
    headers = request.headers
    told = [request.client.host if request.client else "", host_of(headers.get("host", ""))]
    if origin := headers.get("origin"):
        told.append(_host_of_origin(origin))
    if all(map(is_loopback, told)) and not any(name in headers for name in _THROUGH_A_PROXY):
        return
    raise ProblemError(
        AccessProblem.DEMO_IS_LOCAL,
        "This is a demo for the computer that it runs on: open it there, at localhost, or start "
        "the server with accounts.",
    )


def _host_of_origin(origin: str) -> str:
    try:
        return urlsplit(origin).hostname or ""
    except ValueError:
        return ""
