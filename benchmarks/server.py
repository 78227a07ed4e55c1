"""The product's server as a process of its own, and a client that keeps its connection."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPMessage
from pathlib import Path

_PATIENCE = 60.0
_ADDRESS = re.compile(r"http://localhost:(\d+)")

USER_NAME = "Benchmark"


def product_environment(database_file: Path, **settings: str) -> dict[str, str]:
    """The environment of a command of the product: no setting of the person who runs this."""
    kept = {name: value for name, value in os.environ.items() if not _is_setting(name)}
    named = {
        "database_url": f"sqlite:///{database_file}",
        "sign_in": "demo",
        "user_name": USER_NAME,
        **settings,
    }
    return kept | {f"SALES_SUPERVISION_{name.upper()}": value for name, value in named.items()}


def product_command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "sales_supervision", *arguments]


@dataclass(frozen=True, slots=True)
class Server:
    port: int
    process_id: int

    def cpu_milliseconds(self) -> float | None:
        """Processor time that it has used so far; None where the system does not tell (not Linux).

        Other work on the machine makes an answer late, but hardly makes it cost more.
        """
        try:
            stat = Path(f"/proc/{self.process_id}/stat").read_text()
        except OSError:
            return None
        user, system = stat.rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) * 1000 / os.sysconf("SC_CLK_TCK")


@contextmanager
def serving(database_file: Path, **settings: str) -> Iterator[Server]:
    """A server on a free port of the loopback. Its log lies beside ``database_file``.

    Raises RuntimeError with the end of the log when it does not come up.
    """
    log = database_file.with_suffix(".log")
    with log.open("w") as errors:
        process = subprocess.Popen(
            product_command("serve", "--port", "0"),
            env=product_environment(database_file, **settings),
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
    try:
        yield Server(_port(process, log), process.pid)
    finally:
        process.terminate()
        process.communicate(timeout=_PATIENCE)


@dataclass(frozen=True, slots=True)
class Answer:
    """``milliseconds``: from sending the request until all of the answer is read."""

    status: int
    headers: HTTPMessage
    body: bytes
    milliseconds: float


class Client:
    """Asks as a browser does: one connection kept, compressed answers welcome."""

    def __init__(self, port: int) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
        self._connection.connect()

    def ask(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        *,
        expect: int = 200,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Raises RuntimeError for another status than ``expect``."""
        sent = {"Accept-Encoding": "gzip", **(headers or {})}
        if body is not None:
            sent["Content-Type"] = "application/json"
        started = time.perf_counter()
        self._connection.request(method, path, body, sent)
        response = self._connection.getresponse()
        content = response.read()
        taken = (time.perf_counter() - started) * 1000
        if response.status != expect:
            raise RuntimeError(
                f"{method} {path} was answered with {response.status}, not {expect}: "
                f"{content[:500]!r}"
            )
        return Answer(response.status, response.headers, content, taken)

    def close(self) -> None:
        self._connection.close()


def _port(process: subprocess.Popen[str], log: Path) -> int:
    assert process.stdout is not None
    found = _ADDRESS.search(process.stdout.readline())
    if found:
        port, deadline = int(found.group(1)), time.monotonic() + _PATIENCE
        while process.poll() is None and time.monotonic() < deadline:
            if _answers(port):
                return port
            time.sleep(0.05)
    raise RuntimeError(f"The server did not come up:\n{log.read_text()[-2000:]}")


def _answers(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/health/live")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def _is_setting(name: str) -> bool:
    return name.startswith("SALES_SUPERVISION_")
