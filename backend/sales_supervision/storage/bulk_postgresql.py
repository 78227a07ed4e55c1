"""Bulk writes on PostgreSQL: one statement over ``unnest``, an array a column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import (
    ARRAY,
    Column,
    Connection,
    String,
    Table,
    TableValuedAlias,
    Text,
    and_,
    bindparam,
    func,
    select,
)
from sqlalchemy import delete as delete_from
from sqlalchemy.dialects import postgresql
from sqlalchemy.types import TypeEngine

Row = Mapping[str, Any]


def insert(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    names = list(rows[0])
    statement = postgresql.insert(table).from_select(names, select(_given(table, names)))
    connection.execute(statement, _arrays(names, rows))


def upsert(connection: Connection, table: Table, keys: Sequence[str], rows: Sequence[Row]) -> None:
    names = list(rows[0])
    statement = postgresql.insert(table).from_select(names, select(_given(table, names)))
    others = [name for name in names if name not in keys]
    upsert = (
        statement.on_conflict_do_update(
            index_elements=keys, set_={name: statement.excluded[name] for name in others}
        )
        if others
        else statement.on_conflict_do_nothing()
    )
    connection.execute(upsert, _arrays(names, rows))


def delete(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    names = list(rows[0])
    given = _given(table, names)
    matches = and_(*(table.c[name] == given.c[name] for name in names))
    connection.execute(delete_from(table).where(matches), _arrays(names, rows))


def _given(table: Table, names: Sequence[str]) -> TableValuedAlias:
    arrays = [bindparam(f"given_{name}", type_=ARRAY(_type(table.c[name]))) for name in names]
    columns = [Column(name, _type(table.c[name])) for name in names]
    return func.unnest(*arrays).table_valued(*columns, name="given").render_derived()


def _type(column: Column[Any]) -> TypeEngine[Any]:
    # A cast to VARCHAR(50) would cut a longer text off without a word; the table refuses it.
    return Text() if isinstance(column.type, String) else column.type


def _arrays(names: Sequence[str], rows: Sequence[Row]) -> dict[str, list[Any]]:
    return {f"given_{name}": [row[name] for row in rows] for name in names}
