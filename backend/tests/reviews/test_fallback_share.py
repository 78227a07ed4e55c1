"""How many of the reviews the built-in analyst wrote: a share of all that were written."""

from __future__ import annotations

import time
from collections import Counter

from prometheus_client.parser import text_string_to_metric_families
from starlette.testclient import TestClient

from sales_supervision.operations.review_money import review_money
from sales_supervision.storage.review_figure_storage import FigureKey, ReviewFigureStorage
from tests.clocks import TODAY
from tests.http.conftest import Start
from tests.http.made_day import AMAL, BADR, BREAD, ROUTE
from tests.http.supervisor import services_of_app
from tests.reviews.conftest import Asking, with_provider
from tests.reviews.provider_server import ProviderServer, Status, Writes, grounded, no_json

FALLBACKS = "sales_supervision_review_fallbacks_total"


def fallback_share(http: TestClient) -> float | None:
    """As the operations page has it."""
    with services_of_app(http).database.reading() as connection:
        figures = ReviewFigureStorage(connection).since(TODAY)
    return review_money(figures, [TODAY]).fallback_share


def exposed(http: TestClient) -> Counter[str]:
    """What the alert makes its ratio of."""
    text = services_of_app(http).operations.exposition.text().decode()
    found = Counter[str]()
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            if sample.name == FALLBACKS or sample.labels.get("what") == "written":
                found[sample.name] += int(sample.value)
    return found


def wait_for_fallbacks(ask: Asking, count: int) -> None:
    patient = time.monotonic() + 30
    while exposed(ask.http)[FALLBACKS] < count:
        assert time.monotonic() < patient
        time.sleep(0.01)


def test_reviews_written_ahead_are_of_those_that_the_fallbacks_are_a_share_of(
    start: Start, provider: ProviderServer
) -> None:
    settings = with_provider(provider, review_warming="on", review_breaker_failures=100)
    ask = Asking(start(**settings))
    provider.will(Status(401), Writes(grounded))
    ask.visit(AMAL, {BREAD: 3})
    ask.visit(BADR, {BREAD: 8})
    wait_for_fallbacks(ask, 1)
    assert fallback_share(ask.http) == 1
    assert ask.review(AMAL)["analyst"]["kind"] == "model"
    assert fallback_share(ask.http) == 1 / 2
    assert exposed(ask.http) == {"sales_supervision_reviews_total": 2, FALLBACKS: 1}


def test_a_slow_model_that_fails_in_the_end_is_no_share_above_all(
    start: Start, provider: ProviderServer
) -> None:
    """The built-in analyst wrote twice for one request: while it waited, and once it failed."""
    ask = Asking(start(**with_provider(provider, review_first_answer_seconds=0.01)))
    provider.will(Writes(no_json, waits=True), Writes(no_json), Writes(no_json))
    assert ask.review(AMAL)["fallback_reason"] == "too_slow"
    provider.wait_for_call()
    provider.release()
    wait_for_fallbacks(ask, 2)
    assert fallback_share(ask.http) == 1


def test_what_an_earlier_release_counted_today_is_no_share_above_all() -> None:
    key = FigureKey(TODAY, "a-model", "1")
    money = review_money({key: {"misses": 1, "fallback_refused": 5, "written": 2}}, [TODAY])
    assert money.fallback_share == 1


def test_a_smoke_test_writes_no_review_that_counts_but_money_that_does(
    start: Start, provider: ProviderServer
) -> None:
    """Else regular smoke tests would thin out the share of fallbacks that alerts."""
    ask = Asking(start(**with_provider(provider, smoke_route=ROUTE)))
    provider.will(Writes(grounded), Status(401))
    ask.visit(AMAL, {BREAD: 3})
    assert ask.review(AMAL)["analyst"]["kind"] == "model"
    assert ask.review(AMAL, again=True)["analyst"]["kind"] == "built_in"
    assert exposed(ask.http) == {}
    figures = ask.figures()
    assert (fallback_share(ask.http), figures["calls"]) == (None, 2)
    assert figures["tokens_in"] > 0
