"""A review as it is kept: JSON with the names that belonged to its codes, and as plain text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import BaseModel, ConfigDict

from sales_supervision.domain.reviews.facts import Facts
from sales_supervision.domain.reviews.metrics import METRICS, Unit
from sales_supervision.domain.reviews.review import Evidence, Language, Point, Review, sections
from sales_supervision.domain.reviews.segments import plain_text
from sales_supervision.reviews.fallbacks import FallbackReason

BUILT_IN = "built-in"
"""What stands for the model's name where the built-in analyst wrote."""

HEADINGS: Mapping[str, Mapping[Language, str]] = {
    name: {Language.ENGLISH: english, Language.ARABIC: arabic}
    for name, english, arabic in (
        ("summary", "In short", "باختصار"),
        ("high_performers", "Did best", "الأفضل أداءً"),
        ("needs_attention", "Needs attention", "يحتاج إلى انتباه"),
        ("strengths", "What went well", "ما سار جيدًا"),
        ("weaknesses", "What went wrong", "ما لم يسر جيدًا"),
        ("opportunities", "Opportunities", "فرص"),
        ("overstocked_items", "Too much on the van", "أصناف زائدة في الشاحنة"),
        ("understocked_items", "Too little on the van", "أصناف ناقصة في الشاحنة"),
        ("coaching_areas", "Coaching", "مجالات التدريب"),
        ("best_practices", "Worth repeating", "يستحق التكرار"),
        ("likely_reasons", "Likely reasons", "أسباب محتملة"),
        ("immediate_actions", "Within 24 hours", "خلال 24 ساعة"),
        ("follow_up_actions", "Later", "لاحقًا"),
        ("patterns", "Patterns", "أنماط"),
        ("red_flags", "Red flags", "علامات تحذير"),
    )
}
"""Headings of the plain text, by section and language."""


class _Kept(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class KeptEvidence(_Kept):
    metric: str
    value: int | float
    customer_code: str | None = None
    item_code: str | None = None


class KeptPoint(_Kept):
    text: str
    evidence: list[KeptEvidence]


class KeptSection(_Kept):
    name: str
    points: list[KeptPoint]


class KeptReview(_Kept):
    """All of a review that is shown; made once, when it was written."""

    language: Language
    model: str
    prompt_version: str
    facts_sha: str
    written_for: str
    tokens_in: int
    tokens_out: int
    price_micros: int | None
    dropped_points: int
    fallback_reason: FallbackReason | None
    sections: list[KeptSection]
    customer_names: dict[str, str]
    item_names: dict[str, str]


def kept_sections(review: Review) -> list[KeptSection]:
    return [
        KeptSection(
            name=name,
            points=[
                KeptPoint(
                    text=point.text,
                    evidence=[
                        KeptEvidence(
                            metric=piece.metric,
                            value=piece.value,
                            customer_code=piece.customer_code,
                            item_code=piece.item_code,
                        )
                        for piece in point.evidence
                    ],
                )
                for point in points
            ],
        )
        for name, points in sections(review)
    ]


def names_used(review: Review, facts: Facts) -> tuple[dict[str, str], dict[str, str]]:
    """Names by code, of the customers and the items that the review speaks of."""
    pieces = [
        piece for _, points in sections(review) for point in points for piece in point.evidence
    ]
    customers = {piece.customer_code for piece in pieces if piece.customer_code}
    items = {piece.item_code for piece in pieces if piece.item_code}
    return (
        {code: facts.customer_names.get(code, code) for code in sorted(customers)},
        {code: facts.item_names.get(code, code) for code in sorted(items)},
    )


def as_text(kept: KeptReview) -> str:
    """The review in plain words, for reports that read the summary tables."""
    names = Facts(values={}, customer_names=kept.customer_names, item_names=kept.item_names)
    return "\n\n".join(_text_sections(kept, names))


def _text_sections(kept: KeptReview, names: Facts) -> Iterator[str]:
    for section in kept.sections:
        if section.points:
            heading = HEADINGS[section.name][kept.language]
            lines = [plain_text(_point(point), names, _figure) for point in section.points]
            yield "\n".join([heading, *(f"- {line}" for line in lines)])


def _point(kept: KeptPoint) -> Point:
    return Point(kept.text, tuple(Evidence(**piece.model_dump()) for piece in kept.evidence))


def _figure(piece: Evidence) -> str:
    return f"{piece.value:,}%" if METRICS[piece.metric] is Unit.PERCENT else f"{piece.value:,}"
