"""Bulk writes on SQLite, which is in the process: no distance, so one prepared statement a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Insert, Table
from sqlalchemy.dialects import sqlite

from sales_supervision.storage.bulk_columns import by_column
from sales_supervision.storage.membership import as_json

Row = Mapping[str, Any]


def insert(connection: Connection, table: Table, columns: Mapping[str, Sequence[Any]]) -> None:
    text, names = _insertion(table, tuple(columns))
    given = {name: columns[name] for name in names}
    connection.exec_driver_sql(text, _ready(connection, table, given))


@cache
def _insertion(table: Table, names: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """The statement, and the columns in the order of its parameters; made once a kind of row."""
    compiled = sqlite.insert(table).compile(dialect=sqlite.dialect(), column_keys=list(names))
    return str(compiled), tuple(compiled.positiontup or ())


def upsert(connection: Connection, table: Table, keys: Sequence[str], rows: Sequence[Row]) -> None:
    statement = sqlite.insert(table)
    others = [name for name in rows[0] if name not in keys]
    upsert = (
        statement.on_conflict_do_update(
            index_elements=keys, set_={name: statement.excluded[name] for name in others}
        )
        if others
        else statement.on_conflict_do_nothing()
    )
    _execute(connection, upsert, table, rows)


def delete(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    names = list(rows[0])
    prepare = connection.dialect.identifier_preparer
    columns = ", ".join(prepare.quote(name) for name in names)
    given = ", ".join(f"json_extract(value, '$[{n}]')" for n in range(len(names)))
    connection.exec_driver_sql(
        f"DELETE FROM {prepare.format_table(table)} "
        f"WHERE ({columns}) IN (SELECT {given} FROM json_each(?))",
        (as_json(_ready(connection, table, by_column(names, rows))),),
    )


def _execute(connection: Connection, statement: Insert, table: Table, rows: Sequence[Row]) -> None:
    """Through the driver's own ``executemany``: a third of SQLAlchemy's time a row."""
    compiled = statement.compile(dialect=connection.dialect, column_keys=list(rows[0]))
    given = by_column(compiled.positiontup or (), rows)
    connection.exec_driver_sql(str(compiled), _ready(connection, table, given))


def _ready(
    connection: Connection, table: Table, columns: Mapping[str, Sequence[Any]]
) -> list[tuple[Any, ...]]:
    """The rows as the driver takes them; each different value of a column is made ready once."""
    dialect = connection.dialect
    ready: list[Sequence[Any]] = []
    for name, values in columns.items():
        make = table.c[name].type.dialect_impl(dialect).bind_processor(dialect)
        if make is not None:
            known = {value: make(value) for value in set(values)}
            values = [known[value] for value in values]  # noqa: PLW2901
        ready.append(values)
    return list(zip(*ready, strict=True))
