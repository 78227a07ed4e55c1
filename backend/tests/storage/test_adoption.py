"""Taking over a database of the original: nothing of it changes, and what differs is listed."""

from __future__ import annotations

import pytest
from sqlalchemy import inspect

from sales_supervision.storage.adoption import adopt
from sales_supervision.storage.engine import Database
from sales_supervision.storage.expected_schema import expected_schema
from sales_supervision.storage.migrating import upgrade
from sales_supervision.storage.schema import (
    NEWEST_STEP,
    SchemaError,
    require_newest,
    schema_version,
)
from sales_supervision.storage.schema_differences import Severity, schema_differences
from tests.storage.original_database import contents, make_original

REASON = "tbl_supervision_customer_summary: column not_visited_reason is missing."
UNIQUE_DAY = "UNIQUE (route_code, supervision_date)"


def step_of(database: Database) -> str | None:
    with database.reading() as connection:
        return schema_version(connection).current


def described(database: Database) -> list[object]:
    """The columns and rows of the three tables."""
    with database.reading() as connection:
        return [
            [column["name"] for column in inspect(connection).get_columns(table)]
            + [tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {table}")]
            for table in expected_schema("baseline").tables
        ]


def told(database: Database, severity: Severity) -> list[str]:
    """What is refused with that severity; nothing may have been changed."""
    before = described(database)
    found = adopt(database)
    assert step_of(database) is None
    assert described(database) == before
    return [str(difference) for difference in found.of(severity)]


@pytest.mark.parametrize(("phase", "step"), [(1, "baseline"), (2, "add_optimistic_locking")])
def test_either_phase_is_taken_over_without_touching_a_row(
    blank_database: Database, phase: int, step: str
) -> None:
    make_original(blank_database, phase=phase)
    before = contents(blank_database)
    with pytest.raises(SchemaError, match="sales-supervision db adopt"):
        require_newest(blank_database)

    found = adopt(blank_database, complete=True)

    assert found.of(Severity.BLOCKING) == []
    assert REASON in [str(difference) for difference in found.of(Severity.ADDABLE)]
    assert step_of(blank_database) == step
    upgrade(blank_database)
    require_newest(blank_database)
    assert contents(blank_database) == before
    with blank_database.reading() as connection:
        assert [
            difference
            for difference in schema_differences(connection, expected_schema(NEWEST_STEP))
            if difference.severity is not Severity.HARMLESS
        ] == []


def test_what_is_missing_is_not_added_unasked(blank_database: Database) -> None:
    make_original(blank_database)
    assert told(blank_database, Severity.ADDABLE) == [
        REASON,
        "tbl_supervision_customer_summary: index "
        "idx_tbl_supervision_customer_summary_customer_code on customer_code is missing.",
        "tbl_supervision_item_details: index idx_tbl_supervision_item_details_item_code on "
        "item_code is missing.",
    ]
    columns = inspect(blank_database.engine).get_columns("tbl_supervision_customer_summary")
    assert "not_visited_reason" not in {column["name"] for column in columns}


@pytest.mark.parametrize(
    ("words", "others", "sentence"),
    [
        pytest.param(
            "    total_skus_sold INT NOT NULL,\n",
            "",
            "column total_skus_sold is missing",
            id="column",
        ),
        pytest.param(
            "route_code {}(50)",
            "route_code INT",
            "column route_code holds whole numbers",
            id="type",
        ),
        pytest.param(
            "session_id {}(100)",
            "session_id {}(40)",
            "column session_id holds texts of 40",
            id="short",
        ),
        pytest.param(
            "priority_score DECIMAL(10,2)",
            "priority_score DECIMAL(10,2) NOT NULL",
            "column priority_score must be filled",
            id="not null",
        ),
        pytest.param(
            "session_completed_at {}",
            "branch INT NOT NULL, session_completed_at {}",
            "column branch is not ours and must be filled",
            id="extra",
        ),
    ],
)
def test_what_blocks_is_named(
    blank_database: Database, words: str, others: str, sentence: str
) -> None:
    postgresql = blank_database.dialect == "postgresql"
    type_ = "VARCHAR" if postgresql else "NVARCHAR"
    if "completed" in words:
        type_ = "TIMESTAMP" if postgresql else "DATETIME"
    make_original(blank_database, rows=False, replace=(words.format(type_), others.format(type_)))
    assert any(sentence in line for line in told(blank_database, Severity.BLOCKING))


def test_a_missing_unique_constraint_is_added_where_nothing_violates_it(
    blank_database: Database,
) -> None:
    make_original(blank_database, replace=(f",\n    {UNIQUE_DAY}", ""))
    assert (
        "tbl_supervision_route_summary: nothing makes route_code, supervision_date unique."
        in told(blank_database, Severity.ADDABLE)
    )
    adopt(blank_database, complete=True)
    assert step_of(blank_database) == "baseline"
    unique = [
        set(index["column_names"])
        for index in inspect(blank_database.engine).get_indexes("tbl_supervision_route_summary")
        if index["unique"]
    ]
    assert {"route_code", "supervision_date"} in unique


def test_rows_that_violate_a_missing_unique_constraint_are_named(blank_database: Database) -> None:
    make_original(blank_database, replace=(f",\n    {UNIQUE_DAY}", ""))
    with blank_database.writing() as connection:
        columns = [
            column["name"]
            for column in inspect(connection).get_columns("tbl_supervision_route_summary")
            if column["name"] not in ("route_summary_id", "session_id")
        ]
        names = ", ".join(columns)
        connection.exec_driver_sql(
            f"INSERT INTO tbl_supervision_route_summary (session_id, {names}) "
            f"SELECT 'another', {names} FROM tbl_supervision_route_summary"
        )
    assert told(blank_database, Severity.BLOCKING) == [
        "tbl_supervision_route_summary: nothing makes route_code, supervision_date unique, and "
        "there are several of 1004 and 2026-03-17."
    ]


def test_a_table_that_a_later_step_makes_is_in_the_way(blank_database: Database) -> None:
    make_original(blank_database)
    with blank_database.writing() as connection:
        connection.exec_driver_sql("CREATE TABLE tbl_route (of_somebody_else INT)")
    (line,) = told(blank_database, Severity.BLOCKING)
    assert line == "tbl_route: a later step makes a table of this name; rename it."


def test_what_may_stay_is_told_and_does_not_hinder(blank_database: Database) -> None:
    make_original(blank_database)
    found = adopt(blank_database, complete=True)
    harmless = [str(difference) for difference in found.of(Severity.HARMLESS)]
    assert any(
        "qty_fulfillment_rate is " in line and "1,000 and above" in line for line in harmless
    )
    assert any("no foreign key leads from session_id" in line for line in harmless)


def test_only_a_database_of_the_original_is_adopted(
    blank_database: Database, database: Database
) -> None:
    with pytest.raises(SchemaError, match="nothing to adopt"):
        adopt(blank_database)
    with pytest.raises(SchemaError, match="under migrations already"):
        adopt(database)
