"""Values reach the database as bound parameters alone.

Each place that puts a statement together from pieces stands here, with what the pieces are; ruff's
S608 looks for more of the kind.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import sales_supervision

PACKAGE = Path(sales_supervision.__file__).parent

_OUR_TABLES = "names of our own tables and columns"
_THE_DATABASE = "the database's own name from the settings, quoted"
_NUMBERS = "numbers of our own"
_OUR_WORDS = "words of our own; what comes in is a placeholder"

PUT_TOGETHER = {
    "feeds/repetition.py:RepeatedKeys.__init__": "pragmas of our own",
    "storage/backup/postgresql_backup.py:_restored": _THE_DATABASE,
    "storage/backup/postgresql_backup.py:_rename": _THE_DATABASE,
    "storage/backup/postgresql_backup.py:_drop": _THE_DATABASE,
    "storage/backup/sql_server_backup.py:backup_statement": "BACKUP takes none; quoted",
    "storage/backup/sql_server_backup.py:verify_statement": "RESTORE takes none; quoted",
    "storage/backup/sql_server_backup.py:restore_statement": "RESTORE takes none; quoted",
    "storage/backup/sql_server_backup.py:restore": _THE_DATABASE,
    "storage/backup/sql_server_backup.py:_restored": _THE_DATABASE,
    "storage/backup/sql_server_backup.py:_parts": "RESTORE takes none; quoted",
    "storage/backup/table_sums.py:_sum": "names that the database told, quoted",
    "storage/bulk_postgresql.py:insert": _OUR_TABLES,
    "storage/bulk_sql_server.py:insert": _OUR_TABLES,
    "storage/bulk_sql_server.py:upsert": _OUR_TABLES,
    "storage/bulk_sql_server.py:delete": _OUR_TABLES,
    "storage/bulk_sqlite.py:delete": _OUR_TABLES,
    "storage/membership.py:_sqlite": "a placeholder that SQLAlchemy made",
    "storage/membership.py:_postgresql": "a placeholder that SQLAlchemy made",
    "storage/membership.py:_sql_server": "a placeholder that SQLAlchemy made",
    "storage/migrations/versions/0005_epoch.py:upgrade": "functions of each product",
    "storage/migrations/versions/0012_audit_only_grows.py:upgrade": "triggers of each product",
    "storage/migrations/versions/0012_audit_only_grows.py:downgrade": "triggers of each product",
    "storage/rerunnable_sql.py:RerunnableSqlServer.emit_commit": "writes a script, runs nothing",
    "storage/rerunnable_sql.py:_guarded": "writes a script, runs nothing",
    "storage/rerunnable_sql.py:_index_exists": "writes a script, runs nothing",
    "storage/rerunnable_sql.py:_drop_default": "writes a script, runs nothing",
    "storage/sql_server.py:_take": _OUR_WORDS,
    "storage/sql_server.py:_release": _OUR_WORDS,
    "storage/sql_server.py:": _OUR_WORDS,
    "storage/sql_server.py:_prepare": _NUMBERS,
    "storage/sqlite.py:Sqlite._prepare": _NUMBERS,
    "storage/sqlite.py:_begin": "a word of our own",
    "storage/sqlite.py:_let_wait": _NUMBERS,
}

_RUNS = {
    "text",
    "exec_driver_sql",
    "literal_column",
    "TextClause",
    "DDL",
    "execute",
    "executemany",
    "executescript",
}
_STATEMENT = re.compile(
    r"\b(SELECT|INSERT|UPDATE|DELETE|MERGE|ALTER|DROP|CREATE|TRUNCATE|BEGIN|DECLARE|EXEC|RESTORE|COPY|"
    r"BACKUP|PRAGMA|SET)\b\s"
)


def test_statements_are_put_together_where_they_are_known_to_be_and_nowhere_else() -> None:
    found = {
        f"{file.relative_to(PACKAGE).as_posix()}:{place}"
        for file in PACKAGE.rglob("*.py")
        for place in _places(ast.parse(file.read_text(encoding="utf-8")))
    }
    assert found == set(PUT_TOGETHER)


@pytest.mark.parametrize(
    "code",
    [
        "def f(c, x): c.execute(text(f'{x}'))",
        "def f(c, x): c.exec_driver_sql('SELECT ' + x)",
        "def f(c, x): c.exec_driver_sql('SELECT %s' % x)",
        "def f(c, x): c.exec_driver_sql('SELECT {}'.format(x))",
        "def f(c, x): s = f'DELETE FROM {x}'; c.execute(text(s))",
        "def f(x): return literal_column(' '.join(x))",
    ],
)
def test_the_search_finds_what_it_is_for(code: str) -> None:
    assert set(_places(ast.parse(code))) == {"f"}


@pytest.mark.parametrize(
    "code", ["text('SELECT :x')", "c.execute(select(t).where(t.c.x == x))", "f'{x} rows'"]
)
def test_the_search_lets_bound_parameters_through(code: str) -> None:
    assert not set(_places(ast.parse(code)))


def _places(tree: ast.Module) -> Iterator[str]:
    for node, place in _with_place(tree, ""):
        runs = isinstance(node, ast.Call) and _called(node) in _RUNS and bool(node.args)
        if (runs and isinstance(node, ast.Call) and _is_put_together(node.args[0])) or (
            _is_put_together(node) and _STATEMENT.search(_words(node))
        ):
            yield place


def _with_place(node: ast.AST, place: str) -> Iterator[tuple[ast.AST, str]]:
    for child in ast.iter_child_nodes(node):
        inner = place
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            inner = f"{place}.{child.name}".lstrip(".")
        yield child, inner
        yield from _with_place(child, inner)


def _is_put_together(node: ast.AST) -> bool:
    match node:
        case ast.JoinedStr(values=values):
            return any(isinstance(value, ast.FormattedValue) for value in values)
        case ast.BinOp(op=ast.Mod() | ast.Add()):
            return bool(_words(node))
        case ast.Call(func=ast.Attribute(value=ast.Constant(), attr="format" | "join")):
            return True
    return False


def _called(node: ast.Call) -> str:
    match node.func:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
    return ""


def _words(node: ast.AST) -> str:
    constants = [part.value for part in ast.walk(node) if isinstance(part, ast.Constant)]
    return " ".join(word for word in constants if isinstance(word, str))
