"""Whatever a provider does, a person gets a review, and only good ones are kept for others."""

from __future__ import annotations

import time

import pytest

from sales_supervision.reviews.fallbacks import FallbackReason
from tests.http.conftest import Start
from tests.http.made_day import AMAL, BREAD, MILK
from tests.http.supervisor import Json
from tests.reviews.conftest import Asking, with_provider
from tests.reviews.provider_server import (
    CutStream,
    NoJson,
    ProviderServer,
    Silence,
    Status,
    Step,
    Writes,
    grounded,
    no_json,
    partly_ungrounded,
    schema_violation,
    ungrounded,
)

GOOD = Writes(grounded)


@pytest.fixture
def start(start_on_file: Start) -> Start:
    """What a provider does is the same on every database."""
    return start_on_file


@pytest.mark.parametrize(
    ("step", "reason", "retry_offered"),
    [
        (Status(500), FallbackReason.PROVIDER_ERROR, True),
        (Status(401), FallbackReason.REFUSED, False),
        (Status(429, {"Retry-After": "3600"}), FallbackReason.RATE_LIMITED, True),
        (NoJson(), FallbackReason.PROVIDER_ERROR, True),
        (CutStream(), FallbackReason.UNREACHABLE, True),
        (Writes(no_json), FallbackReason.INVALID_ANSWER, True),
        (Writes(schema_violation), FallbackReason.INVALID_ANSWER, True),
        (Writes(ungrounded), FallbackReason.UNGROUNDED, True),
    ],
    ids=["500", "401", "429 in an hour", "html", "cut", "prose", "schema", "made up"],
)
def test_the_built_in_analyst_writes_where_the_model_fails_and_nothing_of_it_is_cached(
    start: Start,
    provider: ProviderServer,
    step: Step,
    reason: FallbackReason,
    retry_offered: bool,
) -> None:
    ask = Asking(start(**with_provider(provider, review_breaker_failures=100)))
    ask.visit(AMAL, {BREAD: 3, MILK: 4})
    provider.will(step)
    fallen = ask.review(AMAL)
    assert fallen["analyst"]["kind"] == "built_in"
    assert (fallen["fallback_reason"], fallen["retry_offered"]) == (reason, retry_offered)
    assert ask.newest(AMAL) == fallen
    assert ask.figures()["fallbacks"] == {reason.value: 1}
    provider.will(GOOD)
    assert ask.review(AMAL)["analyst"]["kind"] == "model"


@pytest.mark.parametrize(
    "first",
    [
        Status(500),
        Status(429),
        Status(429, {"Retry-After": "0"}),
        CutStream(),
        Writes(no_json),
        Writes(schema_violation),
        Writes(ungrounded),
    ],
    ids=["500", "429", "429 at once", "cut", "prose", "schema", "made up"],
)
def test_one_failure_is_mended_by_asking_again(
    ask: Asking, provider: ProviderServer, first: Step
) -> None:
    provider.will(first, GOOD)
    review = ask.review(AMAL)
    assert (review["analyst"]["kind"], review["fallback_reason"]) == ("model", None)
    assert (provider.calls, ask.figures()["calls"]) == (2, 2)


def test_a_repair_says_what_was_wrong_and_quotes_nothing(
    ask: Asking, provider: ProviderServer
) -> None:
    provider.will(Writes(schema_violation), GOOD)
    ask.review(AMAL)
    told: list[Json] = provider.requests[1]["messages"]
    assert [message["role"] for message in told] == ["system", "user", "assistant", "user"]
    assert "missing" in told[3]["content"]
    assert "No evidence at all" not in told[3]["content"]


def test_points_that_do_not_hold_are_left_out_and_counted(
    ask: Asking, provider: ProviderServer
) -> None:
    provider.will(Writes(partly_ungrounded))
    review = ask.review(AMAL)
    assert review["dropped_points"] == 1
    assert "777123" not in str(review["sections"])
    figures = ask.figures()
    assert (figures["points"], figures["dropped_points"]) == (4, {"number_without_evidence": 1})


def test_a_model_that_is_slow_is_not_waited_for_and_its_review_is_there_when_asked_again(
    start: Start, provider: ProviderServer
) -> None:
    ask = Asking(start(**with_provider(provider, review_first_answer_seconds=0.01)))
    ask.visit(AMAL, {BREAD: 3})
    provider.will(Writes(grounded, waits=True))
    fallen = ask.review(AMAL)
    assert (fallen["fallback_reason"], fallen["retry_offered"]) == ("too_slow", True)
    provider.wait_for_call()
    assert ask.review(AMAL) == fallen  # still the same call, nobody pays twice
    provider.release()
    patient = time.monotonic() + 30
    while (review := ask.review(AMAL))["fallback_reason"]:
        assert time.monotonic() < patient
    assert review["analyst"]["kind"] == "model"
    assert provider.calls == 1
    assert ask.newest(AMAL)["review_id"] == review["review_id"]


def test_sixty_seconds_of_silence_end_with_the_time_that_a_call_may_take(
    start: Start, provider: ProviderServer
) -> None:
    ask = Asking(start(**with_provider(provider, review_call_seconds=0.3)))
    provider.will(Silence())
    assert ask.review(AMAL)["fallback_reason"] == "unreachable"
    assert provider.calls == 1


def test_a_provider_that_keeps_failing_is_left_alone_and_then_tried_again(
    start: Start, provider: ProviderServer
) -> None:
    resting = with_provider(provider, review_breaker_failures=1, review_breaker_rest_seconds=3600)
    ask = Asking(start(**resting))
    provider.will(Status(500))
    assert ask.review(AMAL)["fallback_reason"] == "resting"
    assert ask.review()["fallback_reason"] == "resting"
    assert provider.calls == 1
    resting["review_breaker_rest_seconds"] = 1e-6
    rested = Asking(start(**resting))
    provider.will(Status(500), GOOD)
    assert rested.review()["analyst"]["kind"] == "model"


def test_a_provider_that_does_not_exist_is_unreachable(start: Start) -> None:
    with ProviderServer() as gone:
        settings = with_provider(gone, review_call_seconds=2)
    assert Asking(start(**settings)).review()["fallback_reason"] == "unreachable"


def test_a_provider_cannot_send_us_elsewhere(start: Start, provider: ProviderServer) -> None:
    with ProviderServer() as elsewhere:
        moved = {"Location": f"{elsewhere.base_url}/chat/completions"}
        provider.will(Status(307, moved))
        told = Asking(start(**with_provider(provider))).review()
        assert told["analyst"]["kind"] != "model"
        assert elsewhere.requests == []
    assert provider.requests


def test_a_provider_that_streams_nothing_is_answered_as_well(
    start: Start, provider: ProviderServer
) -> None:
    ask = Asking(start(**with_provider(provider, review_stream="never")))
    assert ask.review()["analyst"]["kind"] == "model"
    assert "stream" not in provider.requests[0]
