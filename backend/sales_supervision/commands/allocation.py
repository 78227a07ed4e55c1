"""How the C library hands out memory to a server of many threads."""

from __future__ import annotations

import ctypes

_M_ARENA_MAX = -8
"""``malloc.h`` of the GNU C library."""

_ARENAS = 2


def use_few_arenas() -> bool:
    """Let all threads share two heaps; returns whether the C library can do so (GNU's can).

    To be called before threads begin. By default a thread may get a heap of its own, up to eight
    for each core, and what is freed in one is of no use to the others: after ten minutes
    of `make load` a quarter lay unused, and more with time. Python runs one thread at a time, so
    that two suffice.
    """
    try:
        set_option = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError):
        return False
    return bool(set_option(_M_ARENA_MAX, _ARENAS))
