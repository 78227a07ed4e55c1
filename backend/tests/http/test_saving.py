"""Saving a day: once, whole, never over somebody else's version, read-only afterwards."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from httpx2 import Response
from sqlalchemy import func, select
from starlette.testclient import TestClient

from sales_supervision.storage import tables
from sales_supervision.storage.audit_storage import AuditStorage
from sales_supervision.storage.engine import Database
from tests.clocks import NOON, TODAY, StandingClock
from tests.http.conftest import Start
from tests.http.made_day import AMAL, BADR, BREAD, CEDAR, CHEESE, DANA, MILK, ROUTE, feed_sale
from tests.http.supervisor import Supervisor, problem_of

TAG = '"0.0123456789abcdef"'
"""Written as it must be, of another epoch than any database's."""

WRITTEN_BY_A_SAVE = (
    tables.route_summary,
    tables.customer_summary,
    tables.item_details,
    tables.session_version,
    tables.audit,
    tables.idempotency_key,
)


def test_a_save_writes_the_whole_day(day: Supervisor, database: Database) -> None:
    day.visit(AMAL, {BREAD: 4})
    day.give_reason(CEDAR, "closed")
    saved = day.save()
    assert saved["session"]["record_version"] == 1
    assert saved["session"]["session_id"].startswith(f"{ROUTE}_{TODAY}_")
    assert (saved["session"]["saved_by"], saved["session"]["saved_at"]) == (
        "Supervisor",
        "2026-03-17T08:00:00Z",
    )
    assert (saved["customers_saved"], saved["items_saved"], saved["untold_quantities"]) == (3, 5, 1)
    assert _rows(database) == dict(
        zip((table.name for table in WRITTEN_BY_A_SAVE), (1, 3, 5, 1, 1, 1), strict=True)
    )


def test_an_added_item_that_nobody_told_is_counted_alike_everywhere(day: Supervisor) -> None:
    day.visit(AMAL, {BREAD: 4, MILK: 4})
    assert day.open()["state"]["kpis"]["untold_quantities"] == 0
    day.enter(AMAL, {CHEESE: None})
    day.try_add(DANA)
    day.visit(DANA, {CHEESE: None})

    def counted() -> tuple[int, int, int]:
        state = day.open()["state"]
        of_customers = [state["customers"][code]["untold_items"] for code in (AMAL, DANA)]
        return (*of_customers, state["kpis"]["untold_quantities"])

    assert counted() == (1, 1, 2)
    assert day.save()["untold_quantities"] == 2
    assert counted() == (1, 1, 2)


def test_a_saved_day_reads_back_as_it_stood_but_historical(
    day: Supervisor, clock: StandingClock
) -> None:
    day.visit(AMAL, {BREAD: 4, MILK: 4})
    day.try_add(DANA)
    day.visit(DANA, {CHEESE: 1})
    day.give_reason(CEDAR, "no_need")
    live = day.open()
    clock.pass_time(minutes=1)
    saved = day.save()
    historical = day.open()
    assert historical["mode"] == "historical"
    assert historical["session"] == saved["session"]
    assert historical["draft"] is None
    for part in ("route", "date", "plan", "state"):
        assert historical[part] == live[part]


def test_a_saved_day_does_not_move_with_later_feeds(day: Supervisor, database: Database) -> None:
    day.visit(AMAL, {BREAD: 4})
    day.save()
    before = day.open()
    feed_sale(database, BADR, BREAD, 3, NOON)
    assert day.open() == before


CHANGES: dict[str, Callable[[Supervisor], Response]] = {
    "visit": lambda day: day.try_visit(BADR),
    "unvisit": lambda day: day.http.delete(f"{day.address}/visits/{AMAL}"),
    "enter": lambda day: day.try_enter(AMAL, {BREAD: 5}),
    "remove item": lambda day: day.try_remove_item(AMAL, CHEESE),
    "give reason": lambda day: day.try_give_reason(CEDAR, "closed"),
    "add customer": lambda day: day.try_add(DANA),
    "remove customer": lambda day: day.try_remove(DANA),
    "save": lambda day: day.try_save(version=1),
    "review a customer": lambda day: day.http.post(
        f"{day.address}/customers/{AMAL}/review", json={}
    ),
    "review the route": lambda day: day.http.post(f"{day.address}/review", json={}),
}
POSSIBLE_WHEN_SAVED = {"reopen_session", "merge_session", "discard_draft"}


