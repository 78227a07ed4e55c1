"""Drafts: kept at each change, by the server, for one user."""

from __future__ import annotations

from sales_supervision.storage.engine import Database
from tests.clocks import NOON, TODAY, StandingClock
from tests.http.conftest import Start
from tests.http.made_day import AMAL, BADR, BREAD, CHEESE, DANA, MILK, ROUTE, feed_sale
from tests.http.supervisor import Supervisor


def test_a_draft_survives_a_server_that_crashed(start: Start) -> None:
    day = Supervisor(start(), ROUTE, TODAY)
    day.visit(AMAL, {BREAD: 4, MILK: 4})
    day.visit(BADR, {BREAD: 12})
    day.enter(AMAL, {BREAD: 9})
    day.try_add(DANA)
    day.enter(DANA, {CHEESE: None})
    # The first application is neither closed nor asked anything more.
    after_the_crash = Supervisor(start(), ROUTE, TODAY)
    assert after_the_crash.open() == day.open()
    assert after_the_crash.visit(DANA)["draft"]["revision"] == 6


def test_a_draft_belongs_to_its_user(start: Start) -> None:
    mine = Supervisor(start(user_name="Salim"), ROUTE, TODAY)
    theirs = Supervisor(start(user_name="Noura"), ROUTE, TODAY)
    mine.visit(AMAL, {BREAD: 4})
    untouched = theirs.open()
    assert untouched["draft"] is None
    assert untouched["state"]["kpis"]["visited_customers"] == 0
    theirs.visit(BADR, {BREAD: 1})
    assert _visited(mine) == {AMAL}
    assert _visited(theirs) == {BADR}


def test_a_draft_tells_when_it_began_and_was_kept_last(
    day: Supervisor, clock: StandingClock
) -> None:
    day.visit(AMAL)
    clock.pass_time(minutes=5)
    assert day.enter(AMAL, {BREAD: 1})["draft"] == {
        "revision": 2,
        "base_version": 0,
        "started_at": "2026-03-17T08:00:00Z",
        "kept_at": "2026-03-17T08:05:00Z",
    }


def test_a_save_uses_its_users_draft_up(start: Start) -> None:
    mine = Supervisor(start(user_name="Salim"), ROUTE, TODAY)
    mine.visit(AMAL, {BREAD: 4})
    mine.save()
    historical = mine.open()
    assert (historical["mode"], historical["draft"]) == ("historical", None)


def test_the_supervisors_word_about_a_visit_stands_against_the_feed(
    day: Supervisor, database: Database
) -> None:
    day.visit(AMAL, {BREAD: 4})
    day.unvisit(AMAL)
    day.give_reason(BADR, "closed")
    for customer in (AMAL, BADR):
        feed_sale(database, customer, MILK, 0, NOON)
    customers = day.open()["state"]["customers"]
    assert customers[BADR]["not_visited_reason"] == "closed"
    for customer in (AMAL, BADR):
        assert customers[customer]["status"] == "planned"
        assert customers[customer]["actuals"][MILK]["from_feed"] == 0
    assert day.visit(BADR)["customers"][BADR]["not_visited_reason"] is None


def test_an_unchanged_day_is_not_sent_again(day: Supervisor) -> None:
    tag = day.http.get(day.address).headers["ETag"]
    for held in (tag, f'"other", {tag}'):
        answer = day.http.get(day.address, headers={"If-None-Match": held})
        assert (answer.status_code, answer.content) == (304, b"")
        assert answer.headers["ETag"] == tag


def test_whatever_changes_the_day_changes_its_tag(day: Supervisor, database: Database) -> None:
    seen = [_tag(day)]
    day.visit(AMAL, {BREAD: 4})
    seen.append(_tag(day))
    day.enter(AMAL, {BREAD: 4})
    assert _tag(day) == seen[-1]  # nothing changed
    feed_sale(database, BADR, BREAD, 3, NOON)
    seen.append(_tag(day))
    day.open()
    seen.append(_tag(day))  # opening kept the visit that the feed brought
    day.save()
    seen.append(_tag(day))
    assert len(set(seen)) == len(seen)


def test_a_tag_is_never_newer_than_the_day_it_is_sent_with(
    day: Supervisor, database: Database
) -> None:
    day.visit(AMAL)
    feed_sale(database, BADR, BREAD, 3, NOON)
    first = day.http.get(day.address)
    held = first.headers["ETag"]
    again = day.http.get(day.address, headers={"If-None-Match": held})
    assert again.status_code == 200  # the tag was read before the visit was kept
    assert again.json() == first.json()


def _tag(day: Supervisor) -> str:
    tag: str = day.http.get(day.address).headers["ETag"]
    return tag


def _visited(day: Supervisor) -> set[str]:
    customers = day.open()["state"]["customers"]
    return {code for code, state in customers.items() if state["status"] == "visited"}
