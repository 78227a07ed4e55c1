"""The schema's version: at which step a database is, and what is wrong with that.

Alembic, which takes a database from step to step, is left to ``migrating``: it is slow to load, and
a server that starts on the newest step has no need of it.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, inspect, literal, select, text

from sales_supervision.storage.engine import Database
from sales_supervision.storage.tables import database_epoch, metadata

STEPS = (
    "baseline",
    "add_optimistic_locking",
    "plan_data",
    "drafts_and_versions",
    "epoch",
    "session_history",
    "presence",
    "reviews",
    "accounts",
    "hourly_figures",
    "maintenance",
    "audit_only_grows",
)
"""The steps that this release knows, oldest first: those of ``migrations/versions``."""

NEWEST_STEP = STEPS[-1]
"""The step that this release works on."""

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
        return self.current is not None and self.current not in STEPS

    @property
    def is_newest(self) -> bool:
        return self.current == self.newest


def schema_version(connection: Connection) -> SchemaVersion:
    there = inspect(connection)
    noted = text("SELECT version_num FROM alembic_version")
    current = connection.scalar(noted) if there.has_table("alembic_version") else None
    holds_original = current is None and there.has_table(_OF_THE_ORIGINAL)
    return SchemaVersion(current, NEWEST_STEP, holds_original)


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
    if version.current and version.current not in STEPS:
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
        f"The database {found}; this release's newest step is {version.newest}: "
        "run `sales-supervision db upgrade`."
    )
