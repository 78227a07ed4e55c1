"""Speaking to a deployment: every answer comes in time, or is told in a sentence."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread

import pytest

from sales_supervision.smoke.deployment import Deployment, SettingError
from sales_supervision.smoke.steps import Report, Result, StepFailedError

PATIENCE = 0.3
"""Seconds; the server sends its bytes more often, and for longer in all."""
BETWEEN_BYTES, BYTES = 0.02, 100


@contextmanager
def trickling(first: bytes) -> Iterator[str]:
    """A server that answers ``first`` at once, then byte after byte of what has no end."""
    listening, over = socket.create_server(("127.0.0.1", 0)), Event()

    def serve() -> None:
        with suppress(OSError), listening.accept()[0] as connection:
            connection.recv(65_536)
            connection.sendall(first)
            for _ in range(BYTES):
                connection.sendall(b"x")
                if over.wait(BETWEEN_BYTES):
                    return

    server = Thread(target=serve)
    server.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        over.set()
        server.join()
        listening.close()


@pytest.mark.parametrize(
    "first",
    [b"HTTP/1.1 200 OK\r\nX-Slow: ", b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"],
    ids=["head", "body"],
)
def test_a_server_that_trickles_is_given_up(first: bytes) -> None:
    with (
        trickling(first) as address,
        Deployment(address, None, PATIENCE) as deployment,
        pytest.raises(StepFailedError) as failed,
    ):
        deployment.ask("GET", "/health/live")
    assert str(failed.value) == (
        f"{address}/health/live did not answer to the end within 0.3 seconds."
    )


def test_a_server_that_is_not_there_is_told_with_the_reason() -> None:
    with (
        Deployment("http://127.0.0.1:9", None) as deployment,
        pytest.raises(StepFailedError, match=r"/x does not answer \(.*\b111\b.*\)\."),
    ):
        deployment.ask("GET", "/x")


@pytest.mark.parametrize("token", ["schlüssel", "two words", "line\n", "\udcff"])
def test_what_no_token_can_be_is_refused_without_telling_it(token: str) -> None:
    with pytest.raises(SettingError) as refused:
        Deployment("http://127.0.0.1:9", token)
    assert str(refused.value) == (
        "SALES_SUPERVISION_TOKEN is no token: it has a character that none has."
    )


@pytest.mark.parametrize("file", ["missing", "no certificate"])
def test_an_authority_that_cannot_be_read_is_told_in_a_sentence(
    file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "no certificate").write_text("none")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / file))
    with pytest.raises(SettingError, match=r"cannot be asked \(.*\): see to .* SSL_CERT_FILE"):
        Deployment("https://127.0.0.1:9", None)


def test_whatever_ends_a_step_leaves_a_report() -> None:
    def breaks() -> str:
        raise RuntimeError("out of order")

    report = Report()
    assert not report.try_step("Breaks", breaks)
    (step,) = report.steps
    assert (step.result, step.detail) == (
        Result.FAILED,
        "It ended with RuntimeError('out of order').",
    )
