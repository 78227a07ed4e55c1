"""Threads of the server share heaps of the C library, in a process of their own here."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

_HEAPS_OF_TEN_THREADS = """
import ctypes, sys, threading
from sales_supervision.commands.allocation import use_few_arenas
if sys.argv[1] == "few":
    assert use_few_arenas()
libc = ctypes.CDLL(None)
libc.malloc.restype = ctypes.c_void_p
together = threading.Barrier(10)
def work():
    together.wait()
    libc.malloc(10_000)
    together.wait()
threads = [threading.Thread(target=work) for _ in range(10)]
for thread in threads: thread.start()
for thread in threads: thread.join()
libc.fopen.restype = ctypes.c_void_p
out = libc.fopen(b"/dev/stdout", b"w")
libc.malloc_info(0, ctypes.c_void_p(out))
libc.fclose(ctypes.c_void_p(out))
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="a matter of GNU's C library")
def test_ten_threads_share_two_heaps() -> None:
    assert _heaps("few") <= 2 < _heaps("usual")


def _heaps(how: str) -> int:
    done = subprocess.run(
        [sys.executable, "-c", _HEAPS_OF_TEN_THREADS, how],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return done.stdout.count("<heap nr=")
