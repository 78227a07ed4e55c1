"""Python's search for unreachable objects, done so that no request waits for it.

Left to itself it starts when enough objects were made, and looks through hundreds of thousands at
once: each open day in memory is some five thousand, all reachable. It stopped requests for 0.1 to
1.4 s under `make load`. Most objects go without it, by their reference counts.
"""

from __future__ import annotations

import gc
from collections.abc import Callable

from sales_supervision.commands.allocation import give_back_unused

_LITTLE_SECONDS = 1.0
_GIVE_BACK_SECONDS = 60.0
_WHOLE_SECONDS = 3_600.0
_WHOLE_AT_LAST_SECONDS = 86_400.0


class GarbageRounds:
    """A little round looks at what was made since the last one, and sets it aside as lasting.

    Once an hour, when nobody asks for anything, a whole round looks at everything; once a day it
    no longer waits for that. ``seconds`` tells how long something has been running;
    ``give_back``, once a minute, gives to the system what no object needs any more.
    """

    def __init__(
        self, seconds: Callable[[], float], give_back: Callable[[], object] = give_back_unused
    ) -> None:
        self._seconds = seconds
        self._give_back = give_back
        self._little_at = self._whole_at = self._given_back_at = seconds()
        self._requests = 0

    def begin(self) -> None:
        """From here on only rounds collect, in the whole process."""
        gc.disable()
        _look_at_everything()

    def tick(self, requests: int) -> None:
        """``requests``: how many were asked since the server began."""
        now = self._seconds()
        if now - self._little_at < _LITTLE_SECONDS:
            return
        is_idle = requests == self._requests
        self._little_at, self._requests = now, requests
        if now - self._whole_at >= (_WHOLE_SECONDS if is_idle else _WHOLE_AT_LAST_SECONDS):
            self._whole_at = now
            _look_at_everything()
        else:
            gc.collect(1)
            gc.freeze()
        if now - self._given_back_at >= _GIVE_BACK_SECONDS:
            self._given_back_at = now
            self._give_back()


def _look_at_everything() -> None:
    gc.unfreeze()
    gc.collect()
    gc.freeze()
