"""Texts that somebody wrote, in files that a spreadsheet opens."""

from __future__ import annotations

import re

# Full-width signs count as the plain ones. Whatever the file says, a spreadsheet may split a cell
# at semicolons and tabs too.
_FORMULA = re.compile(r"\A(?=[\t\r\n])|(\A|[;\t\r\n])(?=\s*[=+\-@＝＋－＠])")


def as_text(value: str) -> str:
    """``value``, with an apostrophe before what a spreadsheet would take for a formula."""
    return _FORMULA.sub(r"\1'", value)
