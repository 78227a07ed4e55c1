"""The database's epoch: made by the migration, another one after each stamping."""

from __future__ import annotations

import re

from sqlalchemy import func, select

from sales_supervision.storage import tables
from sales_supervision.storage.engine import Database
from sales_supervision.storage.epoch import (
    EpochRecord,
    database_epoch,
    find_epoch,
    stamp_epoch,
)
from sales_supervision.storage.migrating import downgrade, upgrade
from tests.clocks import NOON


def _epoch(database: Database) -> str:
    with database.reading() as connection:
        return database_epoch(connection)


def test_the_migration_stamps_an_epoch(database: Database) -> None:
    assert re.fullmatch("[0-9a-f]{16}", _epoch(database))
    with database.reading() as connection:
        assert find_epoch(connection).stamped_at.tzinfo is not None


def test_each_database_has_an_epoch_of_its_own(blank_database: Database) -> None:
    upgrade(blank_database)
    first = _epoch(blank_database)
    downgrade(blank_database, "drafts_and_versions")
    upgrade(blank_database)
    assert _epoch(blank_database) != first


def test_stamping_begins_another_epoch_and_leaves_one_row(database: Database) -> None:
    before = _epoch(database)
    with database.writing() as connection:
        stamped = stamp_epoch(connection, NOON)
    assert re.fullmatch("[0-9a-f]{16}", stamped.epoch)
    assert stamped.epoch != before
    with database.reading() as connection:
        assert find_epoch(connection) == EpochRecord(stamped.epoch, NOON)
        rows = connection.scalar(select(func.count()).select_from(tables.database_epoch))
    assert rows == 1
