"""Bulk writes on SQL Server: one statement over ``OPENJSON``, all rows in one parameter."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    Float,
    Integer,
    Numeric,
    String,
    Table,
    text,
)

from sales_supervision.storage.membership import as_json, collation

Row = Mapping[str, Any]

_SHORT_TEXT = 4000
"""Longest text of a type that is not MAX. A column's own length would cut off instead of refuse."""


def insert(connection: Connection, table: Table, columns: Mapping[str, Sequence[Any]]) -> None:
    given = _Given(connection, table, list(columns))
    rows = [
        dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)
    ]
    given.execute(
        f"INSERT INTO {given.table} ({given.list_of(given.names)}) "
        f"SELECT {given.list_of(given.names, 'given')} FROM {given.rows}",
        rows,
    )


def upsert(connection: Connection, table: Table, keys: Sequence[str], rows: Sequence[Row]) -> None:
    """Two statements, not MERGE: its lock on ranges would hold up writers of other rows."""
    given = _Given(connection, table, list(rows[0]))
    others = [name for name in given.names if name not in keys]
    matches = given.matches(keys)
    if others:
        changes = ", ".join(f"{given.quote(name)} = given.{given.quote(name)}" for name in others)
        given.execute(
            f"UPDATE stored SET {changes} FROM {given.table} AS stored "
            f"JOIN {given.rows} ON {matches}",
            rows,
        )
    given.execute(
        f"INSERT INTO {given.table} ({given.list_of(given.names)}) "
        f"SELECT {given.list_of(given.names, 'given')} FROM {given.rows} "
        f"WHERE NOT EXISTS (SELECT 1 FROM {given.table} AS stored WHERE {matches})",
        rows,
    )


def delete(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    given = _Given(connection, table, list(rows[0]))
    given.execute(
        f"DELETE stored FROM {given.table} AS stored "
        f"JOIN {given.rows} ON {given.matches(given.names)}",
        rows,
    )


class _Given:
    """The rows given, as a table of the statement: ``given``, beside the table's ``stored``."""

    def __init__(self, connection: Connection, table: Table, names: list[str]) -> None:
        self._connection = connection
        self._columns = [table.c[name] for name in names]
        prepare = connection.dialect.identifier_preparer
        self.quote = prepare.quote
        self.table = prepare.format_table(table)
        self.names = names
        types = ", ".join(
            f"{self.quote(column.name)} {self._type(column)} '$.c{number}'"
            for number, column in enumerate(self._columns)
        )
        self.rows = f"OPENJSON(CAST(:rows AS NVARCHAR(MAX))) WITH ({types}) AS given"

    def list_of(self, names: Sequence[str], alias: str = "") -> str:
        return ", ".join(f"{alias}{'.' if alias else ''}{self.quote(name)}" for name in names)

    def matches(self, names: Sequence[str]) -> str:
        # Text from JSON has the database's collation, which may not be the column's.
        return " AND ".join(
            f"stored.{self.quote(column.name)} = given.{self.quote(column.name)}"
            + (
                f" COLLATE {collation(column.type, self._connection.dialect)}"
                if isinstance(column.type, String)
                else ""
            )
            for column in self._columns
            if column.name in names
        )

    def execute(self, statement: str, rows: Sequence[Row]) -> None:
        ready = [(f"c{n}", c.name, _ready(c)) for n, c in enumerate(self._columns)]
        given = [
            {short: None if row[name] is None else make(row[name]) for short, name, make in ready}
            for row in rows
        ]
        self._connection.execute(text(statement), {"rows": as_json(given)})

    def _type(self, column: Column[Any]) -> str:
        if isinstance(column.type, String):
            long = column.type.length is None or column.type.length > _SHORT_TEXT
            return f"NVARCHAR({'MAX' if long else _SHORT_TEXT})"
        implemented = column.type.dialect_impl(self._connection.dialect)
        return str(self._connection.dialect.type_compiler_instance.process(implemented))


def _ready(column: Column[Any]) -> Callable[[Any], Any]:
    """How a value of ``column`` stands in JSON. Raises TypeError for bytes and the like."""
    kind = column.type
    if isinstance(kind, Numeric) and not isinstance(kind, Float):
        # JSON may write 0.00001 as 1e-05, which NUMERIC does not take.
        return f"{{:.{kind.scale or 0}f}}".format
    for known, ready in _READY:
        if isinstance(kind, known):
            return ready
    raise TypeError(f"Rows in bulk cannot carry {column}: {kind!r} has no place in JSON.")


def _moment(value: datetime) -> str:
    return value.isoformat(timespec="microseconds")


_READY: tuple[tuple[type[Any], Callable[[Any], Any]], ...] = (
    (Boolean, int),
    (DateTime, _moment),
    (Date, date.isoformat),
    (Float, float),
    (Integer, int),
    (String, str),
)
