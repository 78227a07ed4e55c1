"""What the three databases do differently around a transaction; statements are in ``bulk``."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Protocol

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from sales_supervision.storage.errors import DatabaseUnavailableError

WAIT_SECONDS = 15
"""Longest wait for a turn or a lock; then the caller is told to come again."""

POOL_SIZE, POOL_OVERFLOW = 10, 20
"""Connections that a process keeps to a server, and how many more it opens while it needs them."""

EVERYTHING = "everything"
"""The lock that excludes every other writer; whoever writes under another lock shares it."""


class Dialect(Protocol):
    """One database product. Every statement of a transaction sees one moment of the data."""

    has_one_writer: bool
    """Whether one transaction writes at a time, whatever it locks."""

    def open(self) -> Engine:
        """The engine, with its pool; nothing connects yet."""

    def prepare_reading(self, connection: Connection) -> None:
        """Make the next transaction one that only reads."""

    def prepare_glancing(self, connection: Connection) -> None:
        """Make the next statement one that reads, alone."""

    def locked(self, connection: Connection, lock: str) -> AbstractContextManager[None]:
        """Hold ``lock`` while inside, where the caller's transaction begins and ends.

        The lock comes first, so that the transaction sees all that its last holder committed.
        """

    def prepare_writing(self, connection: Connection) -> None:
        """Make the next transaction one that writes rows."""

    def prepare_schema_change(self, connection: Connection) -> None:
        """Make the next transaction one that changes tables, and allow what the others need.

        Raises DatabaseUnavailableError where that takes a right that the user does not have.
        """

    def explain(self, error: DBAPIError) -> DatabaseUnavailableError | None:
        """The failure in words: DisturbedError, DatabaseBusyError, or what must be mended.

        None for a failure that is not of these kinds.
        """
