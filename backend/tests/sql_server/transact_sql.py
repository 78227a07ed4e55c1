"""Whether a statement is T-SQL: what sqlglot parses, less what it forgives and SQL Server does not.

No SQL Server runs here. Each statement that a test sends to SQLite through SQLAlchemy is compiled
for SQL Server, too, and looked at in this way.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import sqlglot
from sqlalchemy import Connection, Delete, Engine, Insert, Select, Update, event
from sqlalchemy.dialects.mssql.mssqlpython import MSDialect_mssqlpython
from sqlalchemy.sql import ClauseElement
from sqlglot import exp

MOST_PARAMETERS = 2_100
"""In one statement, by Microsoft's "Maximum capacity specifications for SQL Server"."""

_REFUSED: tuple[tuple[str, str], ...] = (
    (r"\bLIMIT\b", "T-SQL has TOP"),
    (r"\bON CONFLICT\b", "T-SQL knows no ON CONFLICT"),
    (r"\bFOR UPDATE\b", "T-SQL has WITH (UPDLOCK)"),
    (r"\bRETURNING\b", "T-SQL has OUTPUT"),
    (r"(?i)\b(true|false)\b", "T-SQL has no boolean literals"),
    (r"(?i)SELECT\s+EXISTS", "EXISTS is no value in T-SQL"),
    (r"\)( AS given)? = [01]\b", "a predicate is no value in T-SQL"),
    (r"\b(NTEXT|TEXT|IMAGE)\b", "an old type"),
    (r"\bDATETIME\b", "DATETIME rounds to 3 ms; DATETIME2 does not"),
    (r"\|\|", "T-SQL joins texts with +"),
    (r"(?<![\[\w])key\b(?!\])", "key is a word of T-SQL"),
    (r"(?i)\bjson_(each|extract)\b", "a function of SQLite"),
)


@lru_cache(maxsize=2_000)
def parsed(statement: str) -> tuple[exp.Expr, ...]:
    """The statement as T-SQL; raises ParseError or AssertionError where it is not."""
    trees = sqlglot.parse(statement, read="tsql", error_level=sqlglot.ErrorLevel.RAISE)
    for refused, why in _REFUSED:
        assert not re.search(refused, statement), f"{why}:\n{statement}"
    kept = tuple(tree for tree in trees if tree is not None)
    assert not any(isinstance(tree, exp.Command) for tree in kept), f"Not parsed:\n{statement}"
    return kept


def look_at_each_statement(engine: Engine) -> None:
    """Compile for SQL Server whatever ``engine`` executes, and parse it."""
    dialect = MSDialect_mssqlpython(paramstyle="qmark")
    dialect._setup_version_attributes()  # as connecting would
    known: set[object] = set()

    def look(
        _connection: Connection,
        statement: ClauseElement,
        multiple: list[dict[str, Any]],
        parameters: dict[str, Any],
        _options: Any,
    ) -> None:
        # Texts are the tests' own; of tables another test sees to it.
        if not isinstance(statement, Select | Insert | Update | Delete):
            return
        cached = statement._generate_cache_key()
        keys = tuple((multiple[0] if multiple else parameters) or ())
        seen = (cached.key, keys) if cached else None
        if seen in known:
            return
        if seen:
            known.add(seen)
        compiled = statement.compile(
            dialect=dialect,
            column_keys=list(keys) or None,
            compile_kwargs={"render_postcompile": True},
        )
        assert len(compiled.params) <= MOST_PARAMETERS, str(compiled)
        parsed(str(compiled))

    event.listen(engine, "before_execute", look)
