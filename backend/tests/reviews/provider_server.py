"""A provider of language models on a real socket: speaks chat completions, does as it is told.

    with ProviderServer() as provider:
        provider.will(Status(500), Writes(grounded))
        ... settings: review_base_url=provider.base_url

Without a script it writes grounded reviews. The last step of a script repeats. It never sleeps:
what is slow waits for ``provider.release()``, and what is silent for the end of the server.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from types import TracebackType
from typing import Any, Self

Json = dict[str, Any]
Writer = Callable[[Json], str]
"""From the body of a request to the text that the model answers."""

TOKENS_IN, TOKENS_OUT = 1200, 300
_PIECE = 40


@dataclass(frozen=True)
class Writes:
    """Answers with the writer's text; ``waits``: only once the test releases it."""

    writer: Writer
    waits: bool = False


@dataclass(frozen=True)
class Status:
    """Answers with an error of HTTP."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class CutStream:
    """Breaks the connection off after some of the answer."""

    characters: int = 60


@dataclass(frozen=True)
class NoJson:
    """Answers 200 with a body that is no JSON."""


@dataclass(frozen=True)
class Silence:
    """Takes the request and never answers."""


Step = Writes | Status | CutStream | NoJson | Silence


def facts_in(request: Json) -> Json:
    """The facts as they stand in the prompt."""
    found = re.search(r"<facts>\n(.*)\n</facts>", request["messages"][1]["content"], re.DOTALL)
    assert found, request
    facts: Json = json.loads(found[1])
    return facts


def sections_of(request: Json) -> list[str]:
    return list(request["response_format"]["json_schema"]["schema"]["properties"])


def figures_of(facts: Json) -> list[Json]:
    """Every figure of the facts as a piece of evidence."""
    return [
        {"metric": metric, "value": value, "customer_code": customer, "item_code": item}
        for customer, item, figures in _places(facts)
        for metric, value in figures.items()
        if isinstance(value, int | float)
    ]


def review_of(request: Json, points: list[Json]) -> str:
    """JSON with ``points`` in the first section."""
    first, *others = sections_of(request)
    return json.dumps({first: points, **{name: [] for name in others}})


def grounded(request: Json) -> str:
    """A review that holds: three points, each with a figure of the facts."""
    words = ("First things first: {0}.", "Look at {0} before anything else.", "Remember {0}.")
    evidence = figures_of(facts_in(request))[: len(words)]
    points = [
        {"text": text, "evidence": [piece]} for text, piece in zip(words, evidence, strict=False)
    ]
    return review_of(request, points)


def ungrounded(request: Json) -> str:
    """A review whose every figure is made up."""
    made_up = [
        {**piece, "value": piece["value"] + 1000} for piece in figures_of(facts_in(request))[:3]
    ]
    return review_of(request, [{"text": "Sales: {0}.", "evidence": [one]} for one in made_up])


def partly_ungrounded(request: Json) -> str:
    """Three points that hold and one with a figure in its words that nobody vouches for."""
    review = json.loads(grounded(request))
    first = sections_of(request)[0]
    piece = review[first][0]["evidence"][0]
    review[first].append({"text": "About 777123 units in fact.", "evidence": [piece]})
    return json.dumps(review)


def no_json(_: Json) -> str:
    return "Sure! Here is your review: it went well."


def schema_violation(request: Json) -> str:
    return json.dumps({sections_of(request)[0]: [{"text": "No evidence at all."}]})


class ProviderServer:
    """``requests``: bodies of the calls that came, in order."""

    def __init__(self) -> None:
        self.requests: list[Json] = []
        self._steps: list[Step] = [Writes(grounded)]
        self._lock = Lock()
        self._came = Event()
        self._released = Event()
        self._closing = Event()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.provider = self
        self._thread = Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    @property
    def calls(self) -> int:
        return len(self.requests)

    def will(self, *steps: Step) -> None:
        """What to do with the next calls, one step a call."""
        with self._lock:
            self._steps = list(steps)

    def release(self) -> None:
        """Let go of the answers that wait, and of all to come."""
        self._released.set()

    def wait_for_call(self, seconds: float = 20) -> None:
        assert self._came.wait(seconds), "no call came"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        _type: type[BaseException] | None,
        _value: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        self._closing.set()
        self._released.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def answer(self, handler: BaseHTTPRequestHandler, request: Json) -> None:
        with self._lock:
            self.requests.append(request)
            step = self._steps.pop(0) if len(self._steps) > 1 else self._steps[0]
        self._came.set()
        match step:
            case Silence():
                self._closing.wait()
                handler.close_connection = True
            case Status():
                _send(handler, step.status, json.dumps({"error": {"message": "no"}}), step.headers)
            case NoJson():
                _send(handler, 200, "<html>gateway</html>")
            case CutStream():
                _stream(handler, list(_chunks("x" * step.characters))[:1], ended=False)
            case Writes():
                if step.waits:
                    self._released.wait()
                self._write(handler, request, step.writer(request))

    def _write(self, handler: BaseHTTPRequestHandler, request: Json, text: str) -> None:
        usage = {
            "prompt_tokens": TOKENS_IN,
            "completion_tokens": TOKENS_OUT,
            "total_tokens": TOKENS_IN + TOKENS_OUT,
        }
        if request.get("stream"):
            _stream(handler, [*_chunks(text), _chunk([], usage)], ended=True)
            return
        message = {"role": "assistant", "content": text}
        choice = {"index": 0, "message": message, "finish_reason": "stop"}
        completion = {**_chunk([choice], usage), "object": "chat.completion"}
        _send(handler, 200, json.dumps(completion))


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    # Fifty at once must find room.
    request_queue_size = 128
    provider: ProviderServer


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 60

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path != "/v1/chat/completions":
            _send(self, 404, "{}")
            return
        assert isinstance(self.server, _Server)
        try:
            self.server.provider.answer(self, json.loads(body))
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True  # the caller gave up

    def log_message(self, format: str, *args: object) -> None:
        pass


def _places(facts: Json) -> Iterator[tuple[str | None, str | None, Json]]:
    yield None, None, facts["figures"]
    for item, branch in facts["items"].items():
        yield None, item, branch["figures"]
    for customer, branch in facts["customers"].items():
        yield customer, None, branch["figures"]
        for item, line in branch.get("items", {}).items():
            yield customer, item, line["figures"]


def _chunks(text: str) -> Iterator[Json]:
    for start in range(0, len(text), _PIECE):
        delta = {"role": "assistant", "content": text[start : start + _PIECE]}
        yield _chunk([{"index": 0, "delta": delta, "finish_reason": None}])
    yield _chunk([{"index": 0, "delta": {}, "finish_reason": "stop"}])


def _chunk(choices: list[Json], usage: Json | None = None) -> Json:
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion.chunk",
        "created": 0,
        "model": "scripted",
        "choices": choices,
        "usage": usage,
    }


def _send(
    handler: BaseHTTPRequestHandler,
    status: int,
    body: str,
    headers: Mapping[str, str] | None = None,
) -> None:
    encoded = body.encode()
    handler.send_response(status)
    for name, value in (headers or {}).items():
        handler.send_header(name, value)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", str(len(encoded)))
    handler.end_headers()
    handler.wfile.write(encoded)


def _stream(handler: BaseHTTPRequestHandler, chunks: list[Json], *, ended: bool) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/event-stream")
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    for chunk in chunks:
        _send_chunk(handler, f"data: {json.dumps(chunk)}\n\n".encode())
    if ended:
        _send_chunk(handler, b"data: [DONE]\n\n")
        _send_chunk(handler, b"")
    handler.close_connection = not ended


def _send_chunk(handler: BaseHTTPRequestHandler, data: bytes) -> None:
    handler.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
