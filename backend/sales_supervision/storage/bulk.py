"""Bulk writes: many rows in one statement, however many rows there are.

The rows travel as a stream or as one parameter a column (PostgreSQL), or as one JSON text (SQL
Server), since no server takes a parameter a value: SQL Server ends at 2,100 in a statement.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table

from sales_supervision.storage import bulk_postgresql, bulk_sql_server, bulk_sqlite
from sales_supervision.storage.bulk_columns import by_column

Row = Mapping[str, Any]

_BULK = {"sqlite": bulk_sqlite, "postgresql": bulk_postgresql, "mssql": bulk_sql_server}


def insert_rows(
    connection: Connection, table: Table, rows: Iterable[Row], same: Row | None = None
) -> int:
    """Insert ``rows``, all with the same keys, in one statement; returns how many they were.

    ``same``: columns that the rows lack, with a value that all of them have.
    """
    values = list(rows)
    return insert_columns(
        connection, table, by_column(list(values[0]), values) if values else {}, same
    )


def insert_columns(
    connection: Connection,
    table: Table,
    columns: Mapping[str, Sequence[Any]],
    same: Row | None = None,
) -> int:
    """``insert_rows`` of what is there by column already; all columns are of the same length."""
    count = len(next(iter(columns.values()), ()))
    if count:
        given = {**columns, **{name: [value] * count for name, value in (same or {}).items()}}
        _BULK[connection.dialect.name].insert(connection, table, given)
    return count


def upsert_rows(connection: Connection, table: Table, rows: Iterable[Row]) -> int:
    """Insert ``rows``, or overwrite those with the same primary key; returns how many they were.

    The rows must have the same keys, and no two of them the same primary key.
    """
    values = list(rows)
    if values:
        keys = [column.name for column in table.primary_key]
        _BULK[connection.dialect.name].upsert(connection, table, keys, values)
    return len(values)


def delete_rows(
    connection: Connection, table: Table, columns: Sequence[str], rows: Iterable[Row]
) -> None:
    """Delete what equals one of ``rows`` in all of ``columns``."""
    values = [{name: row[name] for name in columns} for row in rows]
    if values:
        _BULK[connection.dialect.name].delete(connection, table, values)
