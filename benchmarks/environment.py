"""Where and on what a run was made, so that two results can be compared."""

from __future__ import annotations

import os
import platform
import shutil
import sqlite3
import subprocess
from importlib.metadata import version

from benchmarks.options import REPOSITORY

_PACKAGES = ("sales-supervision", "fastapi", "polars", "pydantic", "sqlalchemy", "uvicorn")


def environment() -> dict[str, object]:
    """As it is now: call it before and after a run to see what else kept the machine busy."""
    return {
        "system": platform.system(),
        "machine": platform.machine(),
        "cpu_count": os.cpu_count(),
        "cpu_usable": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else None,
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "packages": {name: version(name) for name in _PACKAGES},
        "load_average": [round(load, 2) for load in os.getloadavg()],
        "git_commit": _git("rev-parse", "HEAD"),
        "git_changed_files": _changed_files(),
    }


def _changed_files() -> int | None:
    status = _git("--no-optional-locks", "status", "--porcelain")
    return None if status is None else len(status.splitlines())


def _git(*arguments: str) -> str | None:
    """What git says, None without git or outside a clone."""
    git = shutil.which("git")
    if git is None:
        return None
    found = subprocess.run(
        [git, *arguments], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )
    return found.stdout.strip() if found.returncode == 0 else None
