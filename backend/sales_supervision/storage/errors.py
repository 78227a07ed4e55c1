"""What becomes of a transaction that the database does not let through; nothing was changed."""

from __future__ import annotations


class DatabaseUnavailableError(RuntimeError):
    """The database does not answer, or not as it must; the message says what is wrong."""


class DatabaseMovedError(DatabaseUnavailableError):
    """The file of the database is not where it was opened."""


class StorageFullError(DatabaseUnavailableError):
    """There is no room for what was to be written; reading goes on."""


class DatabaseBusyError(DatabaseUnavailableError):
    """Too many writers wait already, or a turn or a lock did not come in time."""


class DisturbedError(DatabaseUnavailableError):
    """Another transaction got in the way: a deadlock, or rows that changed. Once more may do."""
