"""The route of a request that was answered before it was routed: its template, and its codes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from starlette.routing import Match
from starlette.types import Scope

from sales_supervision.api.access import endpoints


@dataclass(frozen=True, slots=True)
class Unreached:
    """``template``: of the route that would have answered; ``path_params``: as it reads them."""

    template: str | None = None
    path_params: dict[str, Any] = field(default_factory=dict)


def unreached(scope: Scope) -> Unreached:
    """Where a request was going. Nothing is known where there is no route, or it was routed.

    Middleware that refuses (maintenance, a body's size, another site's page) does so for nearly
    every request at such a time: without this they would all be of no address.
    """
    # "router" is Starlette's mark of a request that came as far as its routes.
    if "router" in scope or "app" not in scope:
        return Unreached()
    wrong_method = Unreached()
    for route in endpoints(scope["app"]):
        match, matched = route.matches(scope)
        found = Unreached(route.path, matched.get("path_params", {}))
        if match is Match.FULL:
            return found
        if match is Match.PARTIAL and wrong_method.template is None:
            wrong_method = found
    return wrong_method
