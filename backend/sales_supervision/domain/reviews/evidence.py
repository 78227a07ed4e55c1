"""The check of a review against the facts: what stands, what falls, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from sales_supervision.domain.reviews.review import CustomerReview, RouteReview

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
