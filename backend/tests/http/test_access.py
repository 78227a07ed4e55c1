"""What one may is declared on every endpoint and checked before anything is read."""

from __future__ import annotations

import pytest
from fastapi import APIRouter, FastAPI

from sales_supervision.api.access import (
    GuardedRoute,
    UndeclaredEndpointError,
    needs,
    open_to_all,
    require_declarations,
    signed_in,
)
from sales_supervision.domain.access import Permission


def test_an_endpoint_that_declares_nothing_is_not_served() -> None:
    app, router = FastAPI(openapi_url=None), APIRouter(prefix="/api", route_class=GuardedRoute)
    router.get("/open", dependencies=[open_to_all()])(_answer)
    router.post("/days/{route_code}", dependencies=[needs(Permission.VIEW)])(_answer)
    app.include_router(router)
    require_declarations(app)
    router.get("/forgotten")(_answer)
    with pytest.raises(UndeclaredEndpointError, match=r"^GET /api/forgotten must declare"):
        require_declarations(app)


def test_an_endpoint_that_declares_two_things_is_not_served() -> None:
    app = FastAPI(openapi_url=None)
    app.router.route_class = GuardedRoute
    app.get("/both", dependencies=[signed_in(), needs(Permission.VIEW)])(_answer)
    with pytest.raises(UndeclaredEndpointError, match=r"^GET /both must declare"):
        require_declarations(app)


def test_an_endpoint_that_would_read_the_body_first_is_not_served() -> None:
    app = FastAPI(openapi_url=None)
    app.get("/late", dependencies=[signed_in()])(_answer)
    with pytest.raises(UndeclaredEndpointError, match="route_class=GuardedRoute"):
        require_declarations(app)


async def _answer() -> str:
    return "answered"
