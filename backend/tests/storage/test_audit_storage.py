"""The audit trail: a row an act, never changed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from sales_supervision.storage.audit_storage import AuditEntry, AuditStorage
from sales_supervision.storage.engine import Database
from sales_supervision.storage.moments import to_stored
from sales_supervision.storage.tables import audit
from tests.clocks import NOON, TODAY


def test_each_act_is_a_row_of_its_own_in_order(database: Database) -> None:
    saved = AuditEntry(
        action="session_saved",
        user_name="Amal",
        route_code="1004",
        supervision_date=TODAY,
        session_id="s",
        record_version=1,
        request_id="r",
        from_version=0,
        reason="late",
        detail={"shop": "متجر"},
    )
    later = NOON + timedelta(hours=1)
    with database.writing() as connection:
        AuditStorage(connection).record(saved, NOON)
        AuditStorage(connection).record(AuditEntry("signed_in", "Badr"), later)
    with database.reading() as connection:
        rows = [
            dict(row)
            for row in connection.execute(select(audit).order_by(audit.c.audit_id)).mappings()
        ]
    assert rows == [
        {
            "audit_id": 1,
            "happened_at": to_stored(NOON),
            "action": "session_saved",
            "user_name": "Amal",
            "route_code": "1004",
            "supervision_date": TODAY,
            "session_id": "s",
            "record_version": 1,
            "request_id": "r",
            "from_version": 0,
            "reason": "late",
            "detail": '{"shop":"متجر"}',
        },
        {
            **dict.fromkeys(rows[0]),
            "audit_id": 2,
            "happened_at": to_stored(later),
            "action": "signed_in",
            "user_name": "Badr",
        },
    ]


def test_an_act_that_fails_leaves_no_trace_of_having_happened(database: Database) -> None:
    try:
        with database.writing() as connection:
            AuditStorage(connection).record(AuditEntry("session_saved", "Amal"), NOON)
            raise TimeoutError
    except TimeoutError:
        pass
    with database.reading() as connection:
        assert connection.execute(select(audit)).all() == []


def test_the_trail_of_a_day_is_read_newest_first(database: Database) -> None:
    first, second = (
        AuditEntry(action, "Amal", "1004", TODAY, "s", 1, detail={"shop": "متجر"})
        for action in ("session_saved", "session_reopened")
    )
    with database.writing() as connection:
        for entry in (first, AuditEntry("session_saved", "Amal", "1005", TODAY), second):
            AuditStorage(connection).record(entry, NOON)
    with database.reading() as connection:
        trail = AuditStorage(connection).of_day("1004", TODAY)
    assert [record.entry for record in trail] == [second, first]
    assert [(record.audit_id, record.happened_at) for record in trail] == [(3, NOON), (1, NOON)]


@pytest.mark.parametrize(
    "statement",
    ["UPDATE tbl_audit SET user_name = 'Nobody'", "DELETE FROM tbl_audit WHERE audit_id = 1"],
)
def test_the_database_refuses_to_change_or_delete_an_entry(
    database: Database, statement: str
) -> None:
    if database.dialect == "mssql":
        pytest.skip("SQL Server leaves it to the rights of the product's user.")
    with database.writing() as connection:
        AuditStorage(connection).record(AuditEntry("signed_in", "Badr"), NOON)
    with (
        pytest.raises(DBAPIError, match="audit trail only grows"),
        database.writing() as connection,
    ):
        connection.exec_driver_sql(statement)
    with database.reading() as connection:
        assert connection.scalar(select(audit.c.user_name)) == "Badr"
