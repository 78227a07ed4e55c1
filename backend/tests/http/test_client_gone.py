"""Whoever asks and goes away before the answer is no error of the server."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any

import pytest
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Receive, Scope, Send

from sales_supervision.api.last_resort import LastResort
from sales_supervision.api.requests import RequestLog
from sales_supervision.operations.requests import Answered

SCOPE: dict[str, Any] = {"type": "http", "method": "GET", "path": "/sign-in", "headers": []}


async def _leaving(_scope: Scope, _receive: Receive, _send: Send) -> None:
    """What an endpoint comes to whose client is gone: it ends without an answer."""


async def _reading(_scope: Scope, _receive: Receive, _send: Send) -> None:
    raise ClientDisconnect


async def _failing(_scope: Scope, _receive: Receive, _send: Send) -> None:
    raise RuntimeError


@pytest.mark.parametrize(
    ("app", "status"),
    [(_leaving, 499), (_reading, 499), (_failing, 500)],
    ids=["leaving", "reading", "failing"],
)
def test_only_what_fails_is_an_error(app: ASGIApp, status: int) -> None:
    assert observed(LastResort(app)).status == status


def test_what_fails_past_the_last_resort_is_an_error_too() -> None:
    assert observed(_failing).status == 500


@pytest.mark.parametrize(
    ("path", "template"),
    [
        ("/assets/index-C4k4HIoL.js", "/assets"),
        ("/assets/copyText-BV-HSwlS.js", "/assets"),
        ("/assets/../../etc/passwd", None),
        ("/assets/x.js", None),
    ],
)
def test_only_what_a_build_can_have_made_is_a_file_of_the_page(
    path: str, template: str | None
) -> None:
    assert observed(_leaving, path).template == template


def observed(app: ASGIApp, path: str = "/sign-in") -> Answered:
    told: list[Answered] = []

    async def nothing(*_: object) -> Any:
        return None

    async def ask() -> None:
        logged = RequestLog(app, told.append, "SMOKE")
        await logged({**SCOPE, "path": path, "state": {}}, nothing, nothing)

    with suppress(RuntimeError):
        asyncio.run(ask())
    [answered] = told
    return answered
