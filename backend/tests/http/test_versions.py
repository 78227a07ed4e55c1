"""Two people on one day: conflict, merge, reopening, history, over HTTP."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text

from sales_supervision.domain.access import Role
from sales_supervision.storage import tables
from sales_supervision.storage.engine import Database
from sales_supervision.storage.epoch import stamp_epoch
from sales_supervision.storage.idempotency_storage import IdempotencyStorage, KeyInFlightError
from tests.clocks import NOON, TODAY, StandingClock
from tests.http.conftest import Start
from tests.http.made_day import AMAL, BADR, BREAD, CEDAR, CHEESE, DANA, MILK, ROUTE, feed_sale
from tests.http.supervisor import Supervisor, acting_as, problem_of

CHOICE = {"customer_code": AMAL, "field": "actual", "item_code": BREAD}


@pytest.fixture
def noura(start: Start) -> Supervisor:
    """Another user, at another server on the same database."""
    return Supervisor(start(user_name="Noura"), ROUTE, TODAY)


@pytest.fixture
def in_conflict(day: Supervisor, noura: Supervisor, clock: StandingClock) -> Supervisor:
    """The day of one who kept a draft while Noura saved."""
    noura.visit(AMAL, {BREAD: 10})
    noura.visit(BADR, {BREAD: 8})
    day.visit(AMAL, {BREAD: 4})
    day.try_add(DANA)
    day.visit(DANA, {CHEESE: 1})
    clock.pass_time(minutes=3)
    noura.save()
    problem_of(day.try_save(), 409, "version-conflict")
    return day


def test_the_version_tag_tells_what_a_save_is_based_on(day: Supervisor) -> None:
    def tag() -> str:
        found: str = day.http.get(day.address).headers["Version-Tag"]
        return found

    assert tag() == day.headers(0)["If-Match"]
    day.visit(AMAL)
    day.save()
    assert tag() == day.headers(1)["If-Match"]
    etag = day.http.get(day.address).headers["ETag"]
    unchanged = day.http.get(day.address, headers={"If-None-Match": etag})
    assert (unchanged.status_code, unchanged.headers["Version-Tag"]) == (304, tag())


def test_nothing_is_kept_aside_of_somebody_who_only_looked(
    day: Supervisor, noura: Supervisor, database: Database
) -> None:
    feed_sale(database, CEDAR, BREAD, 2, NOON)
    assert noura.open()["draft"]["base_version"] == 0
    day.visit(AMAL, {BREAD: 4})
    day.save()
    assert "Draft-Base" not in noura.http.get(noura.address).headers
    noura.reopen()
    assert noura.open()["state"] == day.open()["state"]
    noura.enter(AMAL, {BREAD: 5})
    assert noura.save(1)["session"]["record_version"] == 2


def test_after_a_restore_nothing_is_overwritten(day: Supervisor, database: Database) -> None:
    day.visit(AMAL)
    opened = day.http.get(day.address)
    save = {"If-Match": opened.headers["Version-Tag"], "Idempotency-Key": "a-key-of-mine"}
    with database.writing() as connection:
        stamp_epoch(connection, NOON)
    answer = day.http.post(f"{day.address}/session", headers=save)
    problem = problem_of(answer, 409, "database-restored")
    assert "2026-03-17 08:00 UTC" in problem["detail"]
    again = day.http.get(day.address, headers={"If-None-Match": opened.headers["ETag"]})
    assert again.status_code == 200
    save["If-Match"] = again.headers["Version-Tag"]
    assert day.http.post(f"{day.address}/session", headers=save).status_code == 201


def test_a_merge_is_looked_at_chosen_and_saved(in_conflict: Supervisor, noura: Supervisor) -> None:
    preview = in_conflict.preview()
    assert (preview["base_version"], preview["current_version"]) == (0, 1)
    assert (preview["saved_by"], preview["session_status"]) == ("Noura", "saved")
    assert f'"{preview["version_tag"]}"' == in_conflict.headers(1)["If-Match"]
    [conflict] = [cell for cell in preview["cells"] if cell["is_conflict"]]
    assert conflict == {
        **CHOICE,
        "customer_name": "Amal Grocery",
        "customer_name_ar": None,
        "item_name": "Bread",
        "item_name_ar": None,
        "before": None,
        "mine": 4,
        "theirs": 10,
        "merged": None,
        "is_conflict": True,
        "mine_at": "2026-03-17T08:00:00Z",
        "theirs_at": "2026-03-17T08:03:00Z",
    }
    visited = {
        cell["customer_code"]: cell["merged"]
        for cell in preview["cells"]
        if cell["field"] == "visited"
    }
    assert visited == {AMAL: True, BADR: True, DANA: True}
    assert visited[AMAL] is True

    problem = problem_of(in_conflict.try_merge(1), 422, "merge-undecided")
    assert problem["errors"] == [
        {
            "field": "actual",
            "message": "Choose mine or theirs for Bread of Amal Grocery.",
            "customer_code": AMAL,
            "item_code": BREAD,
        }
    ]

    saved = in_conflict.merge(1, [{**CHOICE, "choice": "mine"}])
    assert saved["session"]["record_version"] == 2
    assert in_conflict.open() == noura.open()
    state = noura.open()["state"]["customers"]
    assert state[AMAL]["actuals"][BREAD]["quantity"] == 4
    assert state[BADR]["actuals"][BREAD]["quantity"] == 8
    assert state[DANA]["actuals"][CHEESE]["quantity"] == 1
    problem_of(in_conflict.http.get(f"{in_conflict.address}/merge"), 404, "nothing-to-merge")


def test_a_merge_of_a_version_that_moved_again_is_refused(
    in_conflict: Supervisor, noura: Supervisor
) -> None:
    noura.reopen()
    noura.enter(AMAL, {BREAD: 9})
    noura.save(version=1)
    chosen = [{**CHOICE, "choice": "mine"}]
    problem = problem_of(in_conflict.try_merge(1, chosen), 409, "version-conflict")
    assert problem["current_version"] == 2
    assert in_conflict.merge(2, chosen)["session"]["record_version"] == 3


def test_a_reopened_day_is_live_for_everyone_from_what_was_saved(
    day: Supervisor, noura: Supervisor, clock: StandingClock
) -> None:
    day.visit(AMAL, {BREAD: 4, MILK: 4})
    day.give_reason(CEDAR, "closed")
    day.save()
    saved = day.open()
    clock.pass_time(minutes=1)
    reopened = noura.reopen(reason="  A late van ")
    assert reopened == {
        "session": saved["session"],
        "reopened_by": "Noura",
        "reopened_at": "2026-03-17T08:01:00Z",
        "reason": "A late van",
    }
    for one in (day, noura):
        live = one.open()
        assert (live["mode"], live["session"], live["draft"]) == ("live", saved["session"], None)
        assert live["state"] == saved["state"]
    noura.enter(AMAL, {BREAD: 5})
    assert noura.save(version=1)["session"]["record_version"] == 2
    problem_of(noura.try_reopen(1), 409, "version-conflict")


@pytest.mark.parametrize("reason", ["", " a ", "x" * 501, "nul \x00"])
def test_a_reopening_needs_a_reason_that_says_something(day: Supervisor, reason: str) -> None:
    day.save()
    problem_of(day.try_reopen(1, reason), 422, "invalid-request")
    assert day.open()["mode"] == "historical"


def test_a_live_day_cannot_be_reopened(day: Supervisor) -> None:
    problem_of(day.try_reopen(0), 409, "session-not-saved")


@pytest.mark.parametrize("act", ["reopen", "merge"])
def test_reopening_and_merging_need_their_headers(day: Supervisor, act: str) -> None:
    address = f"{day.address}/session/{act}"
    body: dict[str, Any] = {"reason": "A late van"} if act == "reopen" else {"choices": []}
    without_key = {"If-Match": day.headers(0)["If-Match"], **acting_as(Role.MANAGER)}
    problem_of(
        day.http.post(address, json=body, headers=without_key), 400, "idempotency-key-missing"
    )
    without_version = {"Idempotency-Key": "a-key-of-mine", **acting_as(Role.MANAGER)}
    problem_of(
        day.http.post(address, json=body, headers=without_version), 428, "precondition-required"
    )


def test_one_key_does_not_serve_two_acts(day: Supervisor) -> None:
    day.save(key="the-same-key")
    problem_of(day.try_reopen(1, key="the-same-key"), 422, "idempotency-key-reused")
    first = day.try_reopen(1, key="another-key")
    assert day.try_reopen(1, key="another-key").content == first.content
    other = day.try_reopen(1, "Another reason", key="another-key")
    problem_of(other, 422, "idempotency-key-reused")


def test_a_repeat_while_the_first_is_at_work_is_told_to_wait(
    day: Supervisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wait_in_vain(_storage: IdempotencyStorage, key: str, *_rest: object) -> None:
        raise KeyInFlightError(key)

    with monkeypatch.context() as held:
        held.setattr(IdempotencyStorage, "claim", wait_in_vain)
        problem_of(day.try_save(key="the-same-key"), 409, "request-in-flight")
    assert day.try_save(key="the-same-key").status_code == 201


def test_a_late_repeat_of_a_change_does_not_undo_a_later_one(day: Supervisor) -> None:
    address = f"{day.address}/customers/{AMAL}/actuals"
    key = {"Idempotency-Key": "enter-five-breads"}
    five = day.http.patch(address, json={"actuals": {BREAD: 5}}, headers=key)
    day.enter(AMAL, {BREAD: 6})
    late = day.http.patch(address, json={"actuals": {BREAD: 5}}, headers=key)
    assert (five.status_code, late.status_code) == (200, 200)
    assert late.json()["customers"][AMAL]["actuals"][BREAD]["quantity"] == 6
    assert late.json()["draft"]["revision"] == 2
    other = day.http.patch(address, json={"actuals": {BREAD: 7}}, headers=key)
    problem_of(other, 422, "idempotency-key-reused")


def test_a_discarded_draft_is_in_the_audit_trail(in_conflict: Supervisor) -> None:
    assert in_conflict.try_discard().status_code == 204
    assert in_conflict.try_discard().status_code == 204
    newest, *_ = in_conflict.look_back("audit")
    assert (newest["action"], newest["user_name"]) == ("draft_discarded", "Supervisor")
    assert newest["detail"]["entries"][AMAL]["edits"] == {BREAD: 4}
    problem_of(in_conflict.http.get(f"{in_conflict.address}/merge"), 404, "nothing-to-merge")


def test_the_history_tells_versions_and_what_differs(
    in_conflict: Supervisor, noura: Supervisor
) -> None:
    first = noura.open()
    in_conflict.merge(1, [{**CHOICE, "choice": "mine"}])
    noura.reopen(2, "A late van")
    noura.unvisit(BADR)
    noura.save(version=2)
    versions = noura.look_back("versions")
    assert [
        (one["record_version"], one["saved_by"], one["how"], one["from_version"])
        for one in versions
    ] == [(3, "Noura", "saved", 2), (2, "Supervisor", "merged", 0), (1, "Noura", "saved", 0)]
    assert [one["reopened_reason"] for one in versions] == ["A late van", None, None]
    assert noura.look_back("versions/1") == first
    assert [
        (one["customer_name"], one["field"], one["item_name"], one["before"], one["after"])
        for one in noura.look_back("versions/1/differences/3")
    ] == [
        ("Amal Grocery", "actual", "Bread", 10, 4),
        ("Badr Market", "visited", None, True, False),
        ("Dana Kiosk", "visited", None, False, True),
        ("Dana Kiosk", "actual", "Cheese", None, 1),
    ]
    problem_of(noura.http.get(f"{noura.address}/versions/4"), 404, "version-not-found")
    assert [one["action"] for one in noura.look_back("audit")] == [
        "session_saved",
        "session_reopened",
        "session_merged",
        "session_saved",
    ]


def test_a_version_of_an_earlier_release_is_told_as_saved(
    day: Supervisor, database: Database
) -> None:
    """The release before wrote neither how nor from which version."""
    day.save()
    with database.writing() as connection:
        connection.execute(
            text(f"UPDATE {tables.session_version.name} SET from_version = NULL, how = DEFAULT")
            if database.dialect != "sqlite"
            else text(f"UPDATE {tables.session_version.name} SET from_version = NULL")
        )
    [version] = day.look_back("versions")
    assert (version["how"], version["from_version"]) == ("saved", None)
