"""The check: what stands in the facts stays, what does not falls, with its reason."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sales_supervision.domain.reviews.analyst import review_customer
from sales_supervision.domain.reviews.evidence import DropReason, Verdict, check
from sales_supervision.domain.reviews.facts import CustomerFacts
from sales_supervision.domain.reviews.metrics import tolerance
from sales_supervision.domain.reviews.review import (
    CustomerReview,
    Evidence,
    Language,
    Point,
    sections,
)
from sales_supervision.domain.reviews.segments import plain_text
from tests.domain.reviews.day_of_al_noor import of_al_noor
from tests.domain.reviews.reviewed_days import ReviewedDay, reviewed_days

SOLD = Evidence("sold_units", 5, "N", "rolls")
RECOMMENDED = Evidence("recommended_units", 12, "N", "rolls")
NONE_SOLD = Evidence("sold_units", 0, "N", "bread")
GAP = Evidence("gap_pct", -58.3, "N", "rolls")
SCORE = Evidence("score", 57.8, "N")
TWO_SHORT = Evidence("short_items", 2, "N")


def verdict(
    text: str, *evidence: Evidence, facts: CustomerFacts | None = None
) -> Verdict[CustomerReview]:
    return check(CustomerReview(weaknesses=(Point(text, evidence),)), facts or of_al_noor())


@pytest.mark.parametrize(
    ("text", "evidence", "kept"),
    [
        ("{0} of {1} rolls", (SOLD, RECOMMENDED), "{0} of {1} rolls"),
        ("Sold 5 of 12 rolls.", (SOLD, RECOMMENDED), "Sold {0} of {1} rolls."),
        ("Only ٥ of ۱۲.", (SOLD, RECOMMENDED), "Only {0} of {1}."),
        ("Sold 5.0 here", (SOLD,), "Sold {0} here"),
        ("58 % short", (GAP,), "{0} short"),
        ("58.3% short", (GAP,), "{0} short"),
        ("{0}% short", (GAP,), "{0} short"),
        ("ناقص {0}٪", (GAP,), "ناقص {0}"),
        ("Score 58, that is low", (SCORE,), "Score {0}, that is low"),
        ("Two items fell short", (TWO_SHORT,), "Two items fell short"),
        ("نقص في صنفين", (TWO_SHORT,), "نقص في صنفين"),
        ("Finger Rolls 8 pc: 5 sold", (SOLD,), "{0.item}: {0} sold"),
        ("{0.item} at Al Noor Grocery", (SOLD,), "{0.item} at {0.customer}"),
        ("1. **Sold** {0}", (SOLD,), "Sold {0}"),
        ("Nothing was sold", (NONE_SOLD,), "Nothing was sold"),
        ("{0} sold, nothing to add", (SOLD,), "{0} sold, nothing to add"),
        ("One of them is due; no one asked", (SOLD,), "One of them is due; no one asked"),
    ],
)
def test_what_the_facts_hold_stays(text: str, evidence: tuple[Evidence, ...], kept: str) -> None:
    judged = verdict(text, *evidence)
    assert judged.dropped == ()
    assert [point.text for point in judged.review.weaknesses] == [kept]
    assert check(judged.review, of_al_noor()).review == judged.review


@pytest.mark.parametrize(
    ("text", "evidence", "reason"),
    [
        ("Nothing to prove it", (), DropReason.NO_EVIDENCE),
        ("Sold {0}", (replace(SOLD, value=6),), DropReason.WRONG_VALUE),
        ("Sold {0}", (replace(SOLD, value=5.01),), DropReason.WRONG_VALUE),
        ("Sold {0}", (replace(SOLD, value=True),), DropReason.WRONG_VALUE),
        ("Sold {0}", (replace(SOLD, value=float("nan")),), DropReason.WRONG_VALUE),
        ("Score {0}", (replace(SCORE, value=58.4),), DropReason.WRONG_VALUE),
        ("Sold {0}", (replace(SOLD, metric="profit"),), DropReason.UNKNOWN_FACT),
        ("Sold {0}", (replace(SOLD, item_code="caviar"),), DropReason.UNKNOWN_FACT),
        ("Score {0}", (Evidence("score", 57.8, "C"),), DropReason.UNKNOWN_FACT),
        ("Sold {1}", (SOLD,), DropReason.BAD_PLACEHOLDER),
        ("Sold {0.item}", (SCORE,), DropReason.BAD_PLACEHOLDER),
        ("Sold {sold}", (SOLD,), DropReason.BAD_PLACEHOLDER),
        ("Sold {0!r}", (SOLD,), DropReason.BAD_PLACEHOLDER),
        ("Sold {{0}}", (SOLD,), DropReason.BAD_PLACEHOLDER),
        ("{0} sold, 7 lost", (SOLD,), DropReason.NUMBER_WITHOUT_EVIDENCE),
        ("{0} sold, ٧ lost", (SOLD,), DropReason.NUMBER_WITHOUT_EVIDENCE),
        ("{0} sold, ७ lost", (SOLD,), DropReason.NUMBER_WITHOUT_EVIDENCE),
        ("{0} sold, 𝟕 lost", (SOLD,), DropReason.NUMBER_WITHOUT_EVIDENCE),
        ("{0} sold, ⑦ lost", (SOLD,), DropReason.NUMBER_WITHOUT_EVIDENCE),
        ("{0} sold, ½ lost", (SOLD,), DropReason.NUMBER_WITHOUT_EVIDENCE),
        ("{0} sold, seven lost", (SOLD,), DropReason.NUMBER_WITHOUT_EVIDENCE),
        ("{0} sold, half of it", (SOLD,), DropReason.NUMBER_WITHOUT_EVIDENCE),
        ("{0} sold, one unit lost", (SOLD,), DropReason.NUMBER_WITHOUT_EVIDENCE),
        ("بيع {0} ونقص سبعة", (SOLD,), DropReason.NUMBER_WITHOUT_EVIDENCE),
        ("بيع {0} والمبيعات صفر", (SOLD,), DropReason.NUMBER_WITHOUT_EVIDENCE),
        ("بيع {0} في زيارتين", (SOLD,), DropReason.NUMBER_WITHOUT_EVIDENCE),
        ("بيع {0} مقابل وَحْدَة واحِدة", (SOLD,), DropReason.NUMBER_WITHOUT_EVIDENCE),
        ("Sales were 0, {0}", (SOLD,), DropReason.NUMBER_WITHOUT_EVIDENCE),
        ("Nothing was sold, not {0}", (SOLD,), DropReason.NUMBER_WITHOUT_EVIDENCE),
        ("No sales instead of {0}", (SOLD,), DropReason.NUMBER_WITHOUT_EVIDENCE),
        ("لم يُبع أي شيء بدل {0}", (SOLD,), DropReason.NUMBER_WITHOUT_EVIDENCE),
        ("لا مبيعات بدل {0}", (SOLD,), DropReason.NUMBER_WITHOUT_EVIDENCE),
        ("5% sold", (SOLD,), DropReason.NUMBER_WITHOUT_EVIDENCE),
        ("{0}% sold", (SOLD,), DropReason.NUMBER_WITHOUT_EVIDENCE),
        ("{0}00 sold", (SOLD,), DropReason.NUMBER_WITHOUT_EVIDENCE),
        ("{0}{0} sold", (SOLD,), DropReason.NUMBER_WITHOUT_EVIDENCE),
        ("{0}.{0} sold", (SOLD,), DropReason.NUMBER_WITHOUT_EVIDENCE),
        ("-{0} sold", (SOLD,), DropReason.NUMBER_WITHOUT_EVIDENCE),
        ("{0}k sold", (SOLD,), DropReason.NUMBER_WITHOUT_EVIDENCE),
        ("{0} thousand sold", (SOLD,), DropReason.NUMBER_WITHOUT_EVIDENCE),
        ("1,205 or {0}", (SOLD,), DropReason.NUMBER_WITHOUT_EVIDENCE),
        ("{0} ![x](https://e.x/)", (SOLD,), DropReason.MARKUP),
        ("{0} [x](y)", (SOLD,), DropReason.MARKUP),
        ("{0} <b>sold</b>", (SOLD,), DropReason.MARKUP),
        ("{0} see evil.com", (SOLD,), DropReason.MARKUP),
        ("{0} \u202esold", (SOLD,), DropReason.MARKUP),
        ("{0} so\u200bld", (SOLD,), DropReason.MARKUP),
        ("{0} sold" + "!" * 700, (SOLD,), DropReason.TOO_LONG),
        ("{0} sold", (SOLD,) * 13, DropReason.TOO_LONG),
        ("{0}", (SOLD,), DropReason.EMPTY),
    ],
)
def test_what_the_facts_do_not_hold_falls(
    text: str, evidence: tuple[Evidence, ...], reason: DropReason
) -> None:
    judged = verdict(text, *evidence)
    assert [fallen.reason for fallen in judged.dropped] == [reason]
    assert judged.dropped[0].section == "weaknesses"
    assert judged.review == CustomerReview()


def test_a_rounded_rate_is_shown_as_the_fact_has_it() -> None:
    judged = verdict("Score {0}", replace(SCORE, value=58))
    (point,) = judged.review.weaknesses
    assert plain_text(point, of_al_noor(), lambda piece: str(piece.value)) == "Score 57.8"


def test_a_customers_own_code_may_be_left_out() -> None:
    judged = verdict("{0} sold", replace(SOLD, customer_code=None))
    assert judged.review.weaknesses[0].evidence == (SOLD,)


def test_a_repeated_point_falls_once() -> None:
    point = Point("{0} sold", (SOLD,))
    judged = check(CustomerReview(weaknesses=(point,), patterns=(point,)), of_al_noor())
    assert [fallen.reason for fallen in judged.dropped] == [DropReason.REPEATED]


@pytest.mark.parametrize(("good", "bad", "too_many"), [(2, 1, False), (1, 1, True), (0, 0, True)])
def test_more_than_a_third_is_too_many(*, good: int, bad: int, too_many: bool) -> None:
    texts = [*("{0} sold " + "ab"[n] for n in range(good)), *("7 sold",) * bad]
    points = tuple(Point(text, (SOLD,)) for text in texts)
    assert check(CustomerReview(patterns=points), of_al_noor()).too_many is too_many


@settings(max_examples=40)
@given(reviewed=reviewed_days(), language=st.sampled_from(Language), data=st.data())
def test_a_count_that_is_off_never_stands(
    reviewed: ReviewedDay, language: Language, data: st.DataObject
) -> None:
    if not reviewed.codes():
        return
    facts = reviewed.customer(data.draw(st.sampled_from(reviewed.codes())))
    review = review_customer(facts, language)
    section, points = data.draw(
        st.sampled_from([(section, points) for section, points in sections(review) if points])
    )
    place = data.draw(st.integers(0, len(points[0].evidence) - 1))
    piece = points[0].evidence[place]
    off = replace(piece, value=piece.value + tolerance(piece.metric) + data.draw(st.floats(0.2, 9)))
    evidence = (*points[0].evidence[:place], off, *points[0].evidence[place + 1 :])
    changed = replace(review, **{section: (replace(points[0], evidence=evidence), *points[1:])})
    judged = check(changed, facts)
    assert [fallen.reason for fallen in judged.dropped] == [DropReason.WRONG_VALUE]
