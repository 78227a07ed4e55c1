"""A review asked for, kept, asked for again, opened, saved with the day."""

from __future__ import annotations

import json

from sqlalchemy import select

from sales_supervision.storage.engine import Database
from sales_supervision.storage.tables import customer_summary, route_summary
from tests.clocks import StandingClock
from tests.http.conftest import Start
from tests.http.made_day import AMAL, BADR, BREAD, DANA, MILK
from tests.http.supervisor import problem_of
from tests.reviews.conftest import MODEL, PRICE_IN, PRICE_OUT, Asking, with_provider
from tests.reviews.provider_server import (
    TOKENS_IN,
    TOKENS_OUT,
    ProviderServer,
    Status,
    facts_in,
)

PRICE = (TOKENS_IN * PRICE_IN + TOKENS_OUT * PRICE_OUT) / 1_000_000


def test_a_model_writes_once_and_the_same_figures_are_answered_from_the_cache(
    ask: Asking, provider: ProviderServer
) -> None:
    ask.visit(AMAL, {BREAD: 3, MILK: 4})
    first, second = ask.review(AMAL), ask.review(AMAL)
    assert first["analyst"] == {"kind": "model", "model": MODEL}
    assert (first["price"], first["tokens"]) == (PRICE, {"input": TOKENS_IN, "output": TOKENS_OUT})
    assert (first["from_cache"], second["from_cache"], provider.calls) == (False, True, 1)
    assert second["sections"] == first["sections"]
    assert len(first["sections"][0]["points"]) == 3
    figures = ask.figures()
    assert (figures["asked"], figures["calls"], figures["hits"], figures["misses"]) == (2, 1, 1, 1)
    assert (figures["price"], figures["price_saved"]) == (PRICE, PRICE)


def test_other_figures_another_language_or_another_target_are_never_answered_from_the_cache(
    ask: Asking, provider: ProviderServer
) -> None:
    ask.visit(AMAL, {BREAD: 3, MILK: 4})
    before = ask.review(AMAL)
    ask.enter(AMAL, {BREAD: 4})
    after = ask.review(AMAL)
    assert after["facts_sha"] != before["facts_sha"]
    ask.review(AMAL, language="ar")
    ask.review(BADR)
    ask.review()
    assert provider.calls == 5
    ask.enter(AMAL, {BREAD: 3})
    assert ask.review(AMAL)["review_id"] == before["review_id"]
    assert provider.calls == 5


def test_written_again_on_request_though_the_figures_are_the_same(
    ask: Asking, provider: ProviderServer
) -> None:
    ask.visit(AMAL, {BREAD: 3})
    first = ask.review(AMAL)
    again = ask.review(AMAL, again=True)
    assert (again["from_cache"], provider.calls) == (False, 2)
    assert again["review_id"] != first["review_id"]
    assert ask.newest(AMAL)["review_id"] == again["review_id"]


def test_the_newest_review_says_whether_the_figures_have_changed_since(ask: Asking) -> None:
    ask.visit(AMAL, {BREAD: 3})
    written = ask.review(AMAL)
    assert ask.newest(AMAL) == written
    ask.enter(AMAL, {BREAD: 9})
    assert ask.newest(AMAL) == {**written, "figures_changed": True}


def test_rather_an_older_review_of_the_figures_of_now_is_shown_and_a_model_s(
    ask: Asking, provider: ProviderServer
) -> None:
    ask.visit(AMAL, {BREAD: 3})
    first = ask.review(AMAL)
    ask.enter(AMAL, {BREAD: 9})
    other = ask.review(AMAL)
    assert ask.newest(AMAL) == other
    ask.enter(AMAL, {BREAD: 3})
    assert ask.newest(AMAL) == first
    provider.will(Status(401))
    assert ask.review(AMAL, again=True)["fallback_reason"] == "refused"
    assert ask.newest(AMAL) == first
    ask.save()
    assert ask.newest(AMAL) == first


def test_a_review_that_is_shown_is_a_hit_and_looking_whether_it_still_holds_is_no_request(
    ask: Asking,
) -> None:
    ask.visit(AMAL, {BREAD: 3})
    assert ask.has_none(AMAL)
    ask.review(AMAL)
    ask.newest(AMAL)
    ask.enter(AMAL, {BREAD: 9})
    ask.newest(AMAL)
    ask.http.get(ask.review_address(AMAL), params={"recheck": True})
    figures = ask.figures()
    counted = {name: figures[name] for name in ("asked", "misses", "hits", "outdated", "calls")}
    assert counted == {"asked": 3, "misses": 1, "hits": 2, "outdated": 1, "calls": 1}
    assert figures["price_saved"] == PRICE


def test_reviews_survive_a_restart_and_are_shared_by_replicas(
    start: Start, provider: ProviderServer
) -> None:
    one = Asking(start(**with_provider(provider)))
    one.visit(AMAL, {BREAD: 3})
    written = one.review(AMAL)
    other = Asking(start(**with_provider(provider)))
    assert other.review(AMAL) == {**written, "from_cache": True}
    assert provider.calls == 1


