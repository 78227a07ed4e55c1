"""Texts that somebody wrote, in files that a spreadsheet opens."""

from __future__ import annotations

_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def as_text(value: str) -> str:
    """``value``, with an apostrophe before what a spreadsheet would take for a formula."""
    # Some strip blanks first, and full-width signs count as the plain ones.
    begins = value.lstrip(" \u00a0\u3000").translate(_FULL_WIDTH)
    if begins.startswith(_BEGINS_A_FORMULA) or value.startswith(_BEGINS_A_FORMULA):
        return f"'{value}"
    return value


_FULL_WIDTH = str.maketrans("＝＋－＠", "=+-@")
