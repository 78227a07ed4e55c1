"""The load tool as a process of its own, in an environment of its own."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from benchmarks.load.cast import CAST_VARIABLE, Cast
from benchmarks.load.findings import Findings
from benchmarks.options import REPOSITORY, PartUnavailableError

_PYTHON = REPOSITORY / ".venv-load" / "bin" / "python"
_LOCUSTFILE = REPOSITORY / "benchmarks" / "load" / "play" / "locustfile.py"
_LEAVING = 60.0
_TAIL = 2.0
"""Seconds that the play goes on behind what is measured, so that its end is not measured."""


class Playing:
    """A play that is under way."""

    def __init__(self, process: subprocess.Popen[bytes], cast: Cast, log: Path) -> None:
        self.process_id = process.pid
        self._process = process
        self._cast = cast
        self._log = log

    @property
    def goes_on(self) -> bool:
        return self._process.poll() is None

    def findings(self) -> Findings:
        """Wait for the end. Raises RuntimeError where the tool found nothing."""
        self._process.wait(self._cast.warm_up + self._cast.seconds + _LEAVING)
        file = Path(self._cast.result_file)
        if not file.is_file():
            raise RuntimeError(f"The load tool failed:\n{self._log.read_text()[-3000:]}")
        return Findings.read(file)


def require_load_tool() -> None:
    """Raises PartUnavailableError where it is not installed."""
    if not _PYTHON.is_file():
        raise PartUnavailableError(
            "The load tool is not installed: run `make load`, or `python3 scripts/prepare load`."
        )


@contextmanager
def playing(cast: Cast, folder: Path, begun_a_second: float) -> Iterator[Playing]:
    """``begun_a_second``: how many supervisors begin in a second."""
    cast_file, log = folder / "cast.json", folder / "locust.log"
    cast.write(cast_file)
    command = [
        *(str(_PYTHON), "-m", "locust", "--headless", "--skip-log-setup", "--only-summary"),
        *("-f", str(_LOCUSTFILE), "--users", str(len(cast.supervisors))),
        *("--spawn-rate", str(begun_a_second)),
        *("--run-time", f"{int(cast.warm_up + cast.seconds + _TAIL)}s"),
    ]
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=REPOSITORY,
            env=_environment(cast_file),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        yield Playing(process, cast, log)
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(_LEAVING)


def _environment(cast_file: Path) -> Mapping[str, str]:
    """Nothing of the product's environment, which has another Python's packages."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LOCUST_")}
    kept.pop("VIRTUAL_ENV", None)
    return {**kept, "PYTHONPATH": str(REPOSITORY), CAST_VARIABLE: str(cast_file)}
