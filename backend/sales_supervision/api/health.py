"""Whether the process lives and whether it can serve."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel

from sales_supervision.api.access import GuardedRoute, open_to_all
from sales_supervision.api.problems import ProblemError, ProblemType
from sales_supervision.api.services import In
from sales_supervision.storage.schema import schema_version

router = APIRouter(prefix="/health", tags=["health"], route_class=GuardedRoute)


class Health(BaseModel):
    status: Literal["ok"]
    version: str


@router.get("/live", operation_id="health_live", dependencies=[open_to_all()])
async def live(services: In) -> Health:
    """The process answers; no dependency is touched, nor a thread that may wait for one."""
    return Health(status="ok", version=services.version)


@router.get("/ready", operation_id="health_ready", dependencies=[open_to_all()])
def ready(services: In) -> Health:
    """The database answers and its schema is the one that this release knows."""
    with services.database.reading() as connection:
        version = schema_version(connection)
    if not version.is_newest:
        raise ProblemError(
            ProblemType.DATABASE_UNAVAILABLE,
            f"The database is at step {version.current}, this release needs {version.newest}: "
            "run `sales-supervision db upgrade`.",
        )
    return Health(status="ok", version=services.version)
