"""Names of customers and items as prompts and texts show them: data, cleaned and bounded."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

LONGEST_NAME = 80
"""Characters of a name that are shown; what is longer ends in an ellipsis."""

_LOOKED_AT = 2_000
_MARKS_IN_A_ROW = 3


@dataclass(frozen=True, slots=True)
class Names:
    """Names by code, in the reader's language where there is one, as the feeds brought them."""

    customers: Mapping[str, str] = field(default_factory=dict)
    items: Mapping[str, str] = field(default_factory=dict)


def displayed_name(name: str, code: str = "") -> str:
    """``name`` on one line without control, bidirectional and zero-width characters.

    At most LONGEST_NAME characters; ``code``, cleaned likewise, where nothing visible is left.
    """
    cleaned = _cleaned(name) or _cleaned(code)
    if len(cleaned) <= LONGEST_NAME:
        return cleaned
    return cleaned[: LONGEST_NAME - 1].rstrip() + "…"


def _cleaned(name: str) -> str:
    if name.isascii() and name.isprintable():
        return " ".join(name[:_LOOKED_AT].split())
    kept: list[str] = []
    marks = 0
    for character in unicodedata.normalize("NFC", name[:_LOOKED_AT]):
        category = unicodedata.category(character)
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if marks > _MARKS_IN_A_ROW or category in ("Cf", "Cs", "Co", "Cn"):
            continue
        # Controls, and line and paragraph separators, part words.
        kept.append(" " if category in ("Cc", "Zl", "Zp") else character)
    return " ".join("".join(kept).split())
