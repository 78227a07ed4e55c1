"""Run a command and write down how long it took and what memory it used at most.

``python -m benchmarks.measured_command REPORT COMMAND…`` stays this small on purpose: a process
takes over the peak of the one that started it, so the large benchmark itself cannot be that one.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path


def main(report: str, *command: str) -> int:
    started = time.perf_counter()
    process = os.posix_spawn(command[0], command, os.environ)
    _, status, usage = os.wait4(process, 0)
    seconds = time.perf_counter() - started
    # Linux counts in KiB, macOS in bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    figures = {"seconds": seconds, "peak_megabytes": usage.ru_maxrss * unit / 1e6}
    Path(report).write_text(json.dumps(figures))
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
