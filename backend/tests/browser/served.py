"""A real server in a process of its own, which a test may kill and start again."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import httpx2

_START_TIMEOUT = 60.0


class Server:
    """``sales-supervision serve`` over one SQLite file. It starts at once and is waited for later.

    The first start takes a free port, or ``port``; later ones take the same again. Another
    ``database_url`` among the settings wins; then the file only names what lies beside it.
    """

    def __init__(self, database: Path, settings: dict[str, str], port: int = 0) -> None:
        self.database = database
        self._settings = settings
        self._log = database.with_suffix(".log")
        self._port = port
        self._process = self._start()

    @property
    def address(self) -> str:
        return f"http://localhost:{self._port}"

    def wait_until_ready(self) -> None:
        """Return as soon as the server answers."""
        if self._port == 0:
            self._port = self._printed_port()
        deadline = time.monotonic() + _START_TIMEOUT
        while time.monotonic() < deadline:
            try:
                if httpx2.get(f"{self.address}/health/ready").status_code == 200:
                    return
            except httpx2.TransportError:
                time.sleep(0.05)
            self._require_alive()
        raise AssertionError(f"The server does not answer.\n{self._log.read_text()}")

    def kill(self) -> None:
        """SIGKILL: no farewell, nothing written any more."""
        self._process.kill()
        self._process.wait()
        if self._process.stdout:
            self._process.stdout.close()

    def stop(self, seconds: float) -> int:
        """SIGTERM, and the exit code. Raises TimeoutExpired where it takes longer than that."""
        self._process.terminate()
        return self._process.wait(seconds)

    def start_again(self) -> None:
        """Start after a kill, on the same address and database."""
        self._process = self._start()
        self.wait_until_ready()

    def _start(self) -> subprocess.Popen[str]:
        # Ours is an environment without settings of whoever runs the tests.
        inherited = {k: v for k, v in os.environ.items() if not k.startswith("SALES_SUPERVISION_")}
        with self._log.open("a") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "sales_supervision", "serve", "--port", str(self._port)],
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                cwd=self.database.parent,
                env=inherited
                | {"SALES_SUPERVISION_DATABASE_URL": f"sqlite:///{self.database}"}
                | {"SALES_SUPERVISION_SIGN_IN": "demo"}
                | {
                    f"SALES_SUPERVISION_{name.upper()}": value
                    for name, value in self._settings.items()
                },
            )

    def _printed_port(self) -> int:
        assert self._process.stdout
        for line in self._process.stdout:
            if found := re.search(r"http://\S+:(\d+)", line):
                return int(found[1])
        raise AssertionError(f"The server ended before it said where.\n{self._log.read_text()}")

    def _require_alive(self) -> None:
        if self._process.poll() is not None:
            raise AssertionError(f"The server ended.\n{self._log.read_text()}")
