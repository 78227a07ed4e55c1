"""What servers logged of requests that failed within them, before the logs are thrown away."""

from __future__ import annotations

import json
from pathlib import Path

_EVENT = "unexpected_error"
_MOST = 3
_END = 1500


def unexpected_errors(folder: Path) -> list[str]:
    """The ends of the first tracebacks in the logs of a play, with the path that was asked for."""
    found = []
    for log in sorted(folder.glob("server-*.log")):
        for line in log.read_text(errors="replace").splitlines():
            if _EVENT not in line:
                continue
            try:
                entry = json.loads(line)
            except ValueError:
                continue
            if entry.get("event") == _EVENT:
                traceback = str(entry.get("exception", ""))[-_END:]
                found.append(f"{log.stem}: {entry.get('path')} failed: {traceback}")
    return found[:_MOST]
