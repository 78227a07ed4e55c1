"""The audit trail: a row an act, never changed."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

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
        detail="متجر",
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
            "detail": "متجر",
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
