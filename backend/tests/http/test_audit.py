"""The audit trail as a whole: searched, paged, exported."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from sales_supervision.domain.access import Role, Scope
from sales_supervision.spreadsheet_cells import as_text
from sales_supervision.storage.audit_storage import AuditEntry, AuditSearch, AuditStorage
from sales_supervision.storage.engine import Database
from tests.clocks import NOON, TODAY
from tests.http.conftest import Start
from tests.http.signed_in import signed_in
from tests.http.supervisor import problem_of
from tests.people import CHEAP, add_person

ENTRIES = [
    AuditEntry("session_saved", "Amal", "R1", TODAY, "s1", 1, "req-0001", 0),
    AuditEntry("session_reopened", "Badr", "R1", TODAY, "s1", 1, "req-0002", 1, "A late [van] 50%"),
    AuditEntry("session_saved", "=cmd|' /C calc'!A0", "R2", TODAY, "s2", 1, reason="+1"),
    AuditEntry("role_changed", "Huda", detail={"about": "متجر Noor", "after": "manager"}),
]


@pytest.fixture
def audited(database: Database) -> Database:
    with database.writing() as connection:
        for day, entry in enumerate(ENTRIES):
            AuditStorage(connection).record(entry, NOON + timedelta(days=day))
    return database


@pytest.fixture
def office(start: Start, audited: Database) -> TestClient:
    add_person(audited, "Huda", Role.ADMINISTRATOR)
    return signed_in(start(sign_in="accounts", **CHEAP), "Huda")


def found(office: TestClient, **search: Any) -> list[int]:
    """Which of ENTRIES a search finds, by their number."""
    shown = office.get("/api/audit", params=search).json()["records"]
    return [one["audit_id"] - 1 for one in shown if one["audit_id"] <= len(ENTRIES)]


SEARCHES: list[tuple[dict[str, Any], list[int]]] = [
    ({}, [3, 2, 1, 0]),
    ({"user_name": "Badr"}, [1]),
    ({"user_name": "badr"}, [1]),
    ({"action": "session_saved"}, [2, 0]),
    ({"route_code": "R1"}, [1, 0]),
    ({"route_code": "R1", "action": "session_saved"}, [0]),
    ({"first_date": "2026-03-18", "last_date": "2026-03-19"}, [2, 1]),
    ({"last_date": "2026-03-16"}, []),
    ({"text": "LATE"}, [1]),
    ({"text": "[van]"}, [1]),
    ({"text": "%"}, [1]),
    ({"text": "متجر"}, [3]),
    ({"text": "req-0001"}, [0]),
    ({"text": "no such words", "text_action": "role_changed"}, [3]),
    ({"before": 2}, [0]),
]


def test_a_search_finds_what_it_names(office: TestClient) -> None:
    for search, numbers in SEARCHES:
        assert found(office, **search) == numbers, search


def test_the_days_are_those_of_the_deployment(office: TestClient, audited: Database) -> None:
    """In Dubai the 17th begins at 20:00 UTC of the 16th."""
    early = NOON.replace(day=16, hour=20)
    with audited.writing() as connection:
        for moment in (early - timedelta(seconds=1), early):
            AuditStorage(connection).record(AuditEntry("noted", "Amal"), moment)

    def noted(**dates: str) -> int:
        answer = office.get("/api/audit", params={"action": "noted", **dates})
        return len(answer.json()["records"])

    assert noted(first_date="2026-03-17") == 1
    assert noted(last_date="2026-03-16") == 1


def test_pages_follow_each_other_without_a_gap(office: TestClient) -> None:
    pages, before = list[list[int]](), dict[str, int]()
    while True:
        answer = office.get("/api/audit", params={"limit": 2, **before}).json()
        pages.append([one["audit_id"] for one in answer["records"]])
        if answer["next"] is None:
            break
        before = {"before": answer["next"]}
    everything = [one["audit_id"] for one in office.get("/api/audit").json()["records"]]
    assert [one for page in pages for one in page] == everything
    assert [len(page) for page in pages[:-1]] == [2] * (len(pages) - 1)


def test_the_kinds_of_acts_can_be_chosen_from(office: TestClient) -> None:
    actions = office.get("/api/audit/actions").json()
    assert actions == ["role_changed", "session_reopened", "session_saved", "signed_in"]


def test_an_export_holds_what_the_search_finds_and_no_formula(office: TestClient) -> None:
    answer = office.get("/api/audit/export", params={"route_code": "R2"})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="audit-2026-03-17.csv"'
    text = answer.content.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text))
    assert row["user_name"] == "'=cmd|' /C calc'!A0"
    assert (row["reason"], row["route_code"], row["detail"]) == ("'+1", "R2", "")
    assert row["happened_at"] == "2026-03-19T08:00:00+00:00"
    newest = office.get("/api/audit", params={"limit": 1}).json()["records"][0]
    assert (newest["action"], newest["user_name"]) == ("audit_exported", "Huda")
    assert newest["detail"]["search"] == {"route_code": "R2"}


@pytest.mark.parametrize(
    "value", ["=1", "+1", "-1", "@x", "\tx", "\r1", "\nx", " =1", "＝1", "　=1"]
)
def test_what_a_spreadsheet_would_run_becomes_text(value: str) -> None:
    assert as_text(value) == f"'{value}"


@pytest.mark.parametrize("between", ["\t", ";", "\n", "\r"])
def test_no_part_of_a_cell_becomes_a_formula_where_a_spreadsheet_splits_it(between: str) -> None:
    assert as_text(f"a{between}=1") == f"a{between}'=1"
    assert as_text(f"{between}=1").endswith(f"{between}'=1")


@pytest.mark.parametrize("value", ["", "Amal", "1004", "a=1", "مرحبا", '{"a": 1}', "2026-03-17"])
def test_other_texts_stay_as_they_are(value: str) -> None:
    assert as_text(value) == value


WRONG: list[dict[str, Any]] = [
    {"first_date": "17.3.2026"},
    {"last_date": "9999-12-31"},
    {"limit": 201},
    {"before": 0},
    {"text": "x" * 101},
    {"text": "\u0000"},
    {"text_action": "x y"},
    {"user": "Amal"},
]


def test_a_search_that_cannot_be_is_refused(office: TestClient) -> None:
    for wrong in WRONG:
        problem_of(office.get("/api/audit", params=wrong), 422, "invalid-request")
    for address in ("/api/audit/export?limit=1", "/api/audit/actions?text=x"):
        problem_of(office.get(address), 422, "invalid-request")


def test_of_routes_only_those_that_are_theirs(audited: Database) -> None:
    def seen(scope: Scope) -> list[int]:
        with audited.reading() as connection:
            found = AuditStorage(connection).search(AuditSearch(), scope, 10)
        return [record.audit_id - 1 for record in found]

    assert seen(Scope(routes=frozenset({"R2"}))) == [3]
    assert seen(Scope()) == [3]


def test_the_trail_is_for_administrators(start: Start, audited: Database) -> None:
    add_person(audited, "Badr", Role.MANAGER)
    badr = signed_in(start(sign_in="accounts", **CHEAP), "Badr")
    for address in ("/api/audit", "/api/audit/actions", "/api/audit/export"):
        problem_of(badr.get(address), 403, "not-permitted")
