"""How the C library hands out memory to a server of many threads."""

from __future__ import annotations

import ctypes

_M_ARENA_MAX = -8
"""``malloc.h`` of the GNU C library."""

_ARENAS = 2


def use_few_arenas() -> bool:
    """Let all threads share two heaps; returns whether the C library does so (GNU's does).

    To be called before threads begin. By default a thread may get a heap of its own, up to eight
    for each core, and what is freed in one is of no use to the others: after ten minutes
    of `make load` a quarter lay unused, and more with time. Python runs one thread at a time, so
    that two suffice.
    """
    return _call("mallopt", _M_ARENA_MAX, _ARENAS)


def give_back_unused() -> bool:
    """Give the pages of freed memory back to the system; returns whether there were any.

    By itself the C library only gives back what lies at the end of a heap. Of a server at work
    more and more lay unused between what is in use, for half an hour and longer.
    """
    return _call("malloc_trim", 0)


def _call(function: str, *arguments: int) -> bool:
    """False where the C library has no such function."""
    try:
        return bool(getattr(ctypes.CDLL(None), function)(*arguments))
    except (AttributeError, OSError):
        return False
