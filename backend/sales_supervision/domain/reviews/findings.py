"""A finding: something worth saying, with its evidence, before it is put into words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from sales_supervision.domain.reviews.metrics import Figure
from sales_supervision.domain.reviews.review import Evidence, Point

Pieces = tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """``sentence``: which sentence of the wordings says it. ``worth``: units at stake.

    ``groups``: for each item or customer that the sentence lists, its evidence.
    """

    section: str
    sentence: str
    about: Pieces
    groups: tuple[Pieces, ...] = ()
    worth: Figure = 0


@dataclass(frozen=True, slots=True)
class Slot:
    """One piece of evidence as a wording refers to it; ``value`` only chooses the grammar."""

    place: int
    evidence: Evidence

    @property
    def figure(self) -> str:
        return f"{{{self.place}}}"

    @property
    def item(self) -> str:
        return f"{{{self.place}.item}}"

    @property
    def customer(self) -> str:
        return f"{{{self.place}.customer}}"

    @property
    def value(self) -> Figure:
        return self.evidence.value


Slots = tuple[Slot, ...]
Wording = Callable[[Slots, tuple[Slots, ...]], str]
"""Puts the slots of ``about`` and of each group into a sentence."""


def worded(finding: Finding, wordings: Mapping[str, Wording]) -> Point:
    """The finding as a point. KeyError where the wordings lack its sentence."""
    evidence: list[Evidence] = []

    def slots(pieces: Pieces) -> Slots:
        first = len(evidence)
        evidence.extend(pieces)
        return tuple(Slot(first + place, piece) for place, piece in enumerate(pieces))

    about = slots(finding.about)
    groups = tuple(slots(pieces) for pieces in finding.groups)
    return Point(wordings[finding.sentence](about, groups), tuple(evidence))


def by_section(
    findings: Iterable[Finding], most: Mapping[str, int], wordings: Mapping[str, Wording]
) -> dict[str, tuple[Point, ...]]:
    """Points by section, the most units at stake first, at most ``most`` of each section."""
    sorted_by_section: dict[str, list[Finding]] = {section: [] for section in most}
    for finding in findings:
        sorted_by_section[finding.section].append(finding)
    return {
        section: tuple(
            worded(finding, wordings)
            # Sorting is stable: of equal worth the finding that was made first is said first.
            for finding in sorted(found, key=lambda finding: -finding.worth)[: most[section]]
        )
        for section, found in sorted_by_section.items()
    }
