"""The schema as the migrations make it, at any step: what a real one is compared with."""

from __future__ import annotations

from alembic import command
from sqlalchemy import MetaData, create_engine
from sqlalchemy.pool import StaticPool

from sales_supervision.storage.migrating import alembic_config

VERSION_TABLE = "alembic_version"


def expected_schema(step: str) -> MetaData:
    """Tables, columns, constraints and indexes at ``step``, as SQLite tells them."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    try:
        with engine.begin() as connection:
            command.upgrade(alembic_config(connection), step)
            expected = MetaData()
            expected.reflect(connection)
    finally:
        engine.dispose()
    expected.remove(expected.tables[VERSION_TABLE])
    return expected
