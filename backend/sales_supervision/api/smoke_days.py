"""Days for smoke tests: ``sales-supervision smoke`` makes one and removes it again."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter, Request, Response

from sales_supervision.api.access import GuardedRoute, needs
from sales_supervision.api.identity import CurrentUser
from sales_supervision.api.openapi import problems
from sales_supervision.api.sales_supervision import DateInPath
from sales_supervision.api.schemas import Model
from sales_supervision.api.services import In
from sales_supervision.domain.access import Permission

router = APIRouter(prefix="/api/smoke-days", tags=["smoke"], route_class=GuardedRoute)


class SmokeDay(Model):
    """A planned day that is nobody's: three customers, two items."""

    route_code: str
    date: date


@router.post(
    "",
    operation_id="make_smoke_day",
    status_code=201,
    dependencies=[needs(Permission.OPERATE)],
    responses=problems(409),
)
def make_smoke_day(request: Request, services: In, user: CurrentUser) -> SmokeDay:
    """Make a day for a smoke test, on a date long past. Remove it afterwards."""
    on = services.smoke_days.make(user.user_name, request.state.request_id)
    return SmokeDay(route_code=services.smoke_days.route_code, date=on)


@router.delete(
    "/{date}",
    operation_id="remove_smoke_day",
    status_code=204,
    dependencies=[needs(Permission.OPERATE)],
    responses=problems(404, 422),
)
def remove_smoke_day(services: In, on: DateInPath) -> Response:
    """Remove a smoke day with all that was saved of it; the audit trail stays."""
    services.smoke_days.remove(on)
    return Response(status_code=204)