def test_an_expired_review_is_written_anew(
    start: Start, provider: ProviderServer, clock: StandingClock
) -> None:
    ask = Asking(start(**with_provider(provider, review_kept_hours=1)))
    ask.review()
    clock.pass_time(minutes=61)
    assert ask.review()["from_cache"] is False
    assert provider.calls == 2


def test_without_a_key_the_built_in_analyst_writes_and_its_reviews_are_kept_too(
    ask_built_in: Asking,
) -> None:
    ask_built_in.visit(AMAL, {BREAD: 3, MILK: 4})
    first = ask_built_in.review(AMAL)
    assert first["analyst"] == {"kind": "built_in", "model": "built-in"}
    assert (first["price"], first["fallback_reason"], first["retry_offered"]) == (0, None, False)
    assert any(section["points"] for section in first["sections"])
    assert ask_built_in.review(AMAL)["from_cache"] is True


def test_what_has_no_review_or_does_not_exist_says_so(ask_built_in: Asking) -> None:
    assert ask_built_in.has_none(AMAL)
    for customer in (DANA, "nobody"):
        problem_of(ask_built_in.try_review(customer), 404, "customer-not-found")
        address = ask_built_in.review_address(customer)
        problem_of(ask_built_in.http.get(address), 404, "customer-not-found")
    address = "/api/days/nowhere/2026-03-17/review"
    problem_of(ask_built_in.http.post(address, json={}), 404, "route-not-found")


def test_a_saved_day_opens_its_reviews_and_takes_no_new_ones(
    ask: Asking, provider: ProviderServer, database: Database
) -> None:
    ask.visit(AMAL, {BREAD: 3, MILK: 4})
    stale = ask.review()
    ask.visit(BADR, {BREAD: 8})
    of_amal = ask.review(AMAL)
    ask.save()
    problem_of(ask.try_review(AMAL), 409, "session-saved")
    problem_of(ask.try_review(BADR, again=True), 409, "session-saved")
    assert ask.newest(AMAL) == of_amal
    assert ask.newest() == {**stale, "figures_changed": True}
    assert ask.has_none(BADR)
    assert provider.calls == 2
    with database.reading() as connection:
        texts = {
            row.customer_code: row.llm_performance_analysis
            for row in connection.execute(select(customer_summary))
        }
        of_route = connection.scalar(select(route_summary.c.llm_performance_analysis))
    assert texts[AMAL].startswith("In short\n- First things first: ")
    assert texts[BADR] is None
    assert of_route is not None and of_route.startswith("In short\n- ")
    assert "{" not in texts[AMAL] + of_route


def test_of_several_reviews_the_one_of_the_figures_that_are_saved_is_kept(ask: Asking) -> None:
    ask.visit(AMAL, {BREAD: 3, MILK: 4})
    fits = ask.review(AMAL)
    ask.enter(AMAL, {BREAD: 9})
    ask.review(AMAL)
    ask.enter(AMAL, {BREAD: 3})
    ask.save()
    assert ask.newest(AMAL) == fits


def test_feedback_is_kept_by_prompt_version_and_may_be_changed(ask: Asking) -> None:
    review_id = ask.review(AMAL)["review_id"]
    address = f"{ask.review_address(AMAL)}/feedback"
    judged = {"review_id": review_id, "helpful": False, "word": "obvious"}
    assert ask.http.post(address, json=judged).json() == judged
    assert (ask.figures()["helpful"], ask.figures()["unhelpful"]) == (0, 1)
    ask.http.post(address, json={"review_id": review_id, "helpful": True})
    assert (ask.figures()["helpful"], ask.figures()["unhelpful"]) == (1, 0)
    elsewhere = f"{ask.review_address(BADR)}/feedback"
    problem_of(ask.http.post(elsewhere, json=judged), 404, "review-not-found")
    ask.save()
    assert ask.http.post(address, json=judged).status_code == 200


def test_progress_is_streamed_while_a_model_writes(ask: Asking, provider: ProviderServer) -> None:
    asked = ask.http.post(
        ask.review_address(AMAL), json={}, headers={"Accept": "text/event-stream"}
    )
    assert asked.headers["content-type"].startswith("text/event-stream")
    events = [event.split("\n") for event in asked.text.strip().split("\n\n")]
    names = [name for name, _ in events]
    assert set(names[:-1]) <= {"event: progress"}
    assert names[-1] == "event: review"
    review = json.loads(events[-1][1].removeprefix("data: "))
    assert review == {**ask.review(AMAL), "from_cache": False}
    assert provider.requests[0]["stream"] is True


def test_the_prompt_holds_the_facts_and_nothing_of_other_customers(
    ask: Asking, provider: ProviderServer
) -> None:
    ask.visit(AMAL, {BREAD: 3})
    ask.review(BADR)
    facts = facts_in(provider.requests[0])
    assert facts["about"] == {"customer_code": BADR}
    assert AMAL not in facts["customers"] or facts["customers"][AMAL].keys() <= {
        "name",
        "figures",
        "items",
    }
