"""Changing a day: kept at once, refused as a whole, and never on a saved day."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from typing import Any

import pytest

from sales_supervision.days.errors import (
    CustomerNotFoundError,
    ItemNotFoundError,
    SessionSavedError,
)
from sales_supervision.days.opened_day import ChangedDay
from sales_supervision.days.requests import AskedChange
from sales_supervision.domain import route_day
from sales_supervision.domain.access import EVERY_ROUTE
from sales_supervision.domain.quantities import QuantityError
from sales_supervision.domain.route_day import DayError
from sales_supervision.domain.visits import NotVisitedReason
from sales_supervision.storage.engine import Database
from tests.clocks import NOON, StandingClock
from tests.database_servers import address_of
from tests.days.desk import Desk
from tests.days.records import DRAFTED, counts


def test_a_change_is_kept_for_another_server_and_after_a_restart(
    desk: Desk, clock: StandingClock
) -> None:
    desk.visit("C1", bread=6, cake=4)
    restarted = Database(address_of(desk.database))
    opened = Desk(restarted, clock).open_live()
    restarted.dispose()
    assert opened.day.actuals("C1") == {"bread": 6, "cake": 4}
    assert opened.day.entry("C1").visited_at == NOON
    # 4 of the 10 breads were left and went to the next customer.
    assert opened.day.state.adjusted("C2") == {"bread": 14}


def test_a_draft_tells_what_it_began_from_and_when(desk: Desk, clock: StandingClock) -> None:
    first = desk.visit("C1", bread=6).draft
    assert first is not None
    clock.pass_time(minutes=10)
    second = desk.visit("C2").draft
    assert (first.base_version, first.revision, first.started_at) == (0, 1, NOON)
    assert second == replace(first, revision=2, kept_at=clock())


def test_repeating_a_change_keeps_nothing_new(desk: Desk) -> None:
    first = desk.visit("C1", bread=6)
    again = desk.visit("C1", bread=6)
    assert again.draft == first.draft
    assert again.after.day.entries == first.after.day.entries


def test_taking_a_visit_back_gives_the_day_before_it(desk: Desk) -> None:
    before = desk.open_live().day.state
    desk.visit("C1", bread=6, cake=0)
    desk.unvisit("C1")
    after = desk.open_live().day
    assert after.state.visits == {}
    assert {code: after.state.adjusted(code) for code in ("C1", "C2", "C3")} == {
        code: before.adjusted(code) for code in ("C1", "C2", "C3")
    }
    assert after.actuals("C1") == {"bread": 6, "cake": 0}


@pytest.mark.parametrize("quantity", [-1, 1_000_000])
def test_a_refused_change_keeps_nothing(desk: Desk, quantity: int) -> None:
    with pytest.raises(QuantityError, match="item bread"):
        desk.visit("C1", cake=4, bread=quantity)
    assert counts(desk.database, *DRAFTED) == [0, 0]


def test_a_customer_outside_the_day_must_be_added_first(desk: Desk) -> None:
    with pytest.raises(DayError, match="Customer C9 is not part of this day"):
        desk.visit("C9", bread=1)
    added = desk.change(lambda day: route_day.add_unplanned_customer(day, "C9"))
    assert added.after.customers["C9"].customer_name == "Shop 9"
    visited = desk.visit("C9", rusk=2)
    assert visited.after.items["rusk"].item_name == "Rusk"
    assert desk.open_live().day.customer_codes() == ["C1", "C2", "C3", "C9"]


def test_unknown_codes_are_refused_by_name(desk: Desk) -> None:
    def ask(**asked: Any) -> ChangedDay:
        return desk.days.change(desk.key, lambda day: day, AskedChange(**asked))

    ask(customer_code="C9", adds_customer_of=EVERY_ROUTE)
    ask(customer_code="C1", item_codes=["bread", "rusk"])
    with pytest.raises(CustomerNotFoundError, match="There is no customer C8"):
        ask(customer_code="C8", adds_customer_of=EVERY_ROUTE)
    with pytest.raises(ItemNotFoundError) as refused:
        ask(customer_code="C1", item_codes=["bread", "stone"])
    assert str(refused.value) == "There is no item stone to sell to customer C1."
    assert (refused.value.customer_code, refused.value.item_code) == ("C1", "stone")


def test_a_saved_day_cannot_be_changed(desk: Desk) -> None:
    desk.visit("C1", bread=6)
    desk.save()
    with pytest.raises(SessionSavedError) as refused:
        desk.visit("C2", bread=1)
    assert str(refused.value) == "This day was saved by Amal as version 1 and is read-only."
    with pytest.raises(SessionSavedError):
        desk.of("Badr").visit("C2", bread=1)
    assert counts(desk.database, *DRAFTED) == [0, 0]


def test_users_have_drafts_of_their_own(desk: Desk) -> None:
    badr = desk.of("Badr")
    desk.visit("C1", bread=6)
    badr.visit("C2", bread=3)
    badr.change(lambda day: route_day.give_reason(day, "C3", NotVisitedReason.CLOSED))
    assert sorted(desk.open_live().day.entries) == ["C1"]
    assert sorted(badr.open_live().day.entries) == ["C2", "C3"]


def test_changes_at_the_same_moment_are_all_kept(desk: Desk) -> None:
    """The same user at a phone and a laptop, served by two servers."""
    start = Barrier(3)

    def work(customer_code: str) -> None:
        own = replace(desk, database=Database(address_of(desk.database)))
        start.wait()
        own.visit(customer_code, bread=5)
        own.database.dispose()

    with ThreadPoolExecutor(3) as threads:
        for done in [threads.submit(work, code) for code in ("C1", "C2", "C3")]:
            done.result()
    opened = desk.open_live()
    assert sorted(opened.day.state.visits) == ["C1", "C2", "C3"]
    assert opened.draft is not None
    assert opened.draft.revision == 3
