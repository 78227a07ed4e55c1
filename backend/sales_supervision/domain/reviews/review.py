"""What a review is: sections of points, each point with the evidence that it rests on.

The text of a point refers to its evidence by place and never writes a figure itself:
``{0}`` is the value of evidence 0, ``{0.item}`` and ``{0.customer}`` are the names that belong to
its codes. The page fills them in, so that a review cannot show a figure or a name of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from enum import StrEnum

from sales_supervision.domain.reviews.metrics import Figure


class Language(StrEnum):
    ENGLISH = "en"
    ARABIC = "ar"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One figure that a point rests on; the codes are None where it is of no one of them."""

    metric: str
    value: Figure
    customer_code: str | None = None
    item_code: str | None = None


@dataclass(frozen=True, slots=True)
class Point:
    text: str
    evidence: tuple[Evidence, ...]


Points = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class CustomerReview:
    """Sections in the order in which they are read; one with nothing to say is empty.

    ``immediate_actions``: for the next 24 hours.
    """

    summary: Points = ()
    strengths: Points = ()
    weaknesses: Points = ()
    likely_reasons: Points = ()
    immediate_actions: Points = ()
    follow_up_actions: Points = ()
    patterns: Points = ()
    red_flags: Points = ()


@dataclass(frozen=True, slots=True)
class RouteReview:
    """Sections in the order in which they are read; one with nothing to say is empty."""

    summary: Points = ()
    high_performers: Points = ()
    needs_attention: Points = ()
    strengths: Points = ()
    weaknesses: Points = ()
    opportunities: Points = ()
    overstocked_items: Points = ()
    understocked_items: Points = ()
    coaching_areas: Points = ()
    best_practices: Points = ()


Review = CustomerReview | RouteReview


def sections(review: Review) -> Iterator[tuple[str, Points]]:
    """Name and points of every section, empty ones too, in reading order."""
    for section in fields(review):
        yield section.name, getattr(review, section.name)


def point_count(review: Review) -> int:
    return sum(len(points) for _, points in sections(review))
