"""The step ``add_optimistic_locking`` by itself, on sessions saved before it."""

from __future__ import annotations

import pytest
from sqlalchemy import insert, inspect, select, text
from sqlalchemy.exc import IntegrityError

from sales_supervision.storage.engine import Database
from sales_supervision.storage.migrating import downgrade, upgrade
from sales_supervision.storage.tables import route_summary
from tests.storage.sample_rows import SESSION_ID, route_row

TABLE = "tbl_supervision_route_summary"


@pytest.fixture
def baseline_database(blank_database: Database) -> Database:
    """A database of the time before the step, with one saved session."""
    upgrade(blank_database, "baseline")
    with blank_database.writing() as connection:
        connection.execute(insert(route_summary).values(session_id=SESSION_ID, **route_row()))
    return blank_database


def test_the_column_and_the_index_are_added(baseline_database: Database) -> None:
    assert "record_version" not in _columns(baseline_database)

    upgrade(baseline_database, "add_optimistic_locking")

    column = _columns(baseline_database)["record_version"]
    assert str(column["type"]) == "INTEGER"
    assert column["nullable"] is False
    assert "1" in str(column["default"])
    assert _indexes(baseline_database) == {
        "idx_route_session_version": ["session_id", "record_version"]
    }


def test_sessions_saved_before_are_version_1(baseline_database: Database) -> None:
    upgrade(baseline_database, "add_optimistic_locking")
    with baseline_database.reading() as connection:
        assert connection.execute(text(f"SELECT record_version FROM {TABLE}")).all() == [(1,)]


def test_a_row_that_names_no_version_is_version_1(baseline_database: Database) -> None:
    """The release before the step goes on writing: it does not know the column."""
    upgrade(baseline_database, "add_optimistic_locking")
    with baseline_database.writing() as connection:
        connection.execute(
            insert(route_summary).values(
                session_id="of the previous release", **route_row(route_code="1001")
            )
        )
    with baseline_database.reading() as connection:
        versions = connection.scalars(text(f"SELECT record_version FROM {TABLE}")).all()
    assert versions == [1, 1]


def test_a_row_without_version_is_refused(baseline_database: Database) -> None:
    upgrade(baseline_database, "add_optimistic_locking")
    with (
        pytest.raises(IntegrityError, match=r"(?i)null"),
        baseline_database.writing() as connection,
    ):
        connection.execute(text(f"UPDATE {TABLE} SET record_version = NULL"))


def test_going_back_removes_both_and_keeps_the_sessions(baseline_database: Database) -> None:
    columns = list(_columns(baseline_database))
    upgrade(baseline_database, "add_optimistic_locking")
    with baseline_database.writing() as connection:
        connection.execute(text(f"UPDATE {TABLE} SET record_version = 3"))

    downgrade(baseline_database, "baseline")

    assert list(_columns(baseline_database)) == columns
    assert _indexes(baseline_database) == {}
    known = [column for column in route_summary.c if column.name in columns]
    with baseline_database.reading() as connection:
        (row,) = connection.execute(select(*known)).mappings()
    assert {**route_row(), "session_id": SESSION_ID}.items() <= dict(row).items()


def _columns(database: Database) -> dict[str, dict[str, object]]:
    return {
        str(column["name"]): dict(column) for column in inspect(database.engine).get_columns(TABLE)
    }


def _indexes(database: Database) -> dict[str | None, list[str | None]]:
    """Those that are not there for a constraint, which some databases list, too."""
    return {
        index["name"]: list(index["column_names"])
        for index in inspect(database.engine).get_indexes(TABLE)
        if not index["unique"]
    }
