"""Whether the process lives and whether it can serve."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from fastapi import APIRouter
from pydantic import BaseModel, Field

from sales_supervision.api.access import GuardedRoute, open_to_all
from sales_supervision.api.openapi import problems
from sales_supervision.api.problems import ProblemError
from sales_supervision.api.request_problem_types import RequestProblem
from sales_supervision.api.schemas import FieldProblem
from sales_supervision.api.services import In
from sales_supervision.operations.disk import free_bytes
from sales_supervision.operations.symptoms import LEAST_FREE_BYTES
from sales_supervision.storage.schema import refusal, schema_version

router = APIRouter(prefix="/health", tags=["health"], route_class=GuardedRoute)

_MEGABYTE = 1_000_000


class Health(BaseModel):
    status: Literal["ok"]
    version: str


class State(StrEnum):
    """``warning``: it serves, and somebody should look before it does not."""

    OK = "ok"
    WARNING = "warning"


class Check(BaseModel):
    """One thing that serving needs. ``reason``: what was found, in a sentence."""

    name: Literal["database", "schema", "disk"]
    status: State
    reason: str


class Readiness(BaseModel):
    status: Annotated[State, Field(description="The worst of the checks.")]
    version: str
    checks: list[Check]


@router.get("/live", operation_id="health_live", dependencies=[open_to_all()])
async def live(services: In) -> Health:
    """The process answers; no dependency is touched, nor a thread that may wait for one."""
    return Health(status="ok", version=services.version)


@router.get(
    "/ready",
    operation_id="health_ready",
    responses=problems(503),
    dependencies=[open_to_all()],
)
def ready(services: In) -> Readiness:
    """The database answers and its schema is of this release or of a later one that takes over.

    A disk that fills is a warning and no refusal: reading goes on when it is full.
    """
    with services.database.reading() as connection:
        version = schema_version(connection)
    if not (version.is_newest or version.is_later):
        reason = refusal(version)
        raise ProblemError(
            RequestProblem.DATABASE_UNAVAILABLE,
            reason,
            extensions={"errors": [FieldProblem(field="schema", message=reason)]},
        )
    checks = [
        Check(name="database", status=State.OK, reason="It answers."),
        Check(name="schema", status=State.OK, reason=f"It is at step {version.current}."),
        _disk(free_bytes(services.database.url)),
    ]
    worst = State.WARNING if any(check.status is State.WARNING for check in checks) else State.OK
    return Readiness(status=worst, version=services.version, checks=checks)


def _disk(free: int | None) -> Check:
    if free is None:
        reason = "The database is on another machine: its disk is watched there."
        return Check(name="disk", status=State.OK, reason=reason)
    room = f"{free // _MEGABYTE:,} MB are free beside the database's file"
    if free < LEAST_FREE_BYTES:
        least = LEAST_FREE_BYTES // _MEGABYTE
        reason = f"Only {room}, fewer than {least:,}: make room before saving stops."
        return Check(name="disk", status=State.WARNING, reason=reason)
    return Check(name="disk", status=State.OK, reason=f"{room}.")
