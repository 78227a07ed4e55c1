"""Taking over a database that the original system made: looked at, completed, never rewritten."""

from __future__ import annotations

from dataclasses import dataclass

from alembic import command
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Column, Connection, Index, UniqueConstraint, inspect

from sales_supervision.storage.engine import Database
from sales_supervision.storage.every_table import metadata
from sales_supervision.storage.expected_schema import VERSION_TABLE, expected_schema
from sales_supervision.storage.migrating import alembic_config
from sales_supervision.storage.schema import NEWEST_STEP, SchemaError
from sales_supervision.storage.schema_differences import (
    SchemaDifference,
    Severity,
    schema_differences,
)

ROUTE_SUMMARY = "tbl_supervision_route_summary"
PHASE_1, PHASE_2 = "baseline", "add_optimistic_locking"


@dataclass(frozen=True, slots=True)
class Adoptable:
    """``step``: which of ours the database stands at. ``differences``: from that step."""

    step: str
    differences: list[SchemaDifference]

    def of(self, severity: Severity) -> list[SchemaDifference]:
        return [item for item in self.differences if item.severity is severity]


def examine(connection: Connection) -> Adoptable:
    """How a database of the original differs from ours; nothing is changed.

    Raises SchemaError for a database that is ours already or that no original made.
    """
    inspector = inspect(connection)
    there = set(inspector.get_table_names())
    if VERSION_TABLE in there:
        raise SchemaError(
            "The database is under migrations already: run `sales-supervision db upgrade`."
        )
    if ROUTE_SUMMARY not in there:
        raise SchemaError(
            f"The database has no table {ROUTE_SUMMARY}, so there is nothing to adopt: "
            "run `sales-supervision db upgrade` to make a new schema."
        )
    columns = {column["name"] for column in inspector.get_columns(ROUTE_SUMMARY)}
    step = PHASE_2 if "record_version" in columns else PHASE_1
    expected = expected_schema(step)
    in_the_way = sorted(there & (expected_schema(NEWEST_STEP).tables.keys() - expected.tables))
    return Adoptable(
        step,
        [
            SchemaDifference(
                name, "a later step makes a table of this name; rename it", Severity.BLOCKING
            )
            for name in in_the_way
        ]
        + schema_differences(connection, expected),
    )


def adopt(database: Database, *, complete: bool = False) -> Adoptable:
    """Note at which step the database stands, so that ``upgrade`` goes on from there.

    Nothing is noted while something blocks, or can be added and is not: ``complete`` adds columns
    that may be empty, unique constraints and indexes, all in the same transaction. No row is
    written. Returns what was found before.
    """
    with database.migrating() as connection:
        found = examine(connection)
        addable = found.of(Severity.ADDABLE)
        if not found.of(Severity.BLOCKING) and (complete or not addable):
            for difference in addable:
                _add(connection, difference)
            command.stamp(alembic_config(connection), found.step)
    return found


def _add(connection: Connection, difference: SchemaDifference) -> None:
    operations = Operations(MigrationContext.configure(connection))
    match difference.part:
        case Column() as column:
            # The type as we have it: the expected schema knows only SQLite's name for it.
            ours = metadata.tables[difference.table].c[column.name]
            operations.add_column(
                difference.table,
                Column(
                    ours.name,
                    ours.type,
                    nullable=ours.nullable,
                    server_default=ours.server_default,
                ),
            )
        case UniqueConstraint() as unique:
            columns = [column.name for column in unique.columns]
            # As an index: SQLite adds no constraint to a table that is there.
            operations.create_index(str(unique.name), difference.table, columns, unique=True)
        case Index() as index:
            columns = [column.name for column in index.columns]
            operations.create_index(str(index.name), difference.table, columns)
        case None:
            raise ValueError(f"Nothing can be added for: {difference}")
