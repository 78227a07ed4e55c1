"""Whether the process lives and whether it can serve."""

from __future__ import annotations

from typing import Annotated, Literal

import structlog
from fastapi import APIRouter
from pydantic import BaseModel, Field
from sqlalchemy.exc import DBAPIError

from sales_supervision.api.access import GuardedRoute, open_to_all
from sales_supervision.api.openapi import problems
from sales_supervision.api.problems import ProblemError, ProblemType
from sales_supervision.api.request_problem_types import RequestProblem
from sales_supervision.api.schemas import Check, FieldProblem, State
from sales_supervision.api.services import In
from sales_supervision.operations.disk import free_bytes
from sales_supervision.operations.symptoms import LEAST_FREE_BYTES
from sales_supervision.storage.epoch import database_id
from sales_supervision.storage.errors import DatabaseUnavailableError
from sales_supervision.storage.schema import refusal, schema_version
from sales_supervision.storage.unavailability import why_unavailable

log = structlog.get_logger(__name__)

router = APIRouter(prefix="/health", tags=["health"], route_class=GuardedRoute)

_MEGABYTE = 1_000_000


class Health(BaseModel):
    status: Literal["ok"]
    version: str


class Readiness(BaseModel):
    status: Annotated[State, Field(description="The worst of the checks.")]
    version: str
    checks: list[Check]
    database_id: Annotated[
        str,
        Field(description="Of its epoch; `sales-supervision db current --url` compares it."),
    ]


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
    disk = _disk(free_bytes(services.database.url))
    try:
        with services.database.reading() as connection:
            version = schema_version(connection)
            is_fit = version.is_newest or version.is_later
            known = database_id(connection) if is_fit else ""
    except (DatabaseUnavailableError, DBAPIError) as error:
        log.warning("not_ready", error=str(error))
        failed = Check(name="database", status=State.FAILED, reason=why_unavailable(error))
        raise _not_ready(RequestProblem.DATABASE_UNAVAILABLE, failed, [failed, disk]) from error
    answers = Check(name="database", status=State.OK, reason="It answers.")
    if not is_fit:
        failed = Check(name="schema", status=State.FAILED, reason=refusal(version))
        checks = [answers, failed, disk]
        raise _not_ready(RequestProblem.SCHEMA_NOT_OF_THIS_RELEASE, failed, checks)
    schema = Check(name="schema", status=State.OK, reason=f"It is at step {version.current}.")
    return Readiness(
        status=disk.status,
        version=services.version,
        checks=[answers, schema, disk],
        database_id=known,
    )


def _not_ready(kind: ProblemType, failed: Check, checks: list[Check]) -> ProblemError:
    return ProblemError(
        kind,
        failed.reason,
        headers={"Retry-After": "2"},
        extensions={
            "errors": [FieldProblem(field=failed.name, message=failed.reason)],
            "checks": checks,
        },
    )


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
