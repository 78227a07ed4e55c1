"""Looking things up: the deployment, routes and their dates, customers, items."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query

from sales_supervision.api import schemas
from sales_supervision.api.access import GuardedRoute, needs, signed_in
from sales_supervision.api.day_problem_types import DayProblem
from sales_supervision.api.day_view import item_view, route_view
from sales_supervision.api.identity import CurrentUser
from sales_supervision.api.openapi import problems
from sales_supervision.api.problems import ProblemError
from sales_supervision.api.services import In
from sales_supervision.clock import today
from sales_supervision.domain.access import Permission
from sales_supervision.domain.quantities import MAX_QUANTITY
from sales_supervision.storage.catalogue_storage import CatalogueStorage
from sales_supervision.storage.plan_storage import PlanStorage

router = APIRouter(prefix="/api", tags=["catalogue"], route_class=GuardedRoute)

Search = Annotated[str, Query(max_length=100, pattern=r"^[^\x00]*$")]
Limit = Annotated[int, Query(ge=1, le=100)]


@router.get("/deployment", operation_id="get_deployment", dependencies=[signed_in()])
def get_deployment(services: In, user: CurrentUser) -> schemas.Deployment:
    """What the page needs to know before a route is chosen."""
    settings = services.settings
    return schemas.Deployment(
        version=services.version,
        user_name=user.user_name,
        today=today(services.clock, settings.zone),
        time_zone=settings.time_zone,
        max_quantity=MAX_QUANTITY,
        demo=services.is_demo(),
    )


@router.get("/routes", operation_id="list_routes", dependencies=[needs(Permission.VIEW)])
def list_routes(services: In, user: CurrentUser, search: Search = "") -> list[schemas.Route]:
    """Those of your routes whose code, name or territory contains ``search``."""
    with services.database.reading() as connection:
        return [
            route_view(route) for route in CatalogueStorage(connection).routes(search, user.scope)
        ]


@router.get(
    "/all-routes", operation_id="list_all_routes", dependencies=[needs(Permission.MANAGE_USERS)]
)
def list_all_routes(services: In) -> list[schemas.Route]:
    """Every route there is: whoever manages users gives any to anybody."""
    with services.database.reading() as connection:
        return [route_view(route) for route in CatalogueStorage(connection).routes()]


@router.get(
    "/routes/{route_code}/dates",
    operation_id="list_route_dates",
    dependencies=[needs(Permission.VIEW)],
    responses=problems(404, 422),
)
def list_route_dates(
    services: In, route_code: Annotated[str, Path(max_length=50, pattern=r"^[^\x00]+$")]
) -> list[schemas.RouteDate]:
    """Dates with a journey plan or a saved session, newest first."""
    with services.database.reading() as connection:
        if CatalogueStorage(connection).route(route_code) is None:
            raise ProblemError(DayProblem.ROUTE_NOT_FOUND, f"There is no route {route_code}.")
        return [
            schemas.RouteDate(
                date=found.date, planned_customers=found.planned_customers, saved=found.saved
            )
            for found in PlanStorage(connection).route_dates(route_code)
        ]


@router.get("/customers", operation_id="search_customers", dependencies=[needs(Permission.VIEW)])
def search_customers(
    services: In, user: CurrentUser, search: Search, limit: Limit = 20
) -> list[schemas.Customer]:
    """Customers of your routes, by their code or name or their route's."""
    with services.database.reading() as connection:
        return [
            schemas.Customer(
                customer_code=found.customer_code,
                customer_name=found.customer_name,
                customer_name_ar=found.customer_name_ar,
                route_code=found.route_code,
            )
            for found in CatalogueStorage(connection).search_customers(search, limit, user.scope)
        ]


@router.get("/items", operation_id="search_items", dependencies=[needs(Permission.VIEW)])
def search_items(services: In, search: Search, limit: Limit = 20) -> list[schemas.Item]:
    """Items whose code or name contains ``search``."""
    with services.database.reading() as connection:
        return [
            item_view(found) for found in CatalogueStorage(connection).search_items(search, limit)
        ]
