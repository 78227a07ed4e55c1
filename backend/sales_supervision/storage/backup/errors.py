"""Why a back-up or a restore did not come about; the message is for a person."""

from __future__ import annotations


class BackupError(RuntimeError):
    """Nothing was replaced: the last good back-up, or the database, is as it was."""
