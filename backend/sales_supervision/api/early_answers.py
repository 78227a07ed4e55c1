"""The route of a request that was answered before it was routed."""

from __future__ import annotations

from starlette.routing import Match
from starlette.types import Scope

from sales_supervision.api.access import endpoints


def template_not_reached(scope: Scope) -> str | None:
    """Template of the route that would have answered; None where there is none, or it was routed.

    Middleware that refuses (maintenance, a body's size, another site's page) does so for nearly
    every request at such a time: without this they would all be of no address.
    """
    # "router" is Starlette's mark of a request that came as far as its routes.
    if "router" in scope or "app" not in scope:
        return None
    wrong_method = None
    for route in endpoints(scope["app"]):
        match, _ = route.matches(scope)
        if match is Match.FULL:
            return route.path
        if match is Match.PARTIAL and wrong_method is None:
            wrong_method = route.path
    return wrong_method
