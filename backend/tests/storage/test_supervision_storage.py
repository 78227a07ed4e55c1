"""Saved sessions: one a route day, versions counted from 1, all of a save or nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, func, select
from sqlalchemy.exc import IntegrityError

from sales_supervision.storage.engine import Database
from sales_supervision.storage.supervision_storage import (
    SessionDocument,
    SessionRows,
    SessionStatus,
    SupervisionStorage,
    VersionMovedError,
)
from sales_supervision.storage.tables import (
    customer_summary,
    item_details,
    route_summary,
    session_version,
)
from tests.clocks import NOON, TODAY
from tests.storage.sample_rows import (
    SESSION_ID,
    customer_row,
    item_columns,
    item_row,
    route_row,
    session_rows,
)

TABLES = (route_summary, customer_summary, item_details, session_version)


def save(
    connection: Connection,
    rows: SessionRows,
    expected_version: int = 0,
    session_id: str = SESSION_ID,
) -> int:
    now = NOON + timedelta(hours=expected_version)
    return SupervisionStorage(connection).save(
        session_id, expected_version, rows, saved_by="Amal", now=now
    )


def counts(database: Database) -> list[int]:
    """Rows in TABLES."""
    with database.reading() as connection:
        return [connection.scalar(select(func.count()).select_from(t)) or 0 for t in TABLES]


def test_the_first_save_is_version_1(database: Database) -> None:
    with database.writing() as connection:
        assert save(connection, session_rows()) == 1
    with database.reading() as connection:
        session = SupervisionStorage(connection).find("1004", TODAY)
    assert session is not None
    assert session.session_id == SESSION_ID
    assert session.record_version == 1
    assert session.status is SessionStatus.SAVED
    assert (session.started_at, session.saved_at, session.saved_by) == (NOON, NOON, "Amal")


def test_every_row_is_written_with_its_values(database: Database) -> None:
    with database.writing() as connection:
        save(connection, session_rows(customers=3, items=4))
    assert counts(database) == [1, 3, 12, 1]
    with database.reading() as connection:
        assert _row(connection, route_summary).items() >= route_row().items()
        (customer,) = _rows(connection, customer_summary, customer_code="C001")
        assert customer.items() >= customer_row("C001").items()
        (item,) = _rows(connection, item_details, customer_code="C002", item_code="I003")
        assert item.items() >= item_row("C002", "I003").items()
    assert customer["session_id"] == item["session_id"] == SESSION_ID


def test_an_unknown_quantity_and_nothing_sold_are_different(database: Database) -> None:
    items = item_columns(item_row("C000", "untold", None), item_row("C000", "none", 0))
    with database.writing() as connection:
        save(connection, replace(session_rows(), items=items))
    with database.reading() as connection:
        (untold,) = _rows(connection, item_details, item_code="untold")
        (none,) = _rows(connection, item_details, item_code="none")
    assert (untold["original_actual_qty"], untold["final_actual_qty"]) == (None, None)
    assert (none["original_actual_qty"], none["final_actual_qty"]) == (0, 0)


def test_the_next_version_replaces_the_rows_and_keeps_the_versions(database: Database) -> None:
    with database.writing() as connection:
        save(connection, session_rows(customers=3, items=4, content=b"first"))
    with database.writing() as connection:
        again = session_rows(customers=2, items=1, content=b"second", total_customers_visited=2)
        assert save(connection, again, expected_version=1) == 2
    assert counts(database) == [1, 2, 2, 2]
    with database.reading() as connection:
        storage = SupervisionStorage(connection)
        session = storage.find("1004", TODAY)
        assert session is not None
        assert session.record_version == 2
        assert session.saved_at == NOON + timedelta(hours=1)
        assert _row(connection, route_summary)["total_customers_visited"] == 2
        assert storage.document(SESSION_ID, 1).content == b"first"
        assert storage.document(SESSION_ID, 2).content == b"second"


def test_a_version_that_moved_is_not_overwritten(database: Database) -> None:
    for version in (0, 1):
        with database.writing() as connection:
            save(connection, session_rows(customers=2), expected_version=version)
    with pytest.raises(VersionMovedError), database.writing() as connection:
        save(connection, session_rows(customers=9), expected_version=1)
    assert counts(database) == [1, 2, 6, 2]


@pytest.mark.parametrize(
    ("session_id", "route_code"),
    [
        pytest.param("another session", "1004", id="one session a route and date"),
        pytest.param(SESSION_ID, "1001", id="session_id is unique"),
    ],
)
def test_the_database_itself_refuses_a_second_session(
    database: Database, session_id: str, route_code: str
) -> None:
    with database.writing() as connection:
        save(connection, session_rows())
    with (
        pytest.raises(IntegrityError, match=r"(?i)unique"),
        database.writing() as connection,
    ):
        save(connection, session_rows(route_code=route_code), session_id=session_id)
    assert counts(database) == [1, 2, 6, 1]


def test_the_same_route_on_another_date_is_another_session(database: Database) -> None:
    with database.writing() as connection:
        save(connection, session_rows())
        save(
            connection,
            session_rows(supervision_date=TODAY + timedelta(days=1)),
            session_id="tomorrow's",
        )
        assert SupervisionStorage(connection).find("1004", TODAY + timedelta(days=2)) is None
    assert counts(database)[0] == 2


@pytest.mark.parametrize("expected_version", [0, 1])
def test_a_save_that_fails_in_the_middle_leaves_what_was(
    database: Database, expected_version: int
) -> None:
    """The second row of items breaks a constraint, after summaries were written."""
    for version in range(expected_version):
        with database.writing() as connection:
            save(connection, session_rows(content=b"good"), version)
    before = counts(database)
    broken = replace(session_rows(customers=5), items=item_columns(*[item_row("C000", "I000")] * 2))
    with pytest.raises(IntegrityError), database.writing() as connection:
        save(connection, broken, expected_version)
    assert counts(database) == before
    with database.reading() as connection:
        session = SupervisionStorage(connection).find("1004", TODAY)
    assert (session.record_version if session else 0) == expected_version


def test_the_saved_document_reads_back_to_the_byte(database: Database) -> None:
    content = '{"name": "متجر النور", "untold": null}'.encode() * 5000
    rows = replace(session_rows(), document=SessionDocument(7, content))
    with database.writing() as connection:
        save(connection, rows)
    with database.reading() as connection:
        assert SupervisionStorage(connection).document(SESSION_ID, 1) == SessionDocument(7, content)
        (kept,) = _rows(connection, session_version)
    assert len(kept["document"]) < len(content) / 10


def test_a_version_that_never_was_has_no_document(database: Database) -> None:
    with database.writing() as connection:
        save(connection, session_rows())
    with database.reading() as connection, pytest.raises(LookupError, match="no version 2"):
        SupervisionStorage(connection).document(SESSION_ID, 2)


def _rows(connection: Connection, table: Any, **equal: str) -> list[dict[str, Any]]:
    matches = [table.c[name] == value for name, value in equal.items()]
    return [dict(row) for row in connection.execute(select(table).where(*matches)).mappings()]


def _row(connection: Connection, table: Any) -> dict[str, Any]:
    (row,) = _rows(connection, table)
    return row
