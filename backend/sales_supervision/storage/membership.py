"""``among(column, values)``: an IN list of any length that is one parameter on every database."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Boolean, Column, ColumnElement, String, UnicodeText, bindparam
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


def among(column: ColumnElement[str], values: Iterable[str]) -> ColumnElement[bool]:
    """Whether ``column`` equals one of ``values``.

    One parameter instead of one a value: SQL Server takes at most 2,100 in a statement, and a
    statement of the same text each time is planned once.
    """
    return _Among(column, bindparam(None, as_json(list(values)), UnicodeText(), unique=True))


def as_json(value: object) -> str:
    """Compact JSON; raises ValueError for a number that JSON does not know (NaN, infinity)."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def collation(column: ColumnElement[Any], dialect: Dialect) -> str:
    """The collation of a text column on ``dialect``, the database's own where it names none."""
    implemented = column.type.dialect_impl(dialect)
    named = implemented.collation if isinstance(implemented, String) else None
    return named or "DATABASE_DEFAULT"


class _Among(FunctionElement[bool]):
    type = Boolean()
    inherit_cache = True
    name = "among"


@compiles(_Among)
def _sqlite(element: _Among, compiler: SQLCompiler, **kw: Any) -> str:
    column, values = _parts(element, compiler, kw)
    return f"{column} IN (SELECT value FROM json_each({values}))"


@compiles(_Among, "postgresql")
def _postgresql(element: _Among, compiler: SQLCompiler, **kw: Any) -> str:
    column, values = _parts(element, compiler, kw)
    return f"{column} IN (SELECT jsonb_array_elements_text(CAST({values} AS JSONB)))"


@compiles(_Among, "mssql")
def _sql_server(element: _Among, compiler: SQLCompiler, **kw: Any) -> str:
    column, values = _parts(element, compiler, kw)
    compared = element.clauses.clauses[0]
    assert isinstance(compared, Column)
    return (
        f"{column} IN (SELECT given.value COLLATE {collation(compared, compiler.dialect)} "
        f"FROM OPENJSON(CAST({values} AS NVARCHAR(MAX))) "
        "WITH (value NVARCHAR(4000) '$') AS given)"
    )


def _parts(element: _Among, compiler: SQLCompiler, kw: dict[str, Any]) -> tuple[str, str]:
    column, values = element.clauses.clauses
    return compiler.process(column, **kw), compiler.process(values, **kw)
