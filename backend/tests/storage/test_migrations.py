"""The migrations: up one step at a time, down with rows in every table, equal to the tables."""

from __future__ import annotations

from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    LargeBinary,
    MetaData,
    Numeric,
    String,
    Table,
    func,
    inspect,
    select,
    text,
)
from sqlalchemy.exc import DBAPIError

from sales_supervision.storage.engine import Database
from sales_supervision.storage.every_table import metadata
from sales_supervision.storage.migrating import alembic_config, downgrade, upgrade
from sales_supervision.storage.moments import to_stored
from sales_supervision.storage.schema import STEPS, schema_version
from tests.clocks import NOON, TODAY

SUMMARY_TABLES = {
    "tbl_supervision_route_summary",
    "tbl_supervision_customer_summary",
    "tbl_supervision_item_details",
}
PLAN_TABLES = {
    "tbl_route",
    "tbl_customer",
    "tbl_item",
    "tbl_journey_plan",
    "tbl_sale",
    "tbl_van_load",
    "tbl_recommended_order",
    "tbl_recommendation_run",
    "tbl_live_actual",
    "tbl_feed_import",
    "tbl_data_revision",
}
REVIEW_TABLES = {
    "tbl_review",
    "tbl_review_claim",
    "tbl_review_figure",
    "tbl_review_feedback",
    "tbl_supervision_session_review",
}
OPERATION_TABLES = {"tbl_hourly_figure"}
MAINTENANCE_TABLES = {"tbl_maintenance"}
ACCOUNT_TABLES = {
    "tbl_user",
    "tbl_user_route",
    "tbl_user_identity",
    "tbl_sign_in_session",
    "tbl_api_token",
    "tbl_reset_link",
    "tbl_sign_in_attempt",
}
LATER = ACCOUNT_TABLES | OPERATION_TABLES | MAINTENANCE_TABLES
DRAFT_TABLES = {
    "tbl_supervision_session_version",
    "tbl_supervision_draft",
    "tbl_supervision_draft_customer",
    "tbl_idempotency_key",
    "tbl_audit",
}
TABLES_AT: dict[str | None, set[str]] = {
    None: set(),
    "baseline": SUMMARY_TABLES,
    "add_optimistic_locking": SUMMARY_TABLES,
    "plan_data": SUMMARY_TABLES | PLAN_TABLES,
    "drafts_and_versions": SUMMARY_TABLES | PLAN_TABLES | DRAFT_TABLES,
    "epoch": set(metadata.tables) - {"tbl_presence"} - REVIEW_TABLES - LATER,
    "session_history": set(metadata.tables) - {"tbl_presence"} - REVIEW_TABLES - LATER,
    "presence": set(metadata.tables) - REVIEW_TABLES - LATER,
    "reviews": set(metadata.tables) - LATER,
    "accounts": set(metadata.tables) - OPERATION_TABLES - MAINTENANCE_TABLES,
    "hourly_figures": set(metadata.tables) - MAINTENANCE_TABLES,
    "maintenance": set(metadata.tables),
}


def step_of(database: Database) -> str | None:
    with database.reading() as connection:
        return schema_version(connection).current


def table_names(database: Database) -> set[str]:
    return set(inspect(database.engine).get_table_names()) - {"alembic_version"}


def described(database: Database) -> dict[str, dict[str, Any]]:
    """Columns, indices and constraints of every table, as the database tells them."""
    inspector = inspect(database.engine)
    return {
        name: {
            "columns": [
                (column["name"], str(column["type"]), column["nullable"], column["default"])
                for column in inspector.get_columns(name)
            ],
            "key": inspector.get_pk_constraint(name),
            "indexes": sorted(inspector.get_indexes(name), key=str),
            "unique": sorted(inspector.get_unique_constraints(name), key=str),
            "foreign": sorted(inspector.get_foreign_keys(name), key=str),
        }
        for name in sorted(table_names(database))
    }


def put_a_row_into_each_table(connection: Connection) -> set[str]:
    """A row in every table there is, parents first; returns the names of the tables."""
    found = MetaData()
    found.reflect(connection)
    filled = set()
    for table in found.sorted_tables:
        if table.name != "alembic_version":
            # The epoch's table has its one row already.
            if not _rows(connection, table.name):
                connection.execute(table.insert().values(_row_of(table)))
            filled.add(table.name)
    return filled


