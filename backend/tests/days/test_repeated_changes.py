"""A change of a draft sent again, however late, is not applied again."""

from __future__ import annotations

import pytest

from sales_supervision.days.errors import KeyReusedError, SessionSavedError
from sales_supervision.days.requests import RequestKey
from sales_supervision.domain import route_day
from sales_supervision.storage.tables import idempotency_key
from tests.clocks import StandingClock
from tests.days.desk import Desk
from tests.days.records import DRAFTED, SAVED, counts

FIVE = RequestKey("enter-five", "five")


def enter(desk: Desk, units: int, request: RequestKey) -> object:
    return desk.change(
        lambda day: route_day.enter_actuals(day, "C1", {"bread": units}), request
    ).after.day.actuals("C1")


def test_a_late_repeat_does_not_undo_a_later_edit(desk: Desk) -> None:
    enter(desk, 5, FIVE)
    desk.enter("C1", bread=6)
    assert enter(desk, 5, FIVE) == {"bread": 6}
    assert desk.open_live().day.actuals("C1") == {"bread": 6}


def test_a_repeat_is_answered_with_all_of_the_day_as_it_is(desk: Desk) -> None:
    enter(desk, 5, FIVE)
    desk.discard()
    again = desk.change(lambda day: route_day.enter_actuals(day, "C1", {"bread": 5}), FIVE)
    assert again.everything
    assert again.draft is None
    assert again.after.day.actuals("C1") == {}


@pytest.mark.parametrize("who", ["Amal", "Badr"])
def test_a_repeat_after_somebody_saved_is_not_refused(desk: Desk, who: str) -> None:
    """Amal's 5 stand in the saved day, or in her draft that is kept beside Badr's."""
    enter(desk, 5, FIVE)
    desk.of(who).save()
    before = counts(desk.database, *DRAFTED, *SAVED)
    assert enter(desk, 5, FIVE) == {"bread": 5}
    assert desk.open_saved().session.saved_by == who
    assert counts(desk.database, *DRAFTED, *SAVED) == before
    with pytest.raises(SessionSavedError):
        enter(desk, 6, RequestKey("enter-six", "six"))


def test_a_key_of_another_change_is_refused(desk: Desk) -> None:
    enter(desk, 5, FIVE)
    with pytest.raises(KeyReusedError):
        enter(desk, 6, RequestKey("enter-five", "six"))
    assert desk.open_live().day.actuals("C1") == {"bread": 5}


def test_a_refused_change_leaves_its_key_free(desk: Desk) -> None:
    with pytest.raises(route_day.DayError):
        desk.change(lambda day: route_day.remove_item(day, "C1", "bread"), FIVE)
    assert enter(desk, 5, FIVE) == {"bread": 5}


def test_a_late_repeat_of_a_discard_does_not_discard_a_later_draft(desk: Desk) -> None:
    discard = RequestKey("discard-1", "discard")
    desk.visit("C1")
    desk.discard(discard)
    desk.visit("C2")
    desk.discard(discard)
    assert desk.open_live().day.entry("C2").visited


def test_keys_are_kept_for_thirty_days_and_then_purged_by_a_save(
    desk: Desk, clock: StandingClock
) -> None:
    enter(desk, 5, FIVE)
    clock.pass_time(hours=24 * 30)
    desk.save()
    assert counts(desk.database, idempotency_key) == [2]
    clock.pass_time(hours=1)
    desk.reopen()
    desk.save(expected_version=1)
    assert counts(desk.database, idempotency_key) == [3]