@pytest.mark.parametrize("change", CHANGES)
def test_a_saved_day_refuses_every_change(day: Supervisor, change: str) -> None:
    day.visit(AMAL, {BREAD: 4, CHEESE: 1})
    day.save()
    before = day.open()
    problem = problem_of(CHANGES[change](day), 409, "session-saved")
    assert (problem["current_version"], problem["saved_by"]) == (1, "Supervisor")
    assert problem["saved_at"] == "2026-03-17T08:00:00Z"
    assert day.open() == before


def test_the_changes_tried_on_a_saved_day_are_all_that_the_interface_has(http: TestClient) -> None:
    paths = http.get("/api/openapi.json").json()["paths"]
    changing = {
        operation["operationId"]
        for path, operations in paths.items()
        for method, operation in operations.items()
        if path.startswith("/api/days/") and method != "get" and not path.endswith("/feedback")
    }
    assert changing >= POSSIBLE_WHEN_SAVED
    assert len(changing - POSSIBLE_WHEN_SAVED) == len(CHANGES)


def test_a_repeated_save_is_answered_with_the_first_answer_and_saves_nothing(
    day: Supervisor, database: Database, clock: StandingClock
) -> None:
    day.visit(AMAL)
    first = day.try_save(key="the-same-key")
    rows = _rows(database)
    clock.pass_time(hours=1)
    again = day.try_save(key="the-same-key")
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.content == first.content
    assert _rows(database) == rows


def test_a_key_of_another_request_is_refused(day: Supervisor, http: TestClient) -> None:
    day.save(key="the-same-key")
    problem_of(day.try_save(version=1, key="the-same-key"), 422, "idempotency-key-reused")
    elsewhere = Supervisor(http, ROUTE, TODAY.replace(day=18))
    problem_of(elsewhere.try_save(key="the-same-key"), 422, "idempotency-key-reused")


def test_users_do_not_share_idempotency_keys(day: Supervisor, start: Start) -> None:
    day.save(key="the-same-key")
    other = Supervisor(start(user_name="Noura"), ROUTE, TODAY)
    problem_of(other.try_save(version=1, key="the-same-key"), 409, "session-saved")


def test_a_refused_save_leaves_its_key_free(day: Supervisor) -> None:
    problem_of(day.try_save(version=7, key="the-same-key"), 409, "version-unknown")
    assert day.save(key="the-same-key")["session"]["record_version"] == 1


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("short", "idempotency-key: is too short; it must have 8 characters or more."),
        ("k" * 101, "idempotency-key: is too long; it may have up to 100 characters."),
    ],
)
def test_a_key_of_another_length_is_told_how_long_it_may_be(
    day: Supervisor, key: str, words: str
) -> None:
    headers = {"Idempotency-Key": key, "If-Match": TAG}
    answer = day.http.post(f"{day.address}/session", headers=headers)
    assert answer.json()["detail"] == words


@pytest.mark.parametrize(
    ("headers", "status", "slug"),
    [
        ({"If-Match": TAG}, 400, "idempotency-key-missing"),
        ({"Idempotency-Key": "a-key-of-mine"}, 428, "precondition-required"),
        ({"Idempotency-Key": "short", "If-Match": TAG}, 422, "invalid-request"),
        ({"Idempotency-Key": "k" * 101, "If-Match": TAG}, 422, "invalid-request"),
        ({"Idempotency-Key": "has a space", "If-Match": TAG}, 422, "invalid-request"),
        *(
            ({"Idempotency-Key": "a-key-of-mine", "If-Match": tag}, 422, "invalid-request")
            for tag in ('"0"', '"one.0123456789abcdef"', '"-1.0123456789abcdef"', '"0.123"', "*")
        ),
        (
            {"Idempotency-Key": "a-key-of-mine", "If-Match": f'"{"9" * 40}.0123456789abcdef"'},
            422,
            "invalid-request",
        ),
    ],
)
def test_a_save_without_its_headers_is_refused(
    day: Supervisor, database: Database, headers: dict[str, str], status: int, slug: str
) -> None:
    problem_of(day.http.post(f"{day.address}/session", headers=headers), status, slug)
    assert set(_rows(database).values()) == {0}


