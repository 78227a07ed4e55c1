"""Whether the process lives and whether it can serve."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Depends
from pydantic import BaseModel

from sales_supervision.api.problems import ProblemError, ProblemType
from sales_supervision.api.services import Services, services_of
from sales_supervision.storage.schema import schema_version

router = APIRouter(prefix="/health", tags=["health"])


class Health(BaseModel):
    status: Literal["ok"]
    version: str


@router.get("/live", operation_id="health_live")
async def live(services: Annotated[Services, Depends(services_of)]) -> Health:
    """The process answers; no dependency is touched, nor a thread that may wait for one."""
    return Health(status="ok", version=services.version)


@router.get("/ready", operation_id="health_ready")
def ready(services: Annotated[Services, Depends(services_of)]) -> Health:
    """The database answers, and its schema is of this release or of a later one that takes over."""
    with services.database.reading() as connection:
        version = schema_version(connection)
    if not (version.is_newest or version.is_later):
        raise ProblemError(
            ProblemType.DATABASE_UNAVAILABLE,
            f"The database is at step {version.current}, this release needs {version.newest}: "
            "run `sales-supervision db upgrade`.",
        )
    return Health(status="ok", version=services.version)
