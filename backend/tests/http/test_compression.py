"""Answers are compressed for whoever takes them so, and are the same answers."""

from __future__ import annotations

import gzip
from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from sales_supervision.api.compression import Compression
from tests.http.supervisor import Supervisor

# The second is long enough for a thread of its own.
_LENGTHS = (40_000, 3_000_000)


def _text(length: int) -> bytes:
    return "".join(f"line {number};" for number in range(length // 10)).encode()


def _raw(http: TestClient, path: str, encoding: str) -> tuple[Response, bytes]:
    with http.stream("GET", path, headers={"Accept-Encoding": encoding}) as answer:
        return answer, b"".join(answer.iter_raw())  # type: ignore[return-value]


@pytest.fixture
def texts() -> Iterator[TestClient]:
    async def whole(request: Request) -> Response:
        return PlainTextResponse(_text(request.path_params["length"]))

    async def parts(request: Request) -> Response:
        text = _text(request.path_params["length"])
        return StreamingResponse(text[at : at + 9_999] for at in range(0, len(text), 9_999))

    async def notices(_request: Request) -> Response:
        return PlainTextResponse(_text(40_000), media_type="text/event-stream")

    routes = [
        Route("/whole/{length:int}", whole),
        Route("/parts/{length:int}", parts),
        Route("/notices", notices),
    ]
    with TestClient(Compression(Starlette(routes=routes))) as client:
        yield client


@pytest.mark.parametrize("length", _LENGTHS)
@pytest.mark.parametrize("how", ["whole", "parts"])
def test_what_is_unpacked_is_what_was_answered(texts: TestClient, how: str, length: int) -> None:
    answer, body = _raw(texts, f"/{how}/{length}", "br, gzip")
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert len(body) < length / 3
    assert gzip.decompress(body) == _text(length)


@pytest.mark.parametrize(
    ("path", "encoding"),
    [("/whole/40000", "identity"), ("/whole/300", "gzip"), ("/notices", "gzip")],
    ids=["not asked for", "short", "a stream of notices"],
)
def test_the_rest_goes_as_it_is(texts: TestClient, path: str, encoding: str) -> None:
    answer, body = _raw(texts, path, encoding)
    assert "Content-Encoding" not in answer.headers
    assert body.startswith(b"line 0;line 1;")


def test_a_day_goes_compressed(day: Supervisor) -> None:
    packed, body = _raw(day.http, day.address, "gzip")
    plain, told = _raw(day.http, day.address, "identity")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert gzip.decompress(body) == told
