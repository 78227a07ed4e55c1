"""Taking a database from step to step, by Alembic."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from sales_supervision.storage.engine import Database


def upgrade(database: Database, to: str = "head") -> None:
    """Run every step from the database's version up to ``to``, in one transaction."""
    with database.migrating() as connection:
        command.upgrade(alembic_config(connection), to)


def downgrade(database: Database, to: str) -> None:
    """Run the steps back to ``to`` (``base`` for none), in one transaction."""
    with database.migrating() as connection:
        command.downgrade(alembic_config(connection), to)


def alembic_config(connection: Connection | None = None, dialect: str | None = None) -> Config:
    """Alembic's settings: to run on ``connection``, or to write scripts for ``dialect``."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    config.attributes["dialect"] = dialect
    return config
