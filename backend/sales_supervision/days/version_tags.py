"""Which version of a day a request is about: its number, and the epoch in which that counts."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from sales_supervision.days.errors import DatabaseRestoredError
from sales_supervision.storage.epoch import find_epoch


@dataclass(frozen=True, slots=True)
class VersionTag:
    """``record_version``: 0 where nothing was saved. ``epoch``: see ``storage.epoch``."""

    record_version: int
    epoch: str

    def __str__(self) -> str:
        return f"{self.record_version}.{self.epoch}"


def require_epoch(connection: Connection, tag: VersionTag) -> None:
    """Raise DatabaseRestoredError for a version of another epoch: its number means nothing here."""
    record = find_epoch(connection)
    if record.epoch != tag.epoch:
        raise DatabaseRestoredError(record.stamped_at)
