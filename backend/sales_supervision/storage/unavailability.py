"""Why a database does not answer, told to anybody: no address, no name, no password."""

from __future__ import annotations

import re

from sqlalchemy.exc import DBAPIError

from sales_supervision.storage.errors import DatabaseMovedError, DatabaseUnavailableError

_REASONS = (
    ("password|authentication|login failed|pg_hba", "It refuses the user or the password."),
    ("too many|connection slots", "It has no connection left."),
    ("starting up|shutting down|in recovery", "It is starting or stopping."),
    ("refused", "Nothing listens at its address."),
    ("resolve|translate host|name or service|not known", "The name of its machine is not known."),
    ("does not exist|cannot open database", "There is no database of that name."),
    ("timeout|timed out|in time", "It does not answer in time."),
    ("lock|busy", "It is locked."),
    ("disk", "Its disk is full or fails."),
    ("no such table|no such column|undefined", "It lacks a table of this release."),
    ("unable to open|not a database|malformed", "Its file cannot be opened, or is damaged."),
    ("closed|terminat|lost|reset", "The connection was lost."),
)


def why_unavailable(error: DatabaseUnavailableError | DBAPIError) -> str:
    """A sentence; what a driver said beyond it is for the log alone."""
    if isinstance(error, DatabaseMovedError):
        return str(error)
    said = str(error.orig if isinstance(error, DBAPIError) else error).lower()
    for pattern, reason in _REASONS:
        if re.search(pattern, said):
            return reason
    return "It does not answer; the log of this server says why."
