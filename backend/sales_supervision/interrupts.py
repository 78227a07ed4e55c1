"""Ctrl-C: a sentence while modules load, kept back while what is told of it would be false."""

from __future__ import annotations

import os
import signal
import threading
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


class HeldInterrupt:
    """An interrupt that is kept back from ``hold`` until ``release``, which raises it.

    For the main thread; nothing changes in others, or where interrupts are ignored or another's.
    """

    def __init__(self) -> None:
        self._holds = False
        self._came = False

    def hold(self) -> None:
        """Keep interrupts back from now on."""
        is_ours = signal.getsignal(signal.SIGINT) is signal.default_int_handler
        if is_ours and threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGINT, self._note)
            self._holds = True

    def release(self) -> None:
        """Let them through again. Raises KeyboardInterrupt where one came meanwhile."""
        self.drop()
        if self._came:
            self._came = False
            raise KeyboardInterrupt

    def drop(self) -> None:
        """Let later ones through, for whom an error of its own is on its way."""
        if self._holds:
            signal.signal(signal.SIGINT, signal.default_int_handler)
            self._holds = False

    def _note(self, _number: int, _frame: object) -> None:
        self._came = True


@contextmanager
def held_interrupts() -> Iterator[HeldInterrupt]:
    """An interrupt that may be held within, and comes through at the end at the latest."""
    held = HeldInterrupt()
    try:
        yield held
    except BaseException:
        held.drop()
        raise
    held.release()
