"""The programs that are asked, and where this checkout's parts stand."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BACKEND = ROOT / "backend"
FRONTEND = ROOT / "frontend"


def run(command: Sequence[str | Path]) -> subprocess.CompletedProcess[str]:
    """What it wrote and its exit code, whatever that is."""
    return subprocess.run(
        [str(part) for part in command], cwd=ROOT, text=True, capture_output=True, check=False
    )


def npm(*arguments: str) -> subprocess.CompletedProcess[str]:
    return run([sys.executable, ROOT / "scripts" / "prepare", "npm", *arguments])


def beside_python(program: str) -> Path:
    """A program of the environment that this runs in."""
    return Path(sys.executable).parent / program
