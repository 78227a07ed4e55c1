"""The built-in analyst read aloud: a worked-out day in both languages, and the plurals."""

from __future__ import annotations

import pytest

from sales_supervision.domain.reviews import arabic, english
from sales_supervision.domain.reviews.analyst import review_customer, review_route
from sales_supervision.domain.reviews.facts import Facts
from sales_supervision.domain.reviews.findings import Slot
from sales_supervision.domain.reviews.metrics import METRICS, Unit
from sales_supervision.domain.reviews.names import Names
from sales_supervision.domain.reviews.review import Evidence, Language, Review, sections
from sales_supervision.domain.reviews.segments import plain_text
from sales_supervision.domain.visits import Visit
from tests.domain.document_tables import section
from tests.domain.reviews.day_of_al_noor import of_al_noor, of_the_route


def read(review: Review, facts: Facts) -> dict[str, list[str]]:
    return {
        name: [plain_text(point, facts, _figure) for point in points]
        for name, points in sections(review)
        if points
    }


def _figure(piece: Evidence) -> str:
    return f"{piece.value}{'%' if METRICS[piece.metric] is Unit.PERCENT else ''}"


CUSTOMER_IN_ENGLISH = {
    "summary": [
        "9 of 30 units sold, score 57.8: 21 units short on 2 items, 14 of them on White Bread "
        "600 g."
    ],
    "weaknesses": [
        "White Bread 600 g: none of 14 sold; now offered to Corner Café (5).",
        "Finger Rolls 8 pc: 5 of 12, 7 short; now offered to Corner Café (3).",
    ],
}
"""Sections that are compared whole."""


def test_a_customer_review_in_english() -> None:
    facts = of_al_noor()
    said = read(review_customer(facts, Language.ENGLISH), facts)
    assert {name: said[name] for name in CUSTOMER_IN_ENGLISH} == CUSTOMER_IN_ENGLISH
    assert CUSTOMER_IN_ENGLISH["summary"][0] in "\n".join(section("reviews.md", "Example"))


def test_a_route_review_in_arabic() -> None:
    names = Names({"N": "بقالة النور", "C": "مقهى الزاوية"}, {"bread": "خبز أبيض"})
    facts = of_the_route(names=names)
    said = read(review_route(facts, Language.ARABIC), facts)
    assert said["summary"] == [
        "زيارة 1 من أصل عميلين، وبيع 9 من أصل 30 وحدة، والتقييم 57.8. النقص عند بقالة النور وحده، "
        "وهو 21 وحدة."
    ]
    assert said["overstocked_items"][0] == (
        "خبز أبيض: المتبقي في الشاحنة 24، منها 9 بلا مشترٍ لاحق."
    )


NOTHING_TOLD = Visit("N", None, {})
AS_RECOMMENDED = Visit("N", None, {"bread": 14, "rolls": 12, "cake": 4})
NO_SALE = Visit("N", None, {"bread": 0, "rolls": 0, "cake": 0})
UNPLANNED = Visit("U", None, {"cake": 3})


@pytest.mark.parametrize(
    ("visit", "sections_said", "summary"),
    [
        (
            NOTHING_TOLD,
            {"summary", "immediate_actions"},
            "The visit is marked, but none of its 3 quantities has been told yet.",
        ),
        (
            AS_RECOMMENDED,
            {"summary", "strengths"},
            "As planned: 30 of 30 units sold, score 100.",
        ),
        (
            NO_SALE,
            {"summary", "weaknesses", "likely_reasons", "immediate_actions", "red_flags"},
            "No sale: 30 units over 3 items recommended, none taken.",
        ),
    ],
)
def test_sections_with_nothing_to_say_stay_empty(
    visit: Visit, sections_said: set[str], summary: str
) -> None:
    facts = of_al_noor(visit)
    said = read(review_customer(facts, Language.ENGLISH), facts)
    assert said.keys() == sections_said
    assert said["summary"] == [summary]


def test_an_unplanned_buyer_is_an_opportunity_of_the_route() -> None:
    facts = of_the_route(UNPLANNED)
    said = read(review_route(facts, Language.ENGLISH), facts)
    assert said["summary"] == ["Nobody visited yet: 2 customers ahead, 46 units recommended."]
    assert said["opportunities"] == [
        "Al Noor Grocery is ahead with 2 items past their cycle, 30 units recommended.",
        "U, outside the plan, bought 3 units: worth a place in the journey.",
    ]


def slot(value: float) -> Slot:
    return Slot(0, Evidence("sold_units", value))


@pytest.mark.parametrize(
    ("value", "in_english", "in_arabic"),
    [
        (0, "{0} units", "{0} وحدة"),
        (1, "{0} unit", "وحدة واحدة"),
        (2, "{0} units", "وحدتين"),
        (3, "{0} units", "{0} وحدات"),
        (10, "{0} units", "{0} وحدات"),
        (11, "{0} units", "{0} وحدة"),
        (99, "{0} units", "{0} وحدة"),
        (100, "{0} units", "{0} وحدة"),
        (102, "{0} units", "{0} وحدة"),
        (103, "{0} units", "{0} وحدات"),
        (2.5, "{0} units", "{0} وحدة"),
    ],
)
def test_plurals(value: float, in_english: str, in_arabic: str) -> None:
    assert english.units(slot(value)) == in_english
    assert arabic.units(slot(value)) == in_arabic


@pytest.mark.parametrize(
    ("value", "items", "days"),
    [
        (1, "صنف واحد", "كل يوم"),
        (2, "صنفين", "كل يومين"),
        (7, "{0} أصناف", "كل {0} أيام"),
        (15, "{0} صنفًا", "كل {0} يومًا"),
        (101, "{0} صنف", "كل {0} يوم"),
    ],
)
def test_arabic_forms_of_masculine_nouns(value: int, items: str, days: str) -> None:
    assert arabic.counted(slot(value), arabic.ITEM) == items
    assert arabic.every(slot(value)) == days
