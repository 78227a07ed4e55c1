"""Numbers with their nouns, as commands say them."""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """``1 row``, ``1,018 rows``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
