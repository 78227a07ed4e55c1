"""The database's epoch: another one after each restore, so that a version number is never reused.

A version that somebody read is told apart from one with the same number that was saved after the
database went back in time.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, delete, insert, inspect, select

from sales_supervision.storage import tables
from sales_supervision.storage.account_tables import reset_link, sign_in_session
from sales_supervision.storage.moments import from_stored, to_stored


@dataclass(frozen=True, slots=True)
class EpochRecord:
    """``epoch``: 16 hexadecimal digits. ``stamped_at``: when the database began it."""

    epoch: str
    stamped_at: datetime


def database_epoch(connection: Connection) -> str:
    """The epoch in which this database lives: 16 hexadecimal digits."""
    return find_epoch(connection).epoch


def database_id(connection: Connection) -> str:
    """Tells databases apart to whoever may know no epoch: 16 hexadecimal digits made of it."""
    return sha256(database_epoch(connection).encode()).hexdigest()[:16]


def find_epoch(connection: Connection) -> EpochRecord:
    """The epoch and since when; the migration and each restore stamp one."""
    table = tables.database_epoch
    row = connection.execute(select(table.c.epoch, table.c.stamped_at)).one()
    return EpochRecord(row.epoch, from_stored(row.stamped_at))


def stamp_epoch(connection: Connection, now: datetime) -> EpochRecord:
    """Begin a new epoch: whoever holds a version read before is told to open the day again."""
    stamped = EpochRecord(secrets.token_hex(8), now)
    table = tables.database_epoch
    connection.execute(delete(table))
    connection.execute(insert(table).values(epoch=stamped.epoch, stamped_at=to_stored(now)))
    return stamped


def stamp_restored(connection: Connection, now: datetime) -> None:
    """Begin a new epoch in what was restored; a schema older than epochs gets one by `upgrade`.

    Sign-ins and links of then, which may have been ended since, do not come back.
    """
    there = set(inspect(connection).get_table_names())
    if tables.database_epoch.name in there:
        stamp_epoch(connection, now)
    for table in (sign_in_session, reset_link):
        if table.name in there:
            connection.execute(delete(table))
