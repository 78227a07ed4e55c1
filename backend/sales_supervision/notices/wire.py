"""How processes wake each other: a wire carries that a day has news, never the news themselves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from sales_supervision.notices.notice import Day

Heard = Callable[[Day | None], None]
"""Called with a day that has news; with None when any day may have some."""


class Wire(Protocol):
    """Losing what it carries does no harm: each process looks for itself once a second."""

    def tell(self, day: Day) -> None:
        """Say that the news of ``day`` are committed; never waits."""

    async def speak(self) -> None:
        """Carry what is told, until cancelled. Raises when the wire breaks; its caller tries again.

        From the start: those who listen may all be elsewhere.
        """

    async def listen(self, heard: Heard) -> None:
        """Listen until cancelled. Raises when the wire breaks; its caller tries again."""
