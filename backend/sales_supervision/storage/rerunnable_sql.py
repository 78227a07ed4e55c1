"""T-SQL scripts of the migrations that can be run again: each statement asks first if it is due.

Alembic writes the statements; this puts the question before each. All are one transaction, which
XACT_ABORT rolls back at the first failure; ``sqlcmd`` and others go on with the next batch then,
so each batch asks for the transaction, too.
"""

from __future__ import annotations

from typing import Any

from alembic.ddl.base import AddColumn, DropColumn
from alembic.ddl.mssql import MSSQLImpl, _ExecDropConstraint
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Delete, Executable, Insert, Update, text
from sqlalchemy.schema import CreateIndex, CreateTable, DropIndex, DropTable

_SQL_SERVER_2022 = (16, 0)
_NOT_FAILED = "@@TRANCOUNT > 0"


def make_rerunnable(context: MigrationContext) -> None:
    """Have a context that writes T-SQL write the guarded kind; others stay as they are."""
    plain = context.impl
    if isinstance(plain, MSSQLImpl):
        # Without a server to ask SQLAlchemy writes for the oldest, which has no DATE.
        plain.dialect.server_version_info = _SQL_SERVER_2022
        context.impl = RerunnableSqlServer(
            plain.dialect,
            plain.connection,
            plain.as_sql,
            plain.transactional_ddl,
            plain.output_buffer,
            plain.context_opts,
        )


class RerunnableSqlServer(MSSQLImpl):
    """Writes what Alembic would run, each statement a batch of its own behind its condition."""

    def emit_begin(self) -> None:
        self._batch("SET XACT_ABORT ON;")
        self._batch("BEGIN TRANSACTION;")

    def emit_commit(self) -> None:
        self._batch(f"IF {_NOT_FAILED}\nBEGIN\n    COMMIT TRANSACTION;\nEND;")

    def _exec(self, construct: Executable | str, *_args: Any, **_kw: Any) -> None:
        self._batch(_guarded(construct, self._written(construct)))

    def _written(self, construct: Any) -> str:
        statement = text(construct) if isinstance(construct, str) else construct
        if isinstance(statement, _ExecDropConstraint):
            return _drop_default(str(statement.tname), str(statement.colname))
        options: dict[str, Any] = (
            {"compile_kwargs": {"literal_binds": True}}
            if isinstance(statement, Insert | Update)
            else {}
        )
        compiled = statement.compile(dialect=self.dialect, **options)
        lines = str(compiled).replace("\t", "    ").strip().splitlines()
        return "\n".join(line.rstrip() for line in lines if line.strip()) + ";"

    def _batch(self, statements: str) -> None:
        self.static_output(f"{statements}\nGO")


def _guarded(construct: Any, written: str) -> str:
    conditions = "\nAND ".join([_NOT_FAILED, *_conditions(construct)])
    body = "\n".join(f"    {line}" for line in written.splitlines())
    return f"IF {conditions}\nBEGIN\n{body}\nEND;"


def _conditions(construct: Any) -> list[str]:  # noqa: PLR0911 - one a kind of statement
    """When the statement is due; nothing where it does no harm a second time."""
    match construct:
        case CreateTable():
            return [f"{_table(construct.element.name)} IS NULL"]
        case DropTable():
            return [f"{_table(construct.element.name)} IS NOT NULL"]
        case CreateIndex():
            return [f"NOT {_index_exists(construct.element)}"]
        case DropIndex():
            return [_index_exists(construct.element)]
        case AddColumn():
            return [f"{_column(construct.table_name, construct.column.name)} IS NULL"]
        case DropColumn():
            return [f"{_column(construct.table_name, construct.column.name)} IS NOT NULL"]
        case Insert() if _is_of_alembic(construct):
            return ["NOT EXISTS (SELECT 1 FROM alembic_version)"]
        case Update() | Delete() if _is_of_alembic(construct):
            # A database of the original that was not adopted yet has no such table.
            return [f"{_table('alembic_version')} IS NOT NULL"]
        case _:
            return []


def _is_of_alembic(construct: Insert | Update | Delete) -> bool:
    return getattr(construct.table, "name", None) == "alembic_version"


def _index_exists(index: Any) -> str:
    return (
        f"EXISTS (SELECT 1 FROM sys.indexes\n    WHERE name = N'{index.name}' "  # noqa: S608
        f"AND object_id = OBJECT_ID(N'{index.table.name}'))"
    )


def _table(name: str) -> str:
    return f"OBJECT_ID(N'{name}', N'U')"


def _column(table: str, column: str) -> str:
    return f"COL_LENGTH(N'{table}', N'{column}')"


def _drop_default(table: str, column: str) -> str:
    """SQL Server refuses to drop a column that has a default; its name is the server's choice."""
    return (
        "DECLARE @drop_default NVARCHAR(MAX) = (\n"  # noqa: S608 - names of our own
        f"    SELECT N'ALTER TABLE {table} DROP CONSTRAINT ' + QUOTENAME(name)\n"
        "    FROM sys.default_constraints\n"
        f"    WHERE parent_object_id = OBJECT_ID(N'{table}')\n"
        f"    AND COL_NAME(parent_object_id, parent_column_id) = N'{column}'\n"
        ");\n"
        "IF @drop_default IS NOT NULL\n"
        "    EXEC sp_executesql @drop_default;"
    )
