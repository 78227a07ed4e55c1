"""The figures of this process for Prometheus."""

from __future__ import annotations

from hmac import compare_digest
from ipaddress import ip_address

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST

from sales_supervision.api.openapi import problems
from sales_supervision.api.problems import ProblemError, ProblemType
from sales_supervision.api.sales_supervision import In

router = APIRouter(tags=["operations"])

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
        **problems(403),
    },
)
async def metrics(request: Request, services: In) -> Response:
    """The figures of this process, for a scraper on this machine or with the metrics token."""
    token = services.settings.metrics_token
    if not _is_local(request) and not (token and _carries(request, token.get_secret_value())):
        raise ProblemError(
            ProblemType.METRICS_REFUSED,
            "Only this machine reads its figures without a token: send "
            "`Authorization: Bearer` with the value of SALES_SUPERVISION_METRICS_TOKEN.",
        )
    text = services.operations.exposition.text()
    return Response(text, media_type=CONTENT_TYPE_LATEST)


def _is_local(request: Request) -> bool:
    """Whether the caller is on this machine, and no proxy on it speaks for another."""
    if request.client is None or any(name in request.headers for name in _FORWARDED):
        return False
    try:
        return ip_address(request.client.host).is_loopback
    except ValueError:
        return False


def _carries(request: Request, token: str) -> bool:
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    return scheme.lower() == "bearer" and compare_digest(given.encode(), token.encode())
