"""The check of a review against the facts: what stands, what falls, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from math import isfinite
from typing import Generic, TypeVar

from sales_supervision.domain.reviews.facts import CustomerFacts, Facts
from sales_supervision.domain.reviews.metrics import METRICS, tolerance
from sales_supervision.domain.reviews.prose import ProseError, checked_text
from sales_supervision.domain.reviews.review import (
    CustomerReview,
    Evidence,
    Point,
    RouteReview,
    sections,
)

MOST_EVIDENCE = 12
"""Pieces of evidence that a point may rest on."""

R = TypeVar("R", CustomerReview, RouteReview)


class DropReason(StrEnum):
    """Why a point was dropped; counted per model and prompt version."""

    NO_EVIDENCE = "no_evidence"
    UNKNOWN_FACT = "unknown_fact"
    WRONG_VALUE = "wrong_value"
    BAD_PLACEHOLDER = "bad_placeholder"
    NUMBER_WITHOUT_EVIDENCE = "number_without_evidence"
    MARKUP = "markup"
    TOO_LONG = "too_long"
    EMPTY = "empty"
    REPEATED = "repeated"


@dataclass(frozen=True, slots=True)
class DroppedPoint:
    """``detail``: the offending evidence or words, for the log and for a repair attempt."""

    section: str
    text: str
    reason: DropReason
    detail: str


@dataclass(frozen=True, slots=True)
class Verdict(Generic[R]):
    """``review``: the points that stand, with the facts' own values as evidence."""

    review: R
    points: int
    dropped: tuple[DroppedPoint, ...]

    @property
    def too_many(self) -> bool:
        """Whether more than a third fell, or there was no point at all."""
        return self.points == 0 or 3 * len(self.dropped) > self.points


class _FallError(Exception):
    def __init__(self, reason: DropReason, detail: str) -> None:
        self.reason = reason
        self.detail = detail
        super().__init__(detail)


def check(review: R, facts: Facts) -> Verdict[R]:
    """Check every point: evidence exact for counts, within ``tolerance`` for rates and averages.

    In the points that stand each value is that of the facts, and figures and names that were
    written out are placeholders. Checking the review of a verdict again changes nothing.
    """
    dropped: list[DroppedPoint] = []
    kept: dict[str, tuple[Point, ...]] = {}
    seen: set[Point] = set()
    points = 0
    for section, written in sections(review):
        standing = []
        for point in written:
            points += 1
            try:
                checked = _checked(point, facts)
                if checked in seen:
                    raise _FallError(DropReason.REPEATED, "said before")
            except _FallError as fall:
                dropped.append(DroppedPoint(section, point.text, fall.reason, fall.detail))
            else:
                seen.add(checked)
                standing.append(checked)
        kept[section] = tuple(standing)
    return Verdict(replace(review, **kept), points, tuple(dropped))


def _checked(point: Point, facts: Facts) -> Point:
    if not point.evidence:
        raise _FallError(DropReason.NO_EVIDENCE, "no evidence")
    if len(point.evidence) > MOST_EVIDENCE:
        raise _FallError(DropReason.TOO_LONG, f"more than {MOST_EVIDENCE} pieces of evidence")
    evidence = tuple(_verified(point.evidence, facts))
    try:
        text = checked_text(point.text, evidence, facts)
    except ProseError as error:
        raise _FallError(DropReason(error.reason), error.detail) from error
    return Point(text, evidence)


def _verified(claimed: tuple[Evidence, ...], facts: Facts) -> Iterator[Evidence]:
    for piece in claimed:
        customer, item = piece.customer_code or None, piece.item_code or None
        if customer is None and isinstance(facts, CustomerFacts):
            customer = facts.customer_code
        fact = facts.value(piece.metric, customer, item)
        if fact is None or piece.metric not in METRICS:
            raise _FallError(DropReason.UNKNOWN_FACT, f"{customer}, {item}: {piece.metric}")
        value = piece.value
        wrong = isinstance(value, bool) or not isfinite(value)
        # Facts have one decimal: a hair more than the tolerance takes up binary fractions.
        if wrong or abs(value - fact) > tolerance(piece.metric) + 1e-9:
            raise _FallError(
                DropReason.WRONG_VALUE, f"{customer}, {item}: {piece.metric} {value}, not {fact}"
            )
        yield Evidence(piece.metric, fact, customer, item)
