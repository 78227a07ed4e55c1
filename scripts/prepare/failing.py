"""How a step fails: one sentence that says what to do, and what the tool said where one ran."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

_LINES_SHOWN = 15
_UNREACHABLE = (
    "could not fetch",
    "could not find a version",
    "connection",
    "network",
    "enotfound",
    "eai_again",
    "etimedout",
    "temporary failure",
    "no matching distribution",
)


class PreparationError(RuntimeError):
    """The checkout cannot be prepared; the message is for the person at the keyboard."""


def run(
    command: Sequence[str | Path],
    *,
    otherwise: str,
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> None:
    """Run ``command`` quietly; on failure raise PreparationError: ``otherwise``, then its words."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if done.returncode == 0:
        return
    said = done.stdout.strip()
    network = any(word in said.lower() for word in _UNREACHABLE)
    advice = " Check the network connection (or the package registry's address)." if network else ""
    tail = "\n".join(f"  | {line}" for line in said.splitlines()[-_LINES_SHOWN:])
    raise PreparationError(f"{otherwise}{advice}\n{tail}")
