"""How the C library gives memory to the server and takes it back, in processes of their own."""

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

_PAGES_BETWEEN = """
import ctypes
from pathlib import Path
from sales_supervision.commands.allocation import give_back_unused
def resident():
    return int(Path("/proc/self/statm").read_text().split()[1])
held = [bytearray(30_000) for _ in range(3_000)]
del held[: -1 : 2], held[: -1 : 2]
before = resident()
assert give_back_unused()
print(before - resident())
"""

needs_glibc = pytest.mark.skipif(
    platform.libc_ver()[0] != "glibc", reason="a matter of GNU's C library"
)


@needs_glibc
def test_ten_threads_share_two_heaps() -> None:
    assert _heaps("few") <= 2 < _heaps("usual")


@needs_glibc
def test_pages_between_what_is_in_use_are_given_back() -> None:
    assert int(_said(_PAGES_BETWEEN)) > 5_000


def _heaps(how: str) -> int:
    return _said(_HEAPS_OF_TEN_THREADS, how).count("<heap nr=")


def _said(script: str, *arguments: str) -> str:
    command = [sys.executable, "-c", script, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout
