"""The server does not start on a schema that it does not know, and says what to run."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from starlette.testclient import TestClient

from sales_supervision.app import create_app
from sales_supervision.settings import Settings
from sales_supervision.storage.engine import Database
from sales_supervision.storage.migrating import upgrade
from sales_supervision.storage.schema import NEWEST_STEP, SchemaError, require_newest
from tests.database_servers import address_of


def _refusal(database: Database) -> str:
    with pytest.raises(SchemaError) as refused:
        create_app(Settings(database_url=address_of(database)))
    return str(refused.value)


def test_a_database_without_schema_is_refused(blank_database: Database) -> None:
    assert _refusal(blank_database) == (
        f"The database has no schema yet; this release's newest step is {NEWEST_STEP}: "
        "run `sales-supervision db upgrade`."
    )


def test_an_older_schema_is_refused(blank_database: Database) -> None:
    upgrade(blank_database, "add_optimistic_locking")
    assert _refusal(blank_database) == (
        "The database is at step add_optimistic_locking; this release's newest step is "
        f"{NEWEST_STEP}: run `sales-supervision db upgrade`."
    )


def test_a_schema_of_another_release_is_refused_without_sending_anyone_to_upgrade(
    database: Database,
) -> None:
    with database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'of_next_year'"))
    assert _refusal(database) == (
        "The database is at step of_next_year, which this release does not know: run the release "
        f"that made it, or go back with its `sales-supervision db downgrade {NEWEST_STEP}`."
    )


def test_the_newest_schema_is_served(database: Database) -> None:
    require_newest(database)
    with TestClient(create_app(Settings(database_url=address_of(database)))) as http:
        assert http.get("/health/ready").status_code == 200
