"""What the built-in analyst writes always stands before the check, whatever the day."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sales_supervision.domain.reviews.analyst import (
    CUSTOMER_WORDINGS,
    ROUTE_WORDINGS,
    review_customer,
    review_route,
)
from sales_supervision.domain.reviews.evidence import check
from sales_supervision.domain.reviews.facts import Facts
from sales_supervision.domain.reviews.names import Names
from sales_supervision.domain.reviews.review import Language, Review, sections
from sales_supervision.domain.reviews.segments import plain_text
from tests.domain.reviews.hostile_names import NAMES
from tests.domain.reviews.reviewed_days import CUSTOMERS, ITEMS, ReviewedDay, reviewed_days

languages = st.sampled_from(Language)
hostile = st.sampled_from(sorted(NAMES.values()))
names = st.builds(
    Names,
    customers=st.fixed_dictionaries(dict.fromkeys((*CUSTOMERS, "X"), hostile)),
    items=st.fixed_dictionaries(dict.fromkeys(ITEMS, hostile)),
)


few_days = settings(max_examples=40)


@given(reviewed=reviewed_days())
def test_no_number_is_refused(reviewed: ReviewedDay) -> None:
    for language in Language:
        route = reviewed.route()
        verdict = check(review_route(route, language), route)
        assert verdict.dropped == ()
        assert len(verdict.review.summary) == 1
        for code in reviewed.codes():
            facts = reviewed.customer(code)
            checked = check(review_customer(facts, language), facts)
            assert checked.dropped == ()
            assert len(checked.review.summary) == 1


@few_days
@given(reviewed=reviewed_days(), language=languages, given_names=names)
def test_hostile_names_change_nothing(
    reviewed: ReviewedDay, language: Language, given_names: Names
) -> None:
    facts, plain = reviewed.route(given_names), reviewed.route()
    assert facts.values == plain.values
    assert facts.labels == plain.labels
    review = review_route(facts, language)
    assert review == review_route(plain, language)
    verdict = check(review, facts)
    assert verdict.dropped == ()
    assert verdict.review == review
    for code in reviewed.codes():
        about = reviewed.customer(code, given_names)
        assert check(review_customer(about, language), about).dropped == ()


@few_days
@given(reviewed=reviewed_days(), language=languages)
def test_no_advice_contradicts_another(reviewed: ReviewedDay, language: Language) -> None:
    for code in reviewed.codes():
        review = review_customer(reviewed.customer(code), language)
        advised = [
            {piece.item_code for piece in point.evidence if piece.item_code}
            for point in review.follow_up_actions
        ]
        assert sum(map(len, advised)) == len(set().union(*advised))
        flagged = {p.item_code for point in review.red_flags for p in point.evidence}
        praised = {p.item_code for point in review.strengths for p in point.evidence}
        assert not (flagged & praised) - {None}


@few_days
@given(reviewed=reviewed_days())
def test_both_languages_say_the_same(reviewed: ReviewedDay) -> None:
    """Point by point the same evidence, so that a switch of language changes no statement."""
    facts = reviewed.route()
    english, arabic = (review_route(facts, language) for language in Language)
    assert [[p.evidence for p in points] for _, points in sections(english)] == [
        [p.evidence for p in points] for _, points in sections(arabic)
    ]


@pytest.mark.parametrize("wordings", [CUSTOMER_WORDINGS, ROUTE_WORDINGS])
def test_every_language_words_every_sentence(
    wordings: dict[Language, dict[str, object]],
) -> None:
    assert wordings[Language.ENGLISH].keys() == wordings[Language.ARABIC].keys()


@few_days
@given(reviewed=reviewed_days(), language=languages)
def test_the_texts_are_whole_sentences(reviewed: ReviewedDay, language: Language) -> None:
    for text in _texts(review_route(reviewed.route(), language), reviewed.route()):
        assert text.endswith(".")
        assert "  " not in text
        assert "None" not in text
    for code in reviewed.codes():
        facts = reviewed.customer(code)
        for text in _texts(review_customer(facts, language), facts):
            assert text.endswith(".")
            assert "  " not in text


def _texts(review: Review, facts: Facts) -> list[str]:
    return [
        plain_text(point, facts, lambda piece: str(piece.value))
        for _, points in sections(review)
        for point in points
    ]
