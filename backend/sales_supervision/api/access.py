"""What one may, decided here alone: every endpoint declares what it needs, or nothing starts.

    @router.get("/figures", dependencies=[needs(Permission.SEE_OPERATIONS)])

Whoever asks is told first that they must sign in (401), then that they may not (403), then that the
route is none of theirs (404), before the body or anything that is stored is read.
``docs/permissions.md`` lists every endpoint; a test keeps it equal to the declarations.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from fastapi import Depends, FastAPI, Request, Response
from fastapi.routing import APIRoute, iter_route_contexts
from starlette.concurrency import run_in_threadpool

from sales_supervision.api.access_problem_types import AccessProblem
from sales_supervision.api.day_problem_types import DayProblem
from sales_supervision.api.identity import current_sign_in, current_user
from sales_supervision.api.problems import ProblemError
from sales_supervision.api.services import Services, services_of
from sales_supervision.domain.access import PERMISSIONS, Permission, Role, User
from sales_supervision.storage.scoping import is_within

SIGNED_IN: Literal["signed-in"] = "signed-in"
PERSON: Literal["person"] = "person"
OPEN: Literal["open"] = "open"

_LONGEST_CODE = 50

_WHAT: dict[Permission, str] = {
    Permission.VIEW: "look at days",
    Permission.SUPERVISE: "change or save a day",
    Permission.REVIEW: "have reviews written or judge them",
    Permission.REOPEN: "reopen a saved day",
    Permission.EXPORT: "export saved days",
    Permission.SEE_AUDIT: "search the audit trail",
    Permission.SEE_OPERATIONS: "see the operations figures",
    Permission.OPERATE: "announce maintenance or make days for smoke tests",
    Permission.MANAGE_USERS: "manage users",
}


class UndeclaredEndpointError(RuntimeError):
    """An endpoint does not say what it needs."""


@dataclass(frozen=True, slots=True)
class Declaration:
    """What an endpoint needs: a permission (of a route, its scope too), somebody, or nothing.

    A person is somebody who signed in: no token, and nobody on a demo.
    """

    what: Permission | Literal["signed-in", "person", "open"]

    async def check(self, request: Request) -> None:
        """Let ``request`` pass, once. Raises ProblemError."""
        state = request.state
        if self.what == OPEN or getattr(state, "allowed", None) is self:
            return
        user = await current_user(request)
        if self.what == PERSON:
            await current_sign_in(request)
        if isinstance(self.what, Permission):
            _require(user, self.what)
            route_code = request.path_params.get("route_code")
            if route_code is not None:
                await _require_route(services_of(request), user, route_code)
        state.allowed = self


def needs(permission: Permission) -> Any:
    """Declares that an endpoint needs ``permission``, and the route where its path names one."""
    return Depends(Declaration(permission).check)


def signed_in() -> Any:
    """Declares that an endpoint needs somebody, whatever they may."""
    return Depends(Declaration(SIGNED_IN).check)


def person() -> Any:
    """Declares that an endpoint needs a person who signed in, whatever they may."""
    return Depends(Declaration(PERSON).check)


def open_to_all() -> Any:
    """Declares that an endpoint needs nobody, and tells nothing that is anybody's."""
    return Depends(Declaration(OPEN).check)


class GuardedRoute(APIRoute):
    """Checks what the endpoint needs before the body is read: ``APIRouter(route_class=…)``."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        answer = super().get_route_handler()
        declared = _declared_by(self)

        async def guarded(request: Request) -> Response:
            for declaration in declared:
                await declaration.check(request)
            return await answer(request)

        return guarded


async def may_still(request: Request, permission: Permission) -> bool:
    """Whether ``request`` would pass now, too: for answers that go on for long."""
    again = Request({**request.scope, "state": {}})
    try:
        await Declaration(permission).check(again)
    except ProblemError:
        return False
    return True


def require_declarations(app: FastAPI) -> None:
    """Raise UndeclaredEndpointError unless every endpoint declares one need, checked in time."""
    for route in endpoints(app):
        name = f"{'/'.join(sorted(route.methods or ()))} {route.path}"
        if len(_declared_by(route)) != 1:
            raise UndeclaredEndpointError(
                f"{name} must declare what it needs, once: dependencies=[needs(Permission.…)], "
                "[signed_in()], [person()] or [open_to_all()]."
            )
        if not isinstance(route, GuardedRoute):
            raise UndeclaredEndpointError(
                f"{name} reads the body before it checks who asks: make its router with "
                "route_class=GuardedRoute."
            )


def declaration_of(route: APIRoute) -> Declaration:
    """What the endpoint declared."""
    [declaration] = _declared_by(route)
    return declaration


def endpoints(app: FastAPI) -> Iterator[APIRoute]:
    """Every endpoint of ``app``; files and the OpenAPI document are none, and open."""
    for context in iter_route_contexts(app.routes):
        if isinstance(context.original_route, APIRoute):
            yield context.original_route


def _declared_by(route: APIRoute) -> list[Declaration]:
    checks = (getattr(depends.dependency, "__self__", None) for depends in route.dependencies)
    return [check for check in checks if isinstance(check, Declaration)]


def _require(user: User, permission: Permission) -> None:
    if user.may(permission):
        return
    what = _WHAT[permission]
    if permission in PERMISSIONS[user.role]:
        sentence = f"This token may not {what}: make another with the permission {permission}."
    else:
        role = _first_role(permission)
        sentence = f"A {user.role} may not {what}: an administrator can make you {role}."
    raise ProblemError(AccessProblem.NOT_PERMITTED, sentence)


def _first_role(permission: Permission) -> str:
    """The least role that has ``permission``, with its article."""
    role = next(role for role in Role if permission in PERMISSIONS[role])
    return f"an {role}" if role is Role.ADMINISTRATOR else f"a {role}"


async def _require_route(services: Services, user: User, route_code: str) -> None:
    if user.scope.everything or route_code in user.scope.routes:
        return
    # What no route can be called is not looked up, but answered like any route of somebody else.
    can_exist = len(route_code) <= _LONGEST_CODE and "\0" not in route_code
    looked_up = can_exist and bool(user.scope.territories)
    if looked_up and await run_in_threadpool(_is_within, services, user, route_code):
        return
    raise ProblemError(
        DayProblem.ROUTE_NOT_FOUND, f"There is no route {route_code[:_LONGEST_CODE]} among yours."
    )


def _is_within(services: Services, user: User, route_code: str) -> bool:
    with services.database.reading() as connection:
        return is_within(connection, user.scope, route_code)
