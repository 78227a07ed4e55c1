"""A save repeated with its key is answered with the first answer and done once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest

from sales_supervision.days.errors import (
    DayRefusedError,
    KeyReusedError,
    SessionSavedError,
    VersionConflictError,
)
from sales_supervision.storage.engine import Database
from sales_supervision.storage.feed_storage import Feed
from sales_supervision.storage.idempotency_storage import FirstAnswer
from tests.clocks import TODAY, StandingClock
from tests.database_servers import address_of
from tests.days.desk import Desk
from tests.days.records import SAVED, counts
from tests.storage.feed_rows import stop

KEY = "a key of mine"
ONE_SAVE = [1, 3, 4, 1, 1, 1]


def test_a_repeated_key_is_answered_with_the_first_answer(desk: Desk, clock: StandingClock) -> None:
    desk.visit("C1", bread=6)
    first = desk.save(idempotency_key=KEY)
    clock.pass_time(hours=5)
    assert desk.save(idempotency_key=KEY) == first
    another_server = Desk(Database(address_of(desk.database)), clock)
    assert another_server.save(idempotency_key=KEY) == first
    another_server.database.dispose()
    assert counts(desk.database, *SAVED) == ONE_SAVE


def test_a_key_is_not_taken_for_another_version_or_day(desk: Desk) -> None:
    desk.save(idempotency_key=KEY)
    tomorrow = TODAY.replace(day=TODAY.day + 1)
    desk.feed(Feed.JOURNEY_PLAN, [stop("C1", 1, tomorrow)])
    for other, version in ((desk, 1), (desk.on(tomorrow), 0)):
        with pytest.raises(KeyReusedError, match="was used for another request"):
            other.save(version, idempotency_key=KEY)
    assert counts(desk.database, *SAVED) == ONE_SAVE


def test_a_refused_save_does_not_use_its_key_up(desk: Desk) -> None:
    with pytest.raises(DayRefusedError):
        desk.save(expected_version=3, idempotency_key=KEY)
    assert desk.save(idempotency_key=KEY).status_code == 201


def test_the_key_of_one_user_answers_no_other(desk: Desk) -> None:
    desk.save(idempotency_key=KEY)
    with pytest.raises(VersionConflictError):
        desk.of("Badr").save(idempotency_key=KEY)


def test_another_key_is_another_save(desk: Desk) -> None:
    desk.save(idempotency_key=KEY)
    with pytest.raises(SessionSavedError):
        desk.save(expected_version=1, idempotency_key="another key")


@pytest.mark.parametrize("same_key", [True, False])
def test_saves_at_the_same_moment_make_one_session(desk: Desk, same_key: bool) -> None:
    desk.visit("C1", bread=6)
    start = Barrier(2)

    def save(number: int) -> FirstAnswer | DayRefusedError:
        own = replace(desk, database=Database(address_of(desk.database)))
        start.wait()
        try:
            return own.save(idempotency_key=KEY if same_key else f"key of {number}")
        except DayRefusedError as refused:
            return refused
        finally:
            own.database.dispose()

    with ThreadPoolExecutor(2) as threads:
        answers = [done.result() for done in [threads.submit(save, n) for n in range(2)]]
    assert counts(desk.database, *SAVED) == ONE_SAVE
    if same_key:
        assert answers[0] == answers[1]
    else:
        assert {type(answer) for answer in answers} == {FirstAnswer, VersionConflictError}
