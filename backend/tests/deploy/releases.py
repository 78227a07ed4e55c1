"""Servers of this release or of the one before, from the sources of each."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tarfile
import time
from pathlib import Path

import httpx2

REPOSITORY = Path(__file__).parents[3]
PACKAGE = "backend/sales_supervision"
MIGRATIONS = f"{PACKAGE}/storage/migrations/versions"
START_SECONDS = 60.0


def release_before(folder: Path) -> Path:
    """The backend as it was before the newest migration came, laid out in ``folder``."""
    newest = max(path.name for path in (REPOSITORY / MIGRATIONS).glob("[0-9]*.py"))
    came_with = _git("log", "--diff-filter=A", "--format=%H", "-1", "--", f"{MIGRATIONS}/{newest}")
    assert came_with, f"{newest} is not committed yet."
    archived = subprocess.run(
        ["git", "archive", f"{came_with.decode().strip()}^", PACKAGE],
        cwd=REPOSITORY,
        check=True,
        capture_output=True,
    )
    with tarfile.open(fileobj=io.BytesIO(archived.stdout)) as archive:
        archive.extractall(folder, filter="data")
    return folder / "backend"


def _git(*arguments: str) -> bytes:
    done = subprocess.run(["git", *arguments], cwd=REPOSITORY, check=True, capture_output=True)
    return done.stdout


class Release:
    """The commands of one release, on one database. ``sources``: None for this release."""

    def __init__(self, database_url: str, folder: Path, sources: Path | None = None) -> None:
        self._folder = folder
        inherited = {k: v for k, v in os.environ.items() if not k.startswith("SALES_SUPERVISION_")}
        path = str(sources or REPOSITORY / "backend")
        self._environment = inherited | {
            "SALES_SUPERVISION_DATABASE_URL": database_url,
            "PYTHONPATH": path,
        }

    def run(self, *arguments: str) -> str:
        """What a command printed, which must succeed."""
        done = subprocess.run(
            [sys.executable, "-m", "sales_supervision", *arguments],
            env=self._environment,
            cwd=self._folder,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def serve(self, port: int) -> ServerProcess:
        """Start a server; not waited for."""
        log = self._folder / f"server-{port}.log"
        with log.open("a") as written:
            process = subprocess.Popen(
                [sys.executable, "-m", "sales_supervision", "serve", "--port", str(port)],
                env=self._environment,
                cwd=self._folder,
                stdout=subprocess.DEVNULL,
                stderr=written,
            )
        return ServerProcess(process, port, log)


class ServerProcess:
    """One ``serve`` on one port."""

    def __init__(self, process: subprocess.Popen[bytes], port: int, log: Path) -> None:
        self._process = process
        self._log = log
        self.address = f"http://127.0.0.1:{port}"

    def wait_until_ready(self) -> None:
        """Return as soon as the server answers that it is ready."""
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            assert self._process.poll() is None, self._log.read_text()
            try:
                if httpx2.get(f"{self.address}/health/ready").status_code == 200:
                    return
            except httpx2.TransportError:
                time.sleep(0.05)
        raise AssertionError(f"The server does not answer.\n{self._log.read_text()}")

    def stop(self) -> None:
        """As an operator does: SIGTERM, and wait until it has finished what it had in hand."""
        self._process.terminate()
        self._process.wait(40)

    def kill(self) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
