"""``among(column, values)``: an IN list of any length that is one parameter on every database."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, String, bindparam
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeEngine


def among(column: ColumnElement[str], values: Iterable[str]) -> ColumnElement[bool]:
    """Whether ``column`` equals one of ``values``.

    One parameter instead of one a value: SQL Server takes at most 2,100 in a statement, and a
    statement of the same text each time is planned once.
    """
    return _in(column, bindparam(None, as_json(list(values)), column.type, unique=True))


def among_given(column: ColumnElement[str], name: str) -> ColumnElement[bool]:
    """``among`` for a statement that is made once: the parameter ``name`` is a JSON array."""
    return _in(column, bindparam(name, type_=column.type))


def _in(column: ColumnElement[str], values: BindParameter[str]) -> ColumnElement[bool]:
    # As a comparison: a function of type Boolean would become `… = 1` on SQL Server.
    return column.bool_op("IN")(_Given(values))


def as_json(value: object) -> str:
    """Compact JSON; raises ValueError for a number that JSON does not know (NaN, infinity)."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def collation(kind: TypeEngine[Any], dialect: Dialect) -> str:
    """The collation of a text type on ``dialect``, the database's own where it names none."""
    implemented = kind.dialect_impl(dialect)
    named = implemented.collation if isinstance(implemented, String) else None
    return named or "DATABASE_DEFAULT"


class _Given(FunctionElement[str]):
    """The texts of a JSON array, as a subquery; it has the type of what it is compared with."""

    inherit_cache = True
    name = "given"

    def __init__(self, values: BindParameter[str]) -> None:
        super().__init__(values)
        self.type = values.type


@compiles(_Given)
def _sqlite(element: _Given, compiler: SQLCompiler, **kw: Any) -> str:
    return f"(SELECT value FROM json_each({compiler.process(element.clauses, **kw)}))"


@compiles(_Given, "postgresql")
def _postgresql(element: _Given, compiler: SQLCompiler, **kw: Any) -> str:
    values = compiler.process(element.clauses, **kw)
    return f"(SELECT jsonb_array_elements_text(CAST({values} AS JSONB)))"


@compiles(_Given, "mssql")
def _sql_server(element: _Given, compiler: SQLCompiler, **kw: Any) -> str:
    values = compiler.process(element.clauses, **kw)
    return (
        f"(SELECT given.value COLLATE {collation(element.type, compiler.dialect)} "
        f"FROM OPENJSON(CAST({values} AS NVARCHAR(MAX))) "
        "WITH (value NVARCHAR(4000) '$') AS given)"
    )