def _row_of(table: Table) -> dict[str, Any]:
    """A value for every column; equal names get equal values, so that foreign keys hold."""
    return {column.name: _value(column) for column in table.columns}


def _value(column: Column[Any]) -> Any:
    if column.name == "source":
        return "feed"
    kinds: list[tuple[type, Any]] = [
        (LargeBinary, b"\x00"),
        (DateTime, to_stored(NOON)),
        (Date, TODAY),
        (Boolean, True),
        (String, "x"),
        (Numeric, 1.5),
    ]
    return next((value for kind, value in kinds if isinstance(column.type, kind)), 1)


def test_upgrading_from_nothing_goes_step_by_step(blank_database: Database) -> None:
    assert step_of(blank_database) is None
    for step in STEPS:
        upgrade(blank_database, step)
        assert step_of(blank_database) == step
        assert table_names(blank_database) == TABLES_AT[step]


def test_the_steps_named_in_the_code_are_those_of_the_scripts_oldest_first() -> None:
    scripts = ScriptDirectory.from_config(alembic_config()).walk_revisions()
    assert list(STEPS) == [script.revision for script in scripts][::-1]


def test_upgrading_without_a_target_reaches_the_newest_step(blank_database: Database) -> None:
    upgrade(blank_database)
    with blank_database.reading() as connection:
        assert schema_version(connection).is_newest
    assert step_of(blank_database) == STEPS[-1]


def test_upgrading_twice_changes_nothing(blank_database: Database) -> None:
    upgrade(blank_database)
    before = described(blank_database)
    upgrade(blank_database)
    assert described(blank_database) == before


@pytest.mark.parametrize("step", STEPS)
def test_each_step_can_be_taken_back_with_rows_in_the_tables(
    blank_database: Database, step: str
) -> None:
    below = STEPS[STEPS.index(step) - 1] if step != STEPS[0] else None
    if below:
        upgrade(blank_database, below)
    before = described(blank_database)
    upgrade(blank_database, step)
    with blank_database.writing() as connection:
        filled = put_a_row_into_each_table(connection)
    assert filled == TABLES_AT[step]

    downgrade(blank_database, below or "base")

    assert step_of(blank_database) == below
    assert described(blank_database) == before
    with blank_database.reading() as connection:
        assert {name: _rows(connection, name) for name in TABLES_AT[below]} == dict.fromkeys(
            TABLES_AT[below], 1
        )


def test_the_whole_way_down_and_up_again_gives_the_same_schema(blank_database: Database) -> None:
    upgrade(blank_database)
    newest = described(blank_database)
    with blank_database.writing() as connection:
        put_a_row_into_each_table(connection)
    downgrade(blank_database, "base")
    assert table_names(blank_database) == set()
    assert step_of(blank_database) is None
    upgrade(blank_database)
    assert described(blank_database) == newest


def test_the_migrated_schema_is_that_of_the_tables(database: Database) -> None:
    with database.reading() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, metadata) == []


def test_the_comparison_would_see_a_column_that_no_migration_makes(database: Database) -> None:
    changed = MetaData(naming_convention=metadata.naming_convention)
    for table in metadata.tables.values():
        table.to_metadata(changed)
    changed.tables["tbl_route"].append_column(Column("forgotten", String(5)))
    with database.reading() as connection:
        context = MigrationContext.configure(connection)
        assert [difference[0] for difference in compare_metadata(context, changed)] == [
            "add_column"
        ]


def test_a_step_that_fails_in_the_middle_leaves_the_schema_as_it_was(
    blank_database: Database,
) -> None:
    with blank_database.writing() as connection:
        connection.execute(text("CREATE TABLE tbl_audit (in_the_way INTEGER)"))
    with pytest.raises(DBAPIError, match=r"tbl_audit\"? already exists"):
        upgrade(blank_database)
    assert table_names(blank_database) == {"tbl_audit"}
    assert step_of(blank_database) is None


@pytest.mark.parametrize("move", [upgrade, downgrade])
def test_an_unknown_step_is_refused(blank_database: Database, move: Any) -> None:
    upgrade(blank_database)
    with pytest.raises(CommandError, match="no_such_step"):
        move(blank_database, "no_such_step")
    assert step_of(blank_database) == STEPS[-1]


def _rows(connection: Connection, table: str) -> int:
    counted = connection.scalar(select(func.count()).select_from(text(table)))
    assert isinstance(counted, int)
    return counted
