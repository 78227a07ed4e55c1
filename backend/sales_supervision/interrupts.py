"""Ctrl-C while modules load: one sentence at any moment, not a traceback out of an import."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager

INTERRUPTED = 130
"""The exit code of a command that somebody interrupted."""


@contextmanager
def leaving_at_once() -> Iterator[None]:
    """Within it an interrupt ends the process with a sentence; for the main thread, while it loads.

    Nothing changes where whoever started the process had it ignore interrupts.
    """
    before = signal.getsignal(signal.SIGINT)
    if before is not signal.default_int_handler:
        yield
        return
    signal.signal(signal.SIGINT, _leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _leave(_number: int, _frame: object) -> None:
    os.write(2, b"Interrupted before anything was done.\n")
    os._exit(INTERRUPTED)
