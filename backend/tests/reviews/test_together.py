"""Many who ask at once: one call, one price, one answer."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from sales_supervision.storage.engine import Database
from sales_supervision.storage.review_storage import REVIEWS, ReviewStorage
from tests.clocks import StandingClock
from tests.http.conftest import Start
from tests.http.made_day import AMAL, BREAD
from tests.reviews.conftest import Asking, with_provider
from tests.reviews.provider_server import ProviderServer, Status, Writes, grounded

FIFTY = 50


def test_fifty_requests_for_the_same_review_make_one_call(
    start: Start, provider: ProviderServer
) -> None:
    # With the limit of the rate: who waits for a review that is being written is not limited.
    settings = with_provider(provider, review_customer_seconds=5)
    ask = Asking(start(**settings))
    ask.visit(AMAL, {BREAD: 3})
    provider.will(Writes(grounded, waits=True))
    with ThreadPoolExecutor(FIFTY) as people:
        asked = [people.submit(ask.try_review, AMAL) for _ in range(FIFTY)]
        provider.wait_for_call()
        provider.release()
        answers = [answer.result() for answer in asked]
    assert [answer.status_code for answer in answers] == [200] * FIFTY
    assert len({answer.json()["review_id"] for answer in answers}) == 1
    assert provider.calls == 1
    figures = ask.figures()
    assert (figures["asked"], figures["misses"], figures["calls"]) == (FIFTY, 1, 1)
    assert figures["coalesced"] + figures["hits"] == FIFTY - 1


def test_two_replicas_that_are_asked_at_once_make_one_call(
    start: Start, provider: ProviderServer
) -> None:
    settings = with_provider(provider, review_customer_seconds=5)
    one, other = Asking(start(**settings)), Asking(start(**settings))
    one.visit(AMAL, {BREAD: 3})
    provider.will(Writes(grounded, waits=True))
    with ThreadPoolExecutor(2) as people:
        first = people.submit(one.review, AMAL)
        provider.wait_for_call()
        second = people.submit(other.review, AMAL)
        provider.release()
        assert first.result()["review_id"] == second.result()["review_id"]
    assert provider.calls == 1


def test_the_turn_of_a_replica_that_was_lost_passes_to_others(
    database: Database, clock: StandingClock
) -> None:
    until = clock() + timedelta(seconds=25)
    with database.writing(REVIEWS) as connection:
        storage = ReviewStorage(connection)
        assert storage.claim("key", "lost", clock(), until)
        assert not storage.claim("key", "other", clock(), until)
        assert storage.claimed_by_another("key", "other", clock())
        assert not storage.claimed_by_another("key", "lost", clock())
    clock.pass_time(seconds=25)
    with database.writing(REVIEWS) as connection:
        storage = ReviewStorage(connection)
        assert not storage.claimed_by_another("key", "other", clock())
        assert storage.claim("key", "other", clock(), clock() + timedelta(seconds=25))
        storage.release("key", "lost")
        assert storage.claimed_by_another("key", "third", clock())


def test_a_failed_writing_gives_the_turn_back(start: Start, provider: ProviderServer) -> None:
    settings = with_provider(provider)
    one, other = Asking(start(**settings)), Asking(start(**settings))
    provider.will(Status(401), Writes(grounded))
    assert one.review()["fallback_reason"] == "refused"
    assert other.review()["fallback_reason"] is None
