"""Bulk writes: many rows in one statement, however many rows there are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, insert
from sqlalchemy.dialects import postgresql, sqlite

Row = Mapping[str, Any]


def insert_rows(connection: Connection, table: Table, rows: Iterable[Row]) -> int:
    """Insert ``rows``, all with the same keys, in one statement; returns how many they were."""
    values = [dict(row) for row in rows]
    if values:
        connection.execute(insert(table), values)
    return len(values)


def upsert_rows(connection: Connection, table: Table, rows: Iterable[Row]) -> int:
    """Insert ``rows``, or overwrite those with the same primary key; returns how many they were.

    The rows must have the same keys, and no two of them the same primary key.
    """
    values = [dict(row) for row in rows]
    if not values:
        return 0
    keys = [column.name for column in table.primary_key]
    others = [name for name in values[0] if name not in keys]
    dialect = connection.dialect.name
    if dialect in ("sqlite", "postgresql"):
        make = sqlite.insert if dialect == "sqlite" else postgresql.insert
        statement = make(table)
        connection.execute(
            statement.on_conflict_do_update(
                index_elements=keys, set_={name: statement.excluded[name] for name in others}
            )
            if others
            else statement.on_conflict_do_nothing(),
            values,
        )
        return len(values)
    delete_rows(connection, table, keys, values)
    return insert_rows(connection, table, values)


def delete_rows(
    connection: Connection, table: Table, columns: Sequence[str], rows: Iterable[Row]
) -> None:
    """Delete what equals one of ``rows`` in all of ``columns``."""
    values = [{f"key_{name}": row[name] for name in columns} for row in rows]
    if values:
        matches = [table.c[name] == bindparam(f"key_{name}") for name in columns]
        connection.execute(delete(table).where(*matches), values)
