"""Migrations written as scripts, for whoever reviews or runs them by hand."""

from __future__ import annotations

from io import StringIO
from typing import Literal

from alembic import command
from alembic.util import CommandError

from sales_supervision.storage.migrating import alembic_config
from sales_supervision.storage.schema import STEPS

ScriptDialect = Literal["mssql", "postgresql", "sqlite"]

_USED_BY_DEFAULT = "database"


def migration_script(
    dialect: ScriptDialect, start: str, end: str, database: str = _USED_BY_DEFAULT
) -> str:
    """The statements that bring a schema from step ``start`` to ``end``, in either direction.

    ``base`` stands for no schema, ``head`` for the newest step. ``database``: which one a script
    for SQL Server uses. Raises alembic's CommandError for a step that there is not.
    """
    order = ["base", *STEPS]
    start, end = (order[-1] if step == "head" else step for step in (start, end))
    for step in (start, end):
        if step not in order:
            raise CommandError(f"There is no step {step}; there are {', '.join(order)}.")
    if start == end:
        raise CommandError(f"From {start} to {end} there is nothing to do.")
    written = StringIO()
    config = alembic_config(dialect=dialect)
    config.output_buffer = written
    move = command.upgrade if order.index(start) < order.index(end) else command.downgrade
    move(config, f"{start}:{end}", sql=True)
    body = "\n".join(line.rstrip() for line in written.getvalue().splitlines() if line.strip())
    return f"{_heading(dialect, start, end, database)}{body}\n"


def _heading(dialect: ScriptDialect, start: str, end: str, database: str) -> str:
    told = f"-- Sales Supervision: the schema from step {start} to step {end}.\n"
    if dialect != "mssql":
        return told
    quoted = database.replace("]", "]]")
    chosen = "-- Put the name of your database here.\n" if database == _USED_BY_DEFAULT else ""
    return (
        f"{told}-- It can be run again: what is done already is left alone.\n"
        f"{chosen}USE [{quoted}];\nGO\n"
    )
