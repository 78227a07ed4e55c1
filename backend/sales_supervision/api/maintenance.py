"""Maintenance over HTTP: what is announced, and the refusal of changes while it is on."""

from __future__ import annotations

from datetime import datetime

from fastapi import APIRouter, Request
from pydantic import Field
from starlette.types import ASGIApp, Receive, Scope, Send

from sales_supervision.api.access import GuardedRoute, open_to_all
from sales_supervision.api.problem_response import problem_response
from sales_supervision.api.request_problem_types import RequestProblem
from sales_supervision.api.schemas import Model
from sales_supervision.api.services import In, Services, services_of
from sales_supervision.domain.maintenance import Maintenance

router = APIRouter(prefix="/api", tags=["maintenance"], route_class=GuardedRoute)

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_ALWAYS = ("/api/me", "/api/sign-in", "/api/sign-out")
"""Who somebody is can be said at any time: reading needs it."""


class AnnouncedMaintenance(Model):
    """Until ``ends_at`` nothing can be changed, from ``starts_at`` on."""

    starts_at: datetime
    ends_at: datetime
    message: str
    time_zone: str = Field(description="Of the deployment: times are told in it.")
    is_on: bool = Field(description="It has started: changes are refused now.")


class MaintenanceState(Model):
    """What is announced or on; null: nothing."""

    maintenance: AnnouncedMaintenance | None


@router.get("/maintenance", operation_id="get_maintenance", dependencies=[open_to_all()])
async def get_maintenance(services: In) -> MaintenanceState:
    """The maintenance that is announced or on. Every server knows of it within seconds."""
    found = services.maintenance.find()
    if found is None:
        return MaintenanceState(maintenance=None)
    return MaintenanceState(
        maintenance=AnnouncedMaintenance(
            starts_at=found.starts_at,
            ends_at=found.ends_at,
            message=found.message,
            time_zone=services.settings.time_zone,
            is_on=found.is_on(services.clock()),
        )
    )


class MaintenanceGate:
    """ASGI middleware: while maintenance is on, whatever would change something is answered 503."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not _changes_something(scope):
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        services = services_of(request)
        found, now = services.maintenance.find(), services.clock()
        if found is None or not found.is_on(now) or _is_smoke(scope["path"], services):
            await self._app(scope, receive, send)
            return
        seconds = found.seconds_left(now)
        answer = problem_response(
            request,
            RequestProblem.MAINTENANCE,
            refusal(found, services),
            headers={"Retry-After": str(seconds)},
            retry_after=seconds,
        )
        await answer(scope, receive, send)


def refusal(found: Maintenance, services: Services) -> str:
    """Until when, in the deployment's time zone, and what to do."""
    ends_at = found.ends_at.astimezone(services.settings.zone)
    return (
        f"Maintenance until {ends_at:%H:%M} on {ends_at:%Y-%m-%d} "
        f"({services.settings.time_zone}): nothing was changed; send it again then."
    )


def _is_smoke(path: str, services: Services) -> bool:
    """Whether it is about a smoke day: a new release is tried before maintenance ends."""
    smoke_route = services.settings.smoke_route
    return path.startswith(("/api/smoke-days", f"/api/days/{smoke_route}/"))


def _changes_something(scope: Scope) -> bool:
    path: str = scope["path"]
    return (
        scope["method"] not in _SAFE
        and path.startswith("/api/")
        and not any(path == open_ or path.startswith(f"{open_}/") for open_ in _ALWAYS)
    )
