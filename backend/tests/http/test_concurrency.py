"""Many requests at once: no edit is lost, and a day is saved once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from httpx2 import Response
from sqlalchemy import func, insert, select

from sales_supervision.storage import tables
from sales_supervision.storage.engine import Database
from tests.clocks import TODAY
from tests.http.conftest import Start
from tests.http.made_day import AMAL, BADR, BREAD, CEDAR, ROUTE
from tests.http.supervisor import Supervisor, problem_of

THREADS = 16


def test_the_same_visit_sent_many_times_at_once_makes_one_change(day: Supervisor) -> None:
    answers = _at_once([lambda: day.try_visit(AMAL, {BREAD: 4})] * THREADS)
    assert {answer.status_code for answer in answers} == {200}
    opened = day.open()
    assert opened["draft"]["revision"] == 1
    assert opened["state"]["kpis"]["visited_customers"] == 1


def test_edits_of_many_items_at_once_are_all_kept(day: Supervisor, database: Database) -> None:
    items = _more_items(database)
    answers = _at_once(
        _entering(day, customer, item, units)
        for units, item in enumerate(items)
        for customer in (AMAL, BADR)
    )
    assert {answer.status_code for answer in answers} == {200}
    opened = day.open()
    for customer in (AMAL, BADR):
        actuals = opened["state"]["customers"][customer]["actuals"]
        kept = {item: actual["quantity"] for item, actual in actuals.items()}
        assert kept == {item: units for units, item in enumerate(items)}
    assert opened["draft"]["revision"] == len(answers)


def test_edits_through_two_servers_at_once_are_all_kept(start: Start, database: Database) -> None:
    items = _more_items(database)
    servers = [Supervisor(start(), ROUTE, TODAY) for _ in range(2)]
    assert servers[0].open() == servers[1].open()
    answers = _at_once(
        _entering(servers[units % 2], AMAL, item, units) for units, item in enumerate(items)
    )
    assert [answer.text for answer in answers if answer.status_code != 200] == []
    actuals = servers[0].open()["state"]["customers"][AMAL]["actuals"]
    assert {item: actual["quantity"] for item, actual in actuals.items()} == {
        item: units for units, item in enumerate(items)
    }


def test_saves_with_keys_of_their_own_save_once(day: Supervisor, database: Database) -> None:
    day.visit(AMAL, {BREAD: 4})
    answers = _at_once([day.try_save] * THREADS)
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * (THREADS - 1)
    for answer in answers:
        if answer.status_code == 409:
            problem_of(answer, 409, "version-conflict")
    assert _saved_versions(database) == 1


def test_saves_with_one_key_save_once_and_get_one_answer(
    day: Supervisor, database: Database
) -> None:
    day.visit(AMAL, {BREAD: 4})
    answers = _at_once([lambda: day.try_save(key="the-same-key")] * THREADS)
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert _saved_versions(database) == 1


def test_an_edit_that_races_a_save_is_in_the_saved_day_or_refused(day: Supervisor) -> None:
    day.visit(AMAL)
    save, *edits = _at_once(
        [day.try_save] + [_entering(day, CEDAR, BREAD, units) for units in range(THREADS)]
    )
    assert save.status_code == 201
    kept = [answer for answer in edits if answer.status_code == 200]
    for answer in edits:
        if answer not in kept:
            problem_of(answer, 409, "session-saved")
    cedar = day.open()["state"]["customers"][CEDAR]["actuals"]
    newest = max(kept, key=lambda answer: answer.json()["draft"]["revision"], default=None)
    assert cedar == (newest.json()["customers"][CEDAR]["actuals"] if newest else {})


def test_a_day_opened_by_many_at_once_is_the_same_for_all(day: Supervisor) -> None:
    answers = _at_once([lambda: day.http.get(day.address)] * THREADS)
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1


def _entering(day: Supervisor, customer: str, item: str, units: int) -> Callable[[], Response]:
    return lambda: day.try_enter(customer, {item: units})


def _at_once(calls: Iterable[Callable[[], Response]]) -> list[Response]:
    """The answers of ``calls``, none of which starts before all are ready to."""
    waiting = list(calls)
    ready = Barrier(len(waiting))

    def run(call: Callable[[], Response]) -> Response:
        ready.wait()
        return call()

    with ThreadPoolExecutor(len(waiting)) as pool:
        return list(pool.map(run, waiting))


def _more_items(database: Database) -> list[str]:
    codes = [f"I{number:02}" for number in range(THREADS)]
    with database.writing() as connection:
        connection.execute(
            insert(tables.item), [{"item_code": code, "item_name": code} for code in codes]
        )
    return codes


def _saved_versions(database: Database) -> int:
    with database.reading() as connection:
        return connection.scalar(select(func.count()).select_from(tables.session_version)) or 0
