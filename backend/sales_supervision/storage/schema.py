"""The schema's version: bring a database up to what this release knows, or say what is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, literal, select

from sales_supervision.storage.engine import Database
from sales_supervision.storage.tables import database_epoch, metadata

_OF_THE_ORIGINAL = "tbl_supervision_route_summary"


class SchemaError(RuntimeError):
    """The database's schema is not the one this release works on; the message says what to run."""


@dataclass(frozen=True, slots=True)
class SchemaVersion:
    """The database's step (None: no schema yet) and the newest step of this release.

    ``holds_original``: no step is noted, and the original system's tables are there.
    """

    current: str | None
    newest: str
    holds_original: bool = False

    @property
    def holds_something(self) -> bool:
        return self.current is not None or self.holds_original

    @property
    def is_later(self) -> bool:
        """A later release made it. Steps only expand: a server that runs goes on working on it."""
        return self.current is not None and self.current not in steps()

    @property
    def is_newest(self) -> bool:
        return self.current == self.newest


def newest_step() -> str:
    """The step that this release works on."""
    newest = ScriptDirectory.from_config(alembic_config()).get_current_head()
    if newest is None:
        raise SchemaError("This installation carries no migrations; install the package again.")
    return newest


def schema_version(connection: Connection) -> SchemaVersion:
    current = MigrationContext.configure(connection).get_current_revision()
    holds_original = current is None and inspect(connection).has_table(_OF_THE_ORIGINAL)
    return SchemaVersion(current, newest_step(), holds_original)


def upgrade(database: Database, to: str = "head") -> None:
    """Run every step from the database's version up to ``to``, in one transaction."""
    with database.migrating() as connection:
        command.upgrade(alembic_config(connection), to)


def downgrade(database: Database, to: str) -> None:
    """Run the steps back to ``to`` (``base`` for none), in one transaction."""
    with database.migrating() as connection:
        command.downgrade(alembic_config(connection), to)


def filled_tables(database: Database) -> list[str]:
    """The product's tables that hold rows, but the one of the epoch, by name."""
    with database.reading() as connection:
        there = set(inspect(connection).get_table_names())
        return [
            name
            for name, table in sorted(metadata.tables.items())
            if name in there
            and table is not database_epoch
            and connection.execute(select(literal(1)).select_from(table).limit(1)).first()
        ]


def require_newest(database: Database) -> None:
    """Raise SchemaError, naming the command that mends it, unless the schema is the newest."""
    with database.reading() as connection:
        version = schema_version(connection)
    if not version.is_newest:
        raise SchemaError(refusal(version))


def refusal(version: SchemaVersion) -> str:
    """Why this release does not work on a schema at another step, and the command that mends it."""
    if version.current and version.current not in steps():
        return (
            f"The database is at step {version.current}, which this release does not know: run the "
            "release that made it, or go back with its "
            f"`sales-supervision db downgrade {version.newest}`."
        )
    if version.holds_original:
        return (
            "The database was made by the original system: "
            "run `sales-supervision db adopt`, then `sales-supervision db upgrade`."
        )
    found = f"is at step {version.current}" if version.current else "has no schema yet"
    return (
        f"The database {found} and this release needs {version.newest}: "
        "run `sales-supervision db upgrade`."
    )


def steps() -> list[str]:
    """The steps that this release knows, oldest first."""
    scripts = ScriptDirectory.from_config(alembic_config()).walk_revisions()
    return [script.revision for script in scripts][::-1]


def alembic_config(connection: Connection | None = None, dialect: str | None = None) -> Config:
    """Alembic's settings: to run on ``connection``, or to write scripts for ``dialect``."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    config.attributes["dialect"] = dialect
    return config
