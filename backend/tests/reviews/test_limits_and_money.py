"""How often, how dear, and what is known of it after a restart."""

from __future__ import annotations

import pytest

from sales_supervision.domain.access import Role
from sales_supervision.storage.engine import Database
from tests.clocks import NOON, StandingClock
from tests.http.conftest import Start
from tests.http.made_day import AMAL, BADR, BREAD, feed_sale
from tests.http.supervisor import Json, acting_as, problem_of
from tests.reviews.conftest import PRICE_IN, PRICE_OUT, Asking, with_provider
from tests.reviews.provider_server import (
    TOKENS_IN,
    TOKENS_OUT,
    ProviderServer,
    Status,
    Writes,
    grounded,
    ungrounded,
)

PRICE = (TOKENS_IN * PRICE_IN + TOKENS_OUT * PRICE_OUT) / 1_000_000


def test_who_asks_again_too_soon_is_told_when_and_kept_reviews_are_never_limited(
    start: Start, provider: ProviderServer
) -> None:
    limits = {"review_customer_seconds": 600, "review_route_seconds": 900}
    ask = Asking(start(**with_provider(provider, **limits)))
    ask.visit(AMAL, {BREAD: 3})
    ask.review(AMAL)
    refused = ask.try_review(AMAL, again=True)
    problem = problem_of(refused, 429, "too-soon")
    seconds = problem["retry_after"]
    assert 590 <= seconds <= 600
    assert problem["detail"] == f"Please wait {seconds} s before asking for this review again."
    assert refused.headers["Retry-After"] == str(seconds)
    assert refused.headers["RateLimit"] == f'"customer-review";r=0;t={seconds}'
    assert refused.headers["RateLimit-Policy"] == '"customer-review";q=1;w=600'
    assert ask.review(AMAL)["from_cache"]
    ask.enter(AMAL, {BREAD: 4})
    problem_of(ask.try_review(AMAL), 429, "too-soon")
    ask.review(BADR)
    ask.review()
    problem_of(ask.try_review(again=True), 429, "too-soon")
    assert (provider.calls, ask.figures()["limited"]) == (3, 3)


@pytest.mark.parametrize("period", ["day", "month"])
def test_once_the_budget_is_spent_no_model_is_asked_until_the_next(
    start: Start, provider: ProviderServer, clock: StandingClock, period: str
) -> None:
    # One call is held to cost at most some 2 cents beforehand, and costs a quarter of one.
    ask = Asking(start(**with_provider(provider, **{f"review_budget_{period}": 0.021})))
    assert ask.review(AMAL)["analyst"]["kind"] == "model"
    asked = 0
    while (review := ask.review(again=True))["fallback_reason"] is None:
        asked += 1
        assert asked < 20
    assert (review["fallback_reason"], review["retry_offered"]) == ("budget_spent", False)
    assert provider.calls == asked + 1
    answer = ask.http.get(
        "/api/reviews/figures",
        params={"since": "2026-03-01"},
        headers=acting_as(Role.ADMINISTRATOR),
    ).json()
    spent = answer["budget"][f"{period}_spent"]
    assert spent == pytest.approx(PRICE * provider.calls, abs=1e-9)
    assert spent <= answer["budget"][f"{period}_limit"] == 0.021
    assert ask.review(AMAL)["from_cache"]
    clock.pass_time(days=1 if period == "day" else 31)
    assert ask.review(BADR)["analyst"]["kind"] == "model"


def test_a_budget_of_nothing_asks_no_model(start: Start, provider: ProviderServer) -> None:
    ask = Asking(start(**with_provider(provider, review_budget_day=0)))
    assert ask.review()["fallback_reason"] == "budget_spent"
    assert provider.calls == 0


