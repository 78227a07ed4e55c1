"""Migrations as scripts: the kept files, and T-SQL that can be run again."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest
import sqlglot
from alembic.util import CommandError
from sqlalchemy import text
from sqlglot import exp

from sales_supervision.storage.engine import Database
from sales_supervision.storage.schema import STEPS, schema_version
from sales_supervision.storage.scripts import migration_script

KEPT = Path(__file__).parents[2] / "database" / "migrations"
ROLLBACK = migration_script("mssql", "add_optimistic_locking", "baseline")
ALL_UP, ALL_DOWN = (
    migration_script("mssql", "base", "head"),
    migration_script("mssql", "head", "base"),
)
GUARDED = r"IF @@TRANCOUNT > 0\nAND .*(OBJECT_ID|COL_LENGTH|sys\.indexes)"


def batches(script: str) -> list[str]:
    return [batch.strip() for batch in re.split(r"^GO$", script, flags=re.M) if batch.strip()]


@pytest.mark.parametrize(
    ("file", "start", "end"),
    [
        ("add_optimistic_locking.sql", "baseline", "add_optimistic_locking"),
        ("add_optimistic_locking_rollback.sql", "add_optimistic_locking", "baseline"),
    ],
)
def test_the_kept_scripts_are_what_the_code_writes(file: str, start: str, end: str) -> None:
    """If not: `make migration-scripts`."""
    assert (KEPT / file).read_text(encoding="utf-8") == migration_script("mssql", start, end)


@pytest.mark.parametrize("script", [ALL_UP, ALL_DOWN, ROLLBACK], ids=["up", "down", "rollback"])
def test_every_batch_for_sql_server_is_t_sql(script: str) -> None:
    for batch in batches(script):
        for statement in sqlglot.parse(batch, read="tsql"):
            assert statement is not None
            assert not isinstance(statement, exp.Command), batch


@pytest.mark.parametrize("script", [ALL_UP, ALL_DOWN], ids=["up", "down"])
def test_every_change_asks_whether_it_is_due_and_nothing_failed(script: str) -> None:
    changes = [
        batch
        for batch in batches(script)
        if re.search(r"\b(CREATE|ALTER|DROP) (TABLE|INDEX)", batch)
    ]
    assert changes
    for batch in changes:
        assert re.search(GUARDED, batch, flags=re.S) or "sys.default_constraints" in batch
        assert "IF @@TRANCOUNT > 0" in batch


def test_the_script_names_its_database_once_and_no_table_with_it() -> None:
    script = migration_script("mssql", "base", "head", "Sales ]x")
    assert batches(script)[0].endswith("USE [Sales ]]x];")
    assert script.count("Sales ]]x") == 1
    assert "dbo." not in script


def test_types_are_those_of_a_server_of_today() -> None:
    assert "supervision_date DATE NOT NULL" in ALL_UP
    assert not re.search(r"\b(DATETIME|NTEXT|IMAGE|TEXT)\b", ALL_UP)


def test_the_rollback_drops_index_then_default_then_column() -> None:
    places = [
        ROLLBACK.index(words)
        for words in ("DROP INDEX", "DROP CONSTRAINT", "DROP COLUMN record_version")
    ]
    assert places == sorted(places)


def test_a_script_does_to_sqlite_what_upgrade_does(database: Database, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "by_hand.db") as by_hand:
        by_hand.executescript(migration_script("sqlite", "base", "head"))
    by_hand.close()
    other = Database(f"sqlite:///{tmp_path / 'by_hand.db'}")
    with other.reading() as connection:
        assert schema_version(connection).is_newest
        assert connection.scalar(text("SELECT COUNT(*) FROM tbl_database_epoch")) == 1
    other.dispose()


def test_a_script_does_to_postgresql_what_upgrade_does(blank_database: Database) -> None:
    if blank_database.dialect != "postgresql":
        pytest.skip("for PostgreSQL")
    for start, end in (("base", "head"), ("head", "base")):
        with blank_database.engine.connect().execution_options(
            isolation_level="AUTOCOMMIT"
        ) as connection:
            connection.exec_driver_sql(migration_script("postgresql", start, end))
        with blank_database.reading() as connection:
            assert schema_version(connection).current == (STEPS[-1] if end == "head" else None)


@pytest.mark.parametrize(("start", "end"), [("base", "nowhere"), ("head", "head")])
def test_there_is_no_script_to_nowhere(start: str, end: str) -> None:
    with pytest.raises(CommandError):
        migration_script("mssql", start, end)
