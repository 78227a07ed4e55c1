"""The HTTP route behind the operations page."""

from __future__ import annotations

from contextlib import suppress
from typing import Annotated

from fastapi import APIRouter, Query
from sqlalchemy.exc import OperationalError

from sales_supervision.api import operation_schemas as schemas
from sales_supervision.api.access import GuardedRoute, needs
from sales_supervision.api.openapi import problems
from sales_supervision.api.operation_view import report_view
from sales_supervision.api.problems import ProblemError
from sales_supervision.api.request_problem_types import RequestProblem
from sales_supervision.api.schemas import FieldProblem
from sales_supervision.api.services import In
from sales_supervision.domain.access import Permission
from sales_supervision.operations.periods import PeriodError, length_of
from sales_supervision.storage.errors import DatabaseUnavailableError

router = APIRouter(prefix="/api/operations", tags=["operations"], route_class=GuardedRoute)


@router.get(
    "/report",
    operation_id="operations_report",
    responses=problems(422),
    dependencies=[needs(Permission.SEE_OPERATIONS)],
)
def operations_report(
    services: In,
    since: Annotated[
        str, Query(description="How far back: `24h`, `7d`, `4w`.", examples=["7d"], max_length=20)
    ] = "7d",
) -> schemas.OperationsReport:
    """Errors, durations, saves, reviews, conflicts and feeds, each with its target."""
    try:
        length = length_of(since)
    except PeriodError as error:
        raise ProblemError(
            RequestProblem.INVALID_REQUEST,
            str(error),
            extensions={"errors": [FieldProblem(field="since", message=str(error))]},
        ) from error
    # The last minute, too; what cannot be written now (a full disk) is told from memory.
    with suppress(DatabaseUnavailableError, OperationalError):
        services.operations.keeping.keep()
    unkept = services.operations.keeping.unkept()
    return report_view(services.operations.reporting.report(length, unkept))
