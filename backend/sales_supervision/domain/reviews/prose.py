"""The words of a point: figures that stand in no evidence, markup, and placeholders gone wrong."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from sales_supervision.domain.reviews.facts import Facts
from sales_supervision.domain.reviews.metrics import METRICS, Unit, tolerance
from sales_supervision.domain.reviews.number_words import number_words
from sales_supervision.domain.reviews.prose_numbers import (
    PER_CENT,
    WrittenNumber,
    other_numerals,
    written_numbers,
)
from sales_supervision.domain.reviews.review import Evidence
from sales_supervision.domain.reviews.segments import PLACEHOLDER

LONGEST_TEXT = 600
"""Characters of a point's text, placeholders included."""

_LIST_MARK = re.compile(r"^\s*(?:[-*•·]|[0-9]{1,2}[.)])\s+")
_MARKUP = re.compile(
    r"https?:|ftp:|www\.|\w://|javascript:|data:|<[a-z/!?]|!\[|\]\s*\(|\[\[|`|&#?\w+;|"
    r"\w\.(?:com|net|org|io|ru|xyz|app|dev|info|biz|ae)\b",
    re.IGNORECASE,
)
_JOINERS = "\u200c\u200d"
_TOUCHING = re.compile(
    r"[0-9A-Za-z+\-−–±~/.,'٫٬]\{\d+\}"  # before a figure: a digit, a sign, a letter
    r"|\{\d+\}(?:[0-9A-Za-z/]|[.,'٫٬][\d{])"  # after it: "{0}k", "{0}.5"
    r"|\{\d+\}\{\d+\}"
)
_PER_CENT_AFTER = re.compile(r"\{(\d+)\}" + PER_CENT, re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]{3}")


class ProseError(ValueError):
    """``reason``: a value of DropReason."""

    def __init__(self, reason: str, detail: str) -> None:
        self.reason = reason
        self.detail = detail
        super().__init__(detail)


def checked_text(text: str, evidence: Sequence[Evidence], facts: Facts) -> str:
    """``text`` with every figure and name as placeholders. Raises ProseError where it must fall."""
    if len(text) > LONGEST_TEXT:
        raise ProseError("too_long", f"more than {LONGEST_TEXT} characters")
    text = _LIST_MARK.sub("", text.replace("**", "").replace("__", "")).strip()
    _refuse_markup(text)
    text = _with_name_placeholders(text, evidence, facts)
    _refuse_bad_placeholders(text, evidence)
    text = _without_doubled_per_cent(text, evidence)
    text = _with_figure_placeholders(text, evidence)
    touching = _TOUCHING.search(text)
    if touching:
        raise ProseError("number_without_evidence", touching[0])
    words = PLACEHOLDER.sub(" · ", text)
    if not text or not any(character.isalpha() for character in words):
        raise ProseError("empty", text)
    for word, value in number_words(words):
        if value is None or not any(_equal(value, piece) for piece in evidence):
            raise ProseError("number_without_evidence", word)
    return text


def _refuse_markup(text: str) -> None:
    found = _MARKUP.search(text)
    if found:
        raise ProseError("markup", found[0])
    if text.isascii() and text.isprintable():
        return
    for character in text:
        if unicodedata.category(character)[0] == "C" and character not in _JOINERS:
            raise ProseError("markup", f"U+{ord(character):04X}")


def _with_name_placeholders(text: str, evidence: Sequence[Evidence], facts: Facts) -> str:
    """Names of the evidence's own customers and items that were written out, longest first."""
    written: dict[str, str] = {}
    for place, piece in enumerate(evidence):
        for kind, code, names in (
            ("item", piece.item_code, facts.item_names),
            ("customer", piece.customer_code, facts.customer_names),
        ):
            name = names.get(code, "") if code else ""
            # A name that could be read as a figure stays in the prose and is judged there.
            if name in text and _LETTERS.search(name):
                written.setdefault(name, f"{{{place}.{kind}}}")
    if not written:
        return text
    longest_first = sorted(written, key=lambda name: (-len(name), name))
    either = "|".join(re.escape(name) for name in longest_first)
    pattern = re.compile(rf"{PLACEHOLDER.pattern}|(?<!\w)(?P<name>{either})(?!\w)")
    return pattern.sub(lambda found: written[found["name"]] if found["name"] else found[0], text)


def _refuse_bad_placeholders(text: str, evidence: Sequence[Evidence]) -> None:
    for found in PLACEHOLDER.finditer(text):
        place, kind = int(found[1]), found[2]
        if place >= len(evidence):
            raise ProseError("bad_placeholder", found[0])
        piece = evidence[place]
        if (kind == "item" and piece.item_code is None) or (
            kind == "customer" and piece.customer_code is None
        ):
            raise ProseError("bad_placeholder", found[0])
    rest = PLACEHOLDER.sub("", text)
    if "{" in rest or "}" in rest:
        raise ProseError("bad_placeholder", text)


def _without_doubled_per_cent(text: str, evidence: Sequence[Evidence]) -> str:
    """The page writes the sign itself; after a figure that is no rate it would change it."""

    def single(found: re.Match[str]) -> str:
        if METRICS[evidence[int(found[1])].metric] not in (Unit.PERCENT, Unit.SCORE):
            raise ProseError("number_without_evidence", found[0])
        return f"{{{found[1]}}}"

    return _PER_CENT_AFTER.sub(single, text)


def _with_figure_placeholders(text: str, evidence: Sequence[Evidence]) -> str:
    """Figures written out that equal a piece of evidence; any other is one that nobody vouches."""
    pieces: list[str] = []
    end = 0
    for found in (*PLACEHOLDER.finditer(text), None):
        words = text[end : found.start() if found else len(text)]
        pieces.append(_vouched(words, evidence))
        if found:
            pieces.append(found[0])
            end = found.end()
    return "".join(pieces)


def _vouched(words: str, evidence: Sequence[Evidence]) -> str:
    for numeral in other_numerals(words):
        raise ProseError("number_without_evidence", numeral)
    pieces: list[str] = []
    end = 0
    for number in written_numbers(words):
        pieces += (words[end : number.start], f"{{{_place(number, evidence)}}}")
        end = number.end
    pieces.append(words[end:])
    return "".join(pieces)


def _place(number: WrittenNumber, evidence: Sequence[Evidence]) -> int:
    for place, piece in enumerate(evidence):
        rate = METRICS[piece.metric] in (Unit.PERCENT, Unit.SCORE)
        if number.per_cent and not rate:
            continue
        if any(_equal(reading, piece) for reading in number.readings):
            return place
    raise ProseError("number_without_evidence", number.text)


def _equal(value: float, piece: Evidence) -> bool:
    """Whether a number in prose is that of ``piece``; a fall may be written without its sign."""
    return abs(value - abs(piece.value)) <= tolerance(piece.metric) + 1e-9
