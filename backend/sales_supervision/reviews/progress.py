"""How far a review is while it is written, for those who wait for it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from threading import Condition


class Stage(StrEnum):
    """waiting: for another server that writes the same review, or for a turn."""

    WAITING = "waiting"
    ASKING = "asking"
    WRITING = "writing"
    CHECKING = "checking"
    REPAIRING = "repairing"


@dataclass(frozen=True, slots=True)
class Step:
    """``characters``: what the model has written so far."""

    stage: Stage
    characters: int = 0


class Progress:
    """The newest step; many threads may wait for the next one."""

    def __init__(self) -> None:
        self._news = Condition()
        self._step = Step(Stage.WAITING)
        self._number = 0
        self._ended = False

    def tell(self, stage: Stage, characters: int = 0) -> None:
        with self._news:
            self._step = Step(stage, characters)
            self._number += 1
            self._news.notify_all()

    def end(self) -> None:
        with self._news:
            self._ended = True
            self._number += 1
            self._news.notify_all()

    def after(self, number: int, timeout: float) -> tuple[int, Step, bool]:
        """Number and step of the news after ``number``, and whether it was the last.

        After ``timeout`` seconds without news, what was known before.
        """
        with self._news:
            self._news.wait_for(lambda: self._number > number, timeout)
            return self._number, self._step, self._ended
