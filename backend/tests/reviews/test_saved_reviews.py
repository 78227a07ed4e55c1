"""Reviews of a day that is saved again: after a reopening, and by a merge."""

from __future__ import annotations

from sqlalchemy import select

from sales_supervision.storage.engine import Database
from sales_supervision.storage.review_tables import session_review
from tests.http.conftest import Start
from tests.http.made_day import AMAL, BADR, BREAD
from tests.http.supervisor import problem_of
from tests.reviews.conftest import Asking, with_provider
from tests.reviews.provider_server import ProviderServer


def test_a_reopened_day_forgets_its_live_reviews_and_keeps_those_of_its_version(
    ask: Asking, provider: ProviderServer, database: Database
) -> None:
    ask.visit(AMAL, {BREAD: 3})
    first = ask.review(AMAL)
    ask.save()
    ask.reopen()
    assert ask.has_none(AMAL)
    second = ask.review(AMAL)
    assert (second["from_cache"], provider.calls) == (False, 2)
    assert second["facts_sha"] == first["facts_sha"]
    ask.save(version=1)
    assert ask.newest(AMAL) == second
    with database.reading() as connection:
        rows = connection.execute(select(session_review)).all()
    kept = {row.record_version: row.review_id for row in rows}
    assert kept == {1: first["review_id"], 2: second["review_id"]}


def test_a_reopening_that_is_refused_forgets_nothing(ask: Asking) -> None:
    review = ask.review(AMAL)
    problem_of(ask.try_reopen(0), 409, "session-not-saved")
    assert ask.newest(AMAL) == review


def test_a_merge_saves_the_reviews_and_marks_those_of_one_side_only(
    start: Start, provider: ProviderServer
) -> None:
    ask = Asking(start(**with_provider(provider)))
    noura = Asking(start(**with_provider(provider), user_name="Noura"))
    ask.visit(AMAL, {BREAD: 4})
    ask.visit(BADR, {BREAD: 8})
    noura.visit(AMAL, {BREAD: 10})
    of_amal, of_badr = ask.review(AMAL), ask.review(BADR)
    noura.save()
    theirs = {"customer_code": AMAL, "field": "actual", "item_code": BREAD, "choice": "theirs"}
    ask.merge(1, [theirs])
    assert ask.newest(AMAL) == {**of_amal, "figures_changed": True}
    assert ask.newest(BADR)["review_id"] == of_badr["review_id"]
