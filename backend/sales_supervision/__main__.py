"""Where the process begins: Ctrl-C is one sentence at any moment, also while modules load."""

from __future__ import annotations

import os
import signal
import sys

_INTERRUPTED = 130


def main() -> None:
    """Load the command line and run it; exits with 130 where somebody interrupts."""
    # Nobody may interrupt where whoever started the process had it ignore that.
    interruptible = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if interruptible:
        signal.signal(signal.SIGINT, _leave_at_once)
    # Only now: loading takes a second, and an exception amid it would be a traceback.
    from sales_supervision.cli import main as run  # noqa: PLC0415

    if interruptible:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        run()
    except KeyboardInterrupt:
        sys.stderr.write("Interrupted.\n")
        sys.exit(_INTERRUPTED)


def _leave_at_once(_number: int, _frame: object) -> None:
    os.write(2, b"Interrupted before anything was done.\n")
    os._exit(_INTERRUPTED)


if __name__ == "__main__":
    main()
