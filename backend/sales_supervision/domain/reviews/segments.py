"""The text of a point taken apart into words, figures and names, which the page shows as text.

A name or a figure that is filled in is never read again, so braces in a name mean nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from sales_supervision.domain.reviews.facts import Facts
from sales_supervision.domain.reviews.review import Evidence, Point

PLACEHOLDER = re.compile(r"\{(0|[1-9][0-9]{0,2})(?:\.(item|customer))?\}", re.ASCII)


class SegmentKind(StrEnum):
    WORDS = "words"
    FIGURE = "figure"
    ITEM = "item"
    CUSTOMER = "customer"


@dataclass(frozen=True, slots=True)
class Segment:
    """``text``: for words only. ``evidence``: place in the point's evidence, for all others."""

    kind: SegmentKind
    text: str = ""
    evidence: int | None = None


def segments(text: str) -> Iterator[Segment]:
    """``text`` in pieces. What is no placeholder, stray braces included, is words."""
    end = 0
    for found in PLACEHOLDER.finditer(text):
        if found.start() > end:
            yield Segment(SegmentKind.WORDS, text[end : found.start()])
        kind = SegmentKind(found[2]) if found[2] else SegmentKind.FIGURE
        yield Segment(kind, evidence=int(found[1]))
        end = found.end()
    if end < len(text):
        yield Segment(SegmentKind.WORDS, text[end:])


def plain_text(point: Point, facts: Facts, figure: Callable[[Evidence], str]) -> str:
    """The point for copying and printing; ``figure`` writes a value in the reader's way.

    Raises IndexError where the text names evidence that the point does not have; ``check`` lets
    no such point through.
    """
    return "".join(_shown(segment, point, facts, figure) for segment in segments(point.text))


def _shown(segment: Segment, point: Point, facts: Facts, figure: Callable[[Evidence], str]) -> str:
    if segment.evidence is None:
        return segment.text
    evidence = point.evidence[segment.evidence]
    if segment.kind is SegmentKind.FIGURE:
        return figure(evidence)
    if segment.kind is SegmentKind.ITEM:
        code, names = evidence.item_code, facts.item_names
    else:
        code, names = evidence.customer_code, facts.customer_names
    return names.get(code, code) if code else ""
