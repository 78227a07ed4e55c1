"""The schema's version: bring a database up to what this release knows, or say what is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from sales_supervision.storage.engine import Database


class SchemaError(RuntimeError):
    """The database's schema is not the one this release works on; the message says what to run."""


@dataclass(frozen=True, slots=True)
class SchemaVersion:
    """The database's step (None: no schema yet) and the newest step of this release."""

    current: str | None
    newest: str

    @property
    def is_newest(self) -> bool:
        return self.current == self.newest


def schema_version(connection: Connection) -> SchemaVersion:
    newest = ScriptDirectory.from_config(_config()).get_current_head()
    if newest is None:
        raise SchemaError("This installation carries no migrations; install the package again.")
    return SchemaVersion(MigrationContext.configure(connection).get_current_revision(), newest)


def upgrade(database: Database, to: str = "head") -> None:
    """Run every step from the database's version up to ``to``, in one transaction."""
    with database.migrating() as connection:
        command.upgrade(_config(connection), to)


def downgrade(database: Database, to: str) -> None:
    """Run the steps back to ``to`` (``base`` for none), in one transaction."""
    with database.migrating() as connection:
        command.downgrade(_config(connection), to)


def require_newest(database: Database) -> None:
    """Raise SchemaError, naming the command that mends it, unless the schema is the newest."""
    with database.reading() as connection:
        version = schema_version(connection)
    if version.is_newest:
        return
    if version.current and not _is_known(version.current):
        raise SchemaError(
            f"The database is at step {version.current}, which this release does not know: run the "
            "release that made it, or go back with its "
            f"`sales-supervision db downgrade {version.newest}`."
        )
    found = f"is at step {version.current}" if version.current else "has no schema yet"
    raise SchemaError(
        f"The database {found} and this release needs {version.newest}: "
        "run `sales-supervision db upgrade`."
    )


def _is_known(step: str) -> bool:
    return any(
        script.revision == step
        for script in ScriptDirectory.from_config(_config()).walk_revisions()
    )


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
