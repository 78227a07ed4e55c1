"""A driver of SQL Server that writes down what it is sent."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlglot import exp

from tests.sql_server.transact_sql import parsed

URL = "mssql+mssqlpython://somebody:secret@nowhere/sales"

Answers = dict[str, list[tuple[Any, ...]]]
"""Rows by a pattern that the statement contains; no rows for any other."""

_AT_CONNECT: Answers = {
    "@@version": [("Microsoft SQL Server 2022 (RTM) - 16.0.1000.6 (X64)",)],
    "schema_name()": [("dbo",)],
    "sys.system_views": [("dm_exec_sessions",)],
    "transaction_isolation_level": [("READ COMMITTED",)],
    "@taken": [(0,)],
    "sys.databases": [(1,)],
}


@dataclass
class Sent:
    statement: str
    parameters: Sequence[Any]


@dataclass
class RecordingDriver:
    """The DBAPI module in place of ``mssql_python``; connections and cursors are itself."""

    answers: Answers = field(default_factory=dict)
    failures: dict[str, Exception] = field(default_factory=dict)
    sent: list[Sent] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    autocommit: bool = False
    paramstyle: str = "qmark"
    version: str = "1.16.0"
    rowcount: int = 1

    class Error(Exception):
        pass

    class OperationalError(Error):
        pass

    class ProgrammingError(Error):
        pass

    class IntegrityError(Error):
        pass

    class InterfaceError(Error):
        pass

    def __getattr__(self, name: str) -> Any:
        if name == "__version__":
            return self.version
        raise AttributeError(name)

    Binary = bytes

    def connect(self, *_args: Any, **_options: Any) -> RecordingDriver:
        return self

    def pooling(self, **_options: Any) -> None:
        pass

    def cursor(self) -> RecordingCursor:
        return RecordingCursor(self)

    def commit(self) -> None:
        self.ended.append("commit")
        self.sent.append(Sent("COMMIT", ()))

    def rollback(self) -> None:
        self.ended.append("rollback")
        self.sent.append(Sent("ROLLBACK", ()))

    def close(self) -> None:
        self.ended.append("close")

    @property
    def statements(self) -> list[str]:
        return [sent.statement for sent in self.sent]


class RecordingCursor:
    def __init__(self, driver: RecordingDriver) -> None:
        self._driver = driver
        self._rows: list[tuple[Any, ...]] | None = None
        self._columns = 1

    @property
    def description(self) -> list[tuple[Any, ...]] | None:
        if self._rows is None:
            return None
        return [(f"c{n}", None, None, None, None, None, None) for n in range(self._columns)]

    @property
    def rowcount(self) -> int:
        return self._driver.rowcount

    def execute(self, statement: str, parameters: Sequence[Any] = ()) -> None:
        self._driver.sent.append(Sent(statement, parameters))
        for pattern, failure in self._driver.failures.items():
            if pattern in statement:
                raise failure
        self._rows = None
        if re.search(r"\bSELECT\b|OUTPUT", statement, re.I) and not re.match(
            r"(INSERT|UPDATE|DELETE)\b(?!.*OUTPUT)", statement, re.I | re.S
        ):
            known = _AT_CONNECT | self._driver.answers
            self._rows = next(
                (list(rows) for words, rows in known.items() if words in statement), []
            )
            self._columns = len(self._rows[0]) if self._rows else _columns_of(statement)

    def executemany(self, statement: str, parameters: Sequence[Any]) -> None:
        raise AssertionError(f"A statement a row: {statement}")

    def fetchone(self) -> tuple[Any, ...] | None:
        return self._rows.pop(0) if self._rows else None

    def fetchall(self) -> list[tuple[Any, ...]]:
        rows, self._rows = self._rows or [], []
        return rows

    def fetchmany(self, size: int | None = None) -> list[tuple[Any, ...]]:
        return self.fetchall()

    def nextset(self) -> bool:
        return False

    def close(self) -> None:
        pass


def _columns_of(statement: str) -> int:
    """How many columns a query answers with; 1 for what is no query of ours."""
    if not statement.startswith("SELECT"):
        return 1
    (tree,) = parsed(statement)
    return len(tree.selects) or 1 if isinstance(tree, exp.Query) else 1
