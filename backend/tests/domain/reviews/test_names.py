"""Hostile names: shown as what they are, never read as more."""

from __future__ import annotations

import unicodedata

import pytest

from sales_supervision.domain.reviews.evidence import check
from sales_supervision.domain.reviews.facts import canonical
from sales_supervision.domain.reviews.names import LONGEST_NAME, Names, displayed_name
from sales_supervision.domain.reviews.review import CustomerReview, Evidence, Point
from sales_supervision.domain.reviews.segments import SegmentKind, plain_text, segments
from tests.domain.reviews.day_of_al_noor import of_al_noor, of_the_route
from tests.domain.reviews.hostile_names import NAMES

every_name = pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
SOLD = Evidence("sold_units", 5, "N", "rolls")


def test_there_are_enough_of_them() -> None:
    assert len(set(NAMES.values())) >= 60


@every_name
def test_a_displayed_name_is_short_and_on_one_line(name: str) -> None:
    shown = displayed_name(name, "I1")
    assert 0 < len(shown) <= LONGEST_NAME
    assert not any(
        unicodedata.category(character)[0] in "CZ" for character in shown.replace(" ", "")
    )
    assert displayed_name(shown) == shown


@every_name
def test_a_name_changes_no_figure_and_no_key(name: str) -> None:
    hostile = Names({"N": name, "C": name}, {"bread": name, "rolls": name, "cake": name})
    assert of_al_noor(names=hostile).values == of_al_noor().values
    assert of_the_route(names=hostile).labels == of_the_route().labels
    assert canonical(of_al_noor(names=hostile)).isascii()
    nameless = canonical(of_al_noor(), named=False)
    assert canonical(of_al_noor(names=hostile), named=False) == nameless


@every_name
def test_a_name_is_filled_in_and_never_read_again(name: str) -> None:
    facts = of_al_noor(names=Names({"N": name}, {"rolls": name}))
    judged = check(CustomerReview(patterns=(Point("{0.item}: {0} sold", (SOLD,)),)), facts)
    (point,) = judged.review.patterns
    shown = displayed_name(name, "rolls")
    assert plain_text(point, facts, lambda piece: f"<{piece.value}>") == f"{shown}: <5> sold"


@every_name
def test_a_review_that_obeys_a_name_claims_nothing(name: str) -> None:
    """A model that repeats the name as its own words: it falls, or stands as a name and no more."""
    facts = of_al_noor(names=Names({"N": name}, {"rolls": name}))
    for text in (name, displayed_name(name), f"{displayed_name(name)} was sold"):
        for point in check(CustomerReview(patterns=(Point(text, (SOLD,)),)), facts).review.patterns:
            words = [
                piece.text for piece in segments(point.text) if piece.kind is SegmentKind.WORDS
            ]
            said = "".join(words)
            assert not any(character.isnumeric() for character in said)
            assert not any(sign in said for sign in ("](", "://", "<", "{", "`"))


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("{0} of {12.item}!", ["figure", "words", "item", "words"]),
        ("{00} {0.x} {-1} {0}}", ["words", "figure", "words"]),
        ("{1.customer}", ["customer"]),
        ("{0:>9999999999}", ["words"]),
        ("{٠}", ["words"]),
    ],
)
def test_only_the_documented_placeholders_are_read(text: str, pieces: list[str]) -> None:
    assert [segment.kind.value for segment in segments(text)] == pieces
