"""Keeping from standard error what polars' Rust writes there when it panics over a broken file.

Nothing in polars turns it off: the hook writes to descriptor 2 itself, from threads of its own,
before the panic becomes an exception. So the descriptor leads elsewhere while a file is decoded,
and what was written meanwhile and is no panic is given back after it.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryFile

_STANDARD_ERROR = 2

_PANIC = re.compile(
    rb"\n?thread '[^'\n]*'[^\n]* panicked at [^\n]*:\n"
    rb"[^\n]*\n(?:[ \t][^\n]*\n)*"  # the message; further lines of it are indented
    rb"(?:stack backtrace:\n(?:[ \t][^\n]*\n)*)?"
    rb"(?:note: [^\n]*\n)?"
)


@contextmanager
def quiet_panics() -> Iterator[None]:
    """Within it no panic is written to standard error; everything else comes at the end."""
    sys.stderr.flush()
    try:
        own = os.dup(_STANDARD_ERROR)
    except OSError:
        # It is closed, so nothing is written there.
        yield
        return
    with TemporaryFile() as kept:
        try:
            os.dup2(kept.fileno(), _STANDARD_ERROR)
            yield
        finally:
            # What Python wrote and still holds belongs before what comes next.
            sys.stderr.flush()
            os.dup2(own, _STANDARD_ERROR)
            os.close(own)
            kept.seek(0)
            _write(_PANIC.sub(b"", kept.read()))


def _write(text: bytes) -> None:
    while text:
        text = text[os.write(_STANDARD_ERROR, text) :]