@pytest.mark.parametrize("written", ["{}", "W/{}", "bare"])
def test_the_version_may_be_written_as_any_etag(day: Supervisor, written: str) -> None:
    tag = day.http.get(day.address).headers["Version-Tag"]
    version = tag.strip('"') if written == "bare" else written.format(tag)
    headers = {"Idempotency-Key": "a-key-of-mine", "If-Match": version}
    assert day.http.post(f"{day.address}/session", headers=headers).status_code == 201


def test_a_stale_save_tells_who_saved_when_and_what_differs(
    day: Supervisor, start: Start, clock: StandingClock, database: Database
) -> None:
    other = Supervisor(start(user_name="Noura"), ROUTE, TODAY)
    other.visit(AMAL, {BREAD: 10})
    other.give_reason(BADR, "closed")
    day.visit(AMAL, {BREAD: 4, MILK: 4})
    clock.pass_time(minutes=3)
    other.save()
    rows = _rows(database)

    problem = problem_of(day.try_save(version=0), 409, "version-conflict")

    assert (problem["current_version"], problem["saved_by"]) == (1, "Noura")
    assert problem["saved_at"] == "2026-03-17T08:03:00Z"
    assert "nothing was overwritten" in problem["detail"]
    # Null is a value here: theirs knows nothing of Amal's milk, ours has no reason for Badr.
    assert problem["differences"] == [
        _difference(AMAL, "actual", BREAD, 10, 4),
        _difference(AMAL, "actual", MILK, None, 4),
        _difference(BADR, "not_visited_reason", None, "closed", None),
    ]
    assert _rows(database) == rows
    assert day.open()["session"]["saved_by"] == "Noura"


def test_a_version_that_never_existed_is_refused(day: Supervisor) -> None:
    problem_of(day.try_save(version=1), 409, "version-unknown")
    assert day.open()["mode"] == "live"


def test_a_save_that_fails_at_its_last_step_leaves_no_trace(
    start: Start, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = Supervisor(start(), ROUTE, TODAY)
    day.visit(AMAL, {BREAD: 4})
    before, rows = day.open(), _rows(database)

    def fail(*_args: object) -> None:
        raise RuntimeError("the disk is full")

    with monkeypatch.context() as broken:
        broken.setattr(AuditStorage, "record", fail)
        problem_of(day.try_save(key="the-same-key"), 500, "internal-error")
    assert _rows(database) == rows
    assert day.open() == before
    assert day.save(key="the-same-key")["session"]["record_version"] == 1


def test_a_day_of_which_nothing_was_recorded_can_be_saved(day: Supervisor) -> None:
    assert day.save()["customers_saved"] == 3
    assert day.open()["state"]["kpis"]["visited_customers"] == 0


def _difference(customer: str, field: str, item: str | None, before: Any, after: Any) -> object:
    name = {AMAL: "Amal Grocery", BADR: "Badr Market"}[customer]
    return {
        "customer_code": customer,
        "customer_name": name,
        "customer_name_ar": None,
        "item_name": item and item.title(),
        "item_name_ar": None,
        "field": field,
        "item_code": item,
        "before": before,
        "after": after,
    }


def _rows(database: Database) -> dict[str, int]:
    """Rows in each table that a save writes to."""
    with database.reading() as connection:
        return {
            table.name: connection.scalar(select(func.count()).select_from(table)) or 0
            for table in WRITTEN_BY_A_SAVE
        }
