"""The figures of this process for Prometheus."""

from __future__ import annotations

from hmac import compare_digest

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST

from sales_supervision.api.access import Declaration, GuardedRoute, open_to_all
from sales_supervision.api.access_problem_types import AccessProblem
from sales_supervision.api.openapi import problems
from sales_supervision.api.problems import ProblemError
from sales_supervision.api.services import In
from sales_supervision.domain.access import Permission
from sales_supervision.loopback import is_loopback

router = APIRouter(tags=["operations"], route_class=GuardedRoute)

_FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip")


@router.get(
    "/metrics",
    operation_id="metrics",
    response_class=Response,
    responses={
        200: {
            "description": "The figures in Prometheus' text format.",
            "content": {"text/plain": {"schema": {"type": "string"}}},
        },
        **problems(401, 403),
    },
    # By the machine that asks, too; see below.
    dependencies=[open_to_all()],
)
async def metrics(request: Request, services: In) -> Response:
    """The figures of this process, for a scraper on this machine or with a token."""
    token = services.settings.metrics_token
    if not _is_local(request) and not (token and _carries(request, token.get_secret_value())):
        await _require_api_token(request, services.settings.sign_in == "demo")
    text = services.operations.exposition.text()
    return Response(text, media_type=CONTENT_TYPE_LATEST)


async def _require_api_token(request: Request, is_demo: bool) -> None:
    """Raise ProblemError unless somebody who may see operations asks, with an API token."""
    if is_demo or not request.headers.get("authorization"):
        raise ProblemError(
            AccessProblem.METRICS_REFUSED,
            "Only this machine reads its figures without a token: send "
            "`Authorization: Bearer` with the value of SALES_SUPERVISION_METRICS_TOKEN.",
        )
    await Declaration(Permission.SEE_OPERATIONS).check(request)


def _is_local(request: Request) -> bool:
    """Whether the caller is on this machine, and no proxy on it speaks for another."""
    is_forwarded = any(name in request.headers for name in _FORWARDED)
    return request.client is not None and is_loopback(request.client.host) and not is_forwarded


def _carries(request: Request, token: str) -> bool:
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    return scheme.lower() == "bearer" and compare_digest(given.encode(), token.encode())