def test_failed_writing_is_paid_for_and_counted(ask: Asking, provider: ProviderServer) -> None:
    provider.will(Writes(ungrounded))
    assert ask.review()["price"] == pytest.approx(2 * PRICE)
    figures = ask.figures()
    assert (figures["calls"], figures["price"]) == (2, pytest.approx(2 * PRICE))
    assert figures["dropped_points"] == {"wrong_value": 6}


def test_an_unknown_price_is_unknown_and_not_nothing(
    start: Start, provider: ProviderServer
) -> None:
    ask = Asking(start(**with_provider(provider, review_price_in=None)))
    assert ask.review()["price"] is None


def test_figures_are_kept_by_day_and_over_restarts(
    start: Start, provider: ProviderServer, clock: StandingClock
) -> None:
    settings = with_provider(provider, review_breaker_failures=100)
    http = start(**settings)
    ask = Asking(http)
    ask.review(AMAL)
    ask.review(AMAL)
    provider.will(Status(401), Writes(grounded))
    ask.review(BADR)
    before = ask.figures()
    http.__exit__(None, None, None)  # the server stops
    clock.pass_time(days=1)
    later = Asking(start(**settings))
    later.review()
    days = later.http.get(
        "/api/reviews/figures",
        params={"since": "2026-03-01"},
        headers=acting_as(Role.ADMINISTRATOR),
    ).json()["days"]
    assert [day["date"] for day in days] == ["2026-03-18", "2026-03-17"]
    assert days[1] == before
    assert (before["asked"], before["hits"], before["calls"]) == (3, 1, 2)
    assert before["fallbacks"] == {"refused": 1}
    assert (days[0]["calls"], days[0]["tokens_in"]) == (1, TOKENS_IN)


def test_a_completed_visit_is_reviewed_ahead_where_that_is_wanted(
    start: Start, provider: ProviderServer
) -> None:
    ask = Asking(start(**with_provider(provider, review_warming="on", review_customer_seconds=600)))
    ask.visit(AMAL, {BREAD: 3})
    ask.visit(BADR, {BREAD: 8})
    provider.wait_for_call()
    review = ask.review(BADR)
    assert (review["analyst"]["kind"], review["language"]) == ("model", "en")
    assert provider.calls == 1
    # Nobody asked for it, and nobody's turn was taken.
    figures = ask.figures()
    assert (figures["ahead"], figures["misses"], figures["asked"]) == (1, 0, 1)
    ask.enter(BADR, {BREAD: 7})
    ask.review(BADR, again=True)


@pytest.mark.parametrize(
    ("wanted", "language"),
    [
        ("ar", "ar"),
        ("fr-FR, ar-AE;q=0.8, en;q=0.9", "en"),
        ("ar;q=0, fr", "en"),
        ("ar;q=high", "en"),
    ],
)
def test_it_is_written_ahead_in_the_language_in_which_one_works(
    start: Start, provider: ProviderServer, wanted: str, language: str
) -> None:
    ask = Asking(start(**with_provider(provider, review_warming="on")))
    ask.http.headers["Accept-Language"] = wanted
    ask.visit(BADR, {BREAD: 8})
    provider.wait_for_call()
    assert ask.review(BADR, language=language)["language"] == language
    assert provider.calls == 1


def test_a_visit_that_the_feed_completed_is_reviewed_ahead_once_somebody_opens_the_day(
    start: Start, provider: ProviderServer, database: Database
) -> None:
    ask = Asking(start(**with_provider(provider, review_warming="on")))
    feed_sale(database, BADR, BREAD, 8, NOON)
    ask.http.get(ask.address)
    provider.wait_for_call()
    assert ask.review(BADR)["analyst"]["kind"] == "model"
    ask.http.get(ask.address)
    assert provider.calls == 1


def _figures(ask: Asking) -> Json:
    """The figures of the month, as an administrator sees them."""
    since = {"since": "2026-03-01"}
    answer = ask.http.get(
        "/api/reviews/figures", params=since, headers=acting_as(Role.ADMINISTRATOR)
    )
    figures: Json = answer.json()
    return figures
