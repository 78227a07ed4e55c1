"""Which version of a day a request is about: its number, and the epoch in which that counts."""

from __future__ import annotations

from dataclasses import dataclass

from sales_supervision.days.errors import DatabaseRestoredError
from sales_supervision.storage.epoch import EpochRecord


@dataclass(frozen=True, slots=True)
class VersionTag:
    """``record_version``: 0 where nothing was saved. ``epoch``: see ``storage.epoch``."""

    record_version: int
    epoch: str

    def __str__(self) -> str:
        return f"{self.record_version}.{self.epoch}"


def require_epoch(record: EpochRecord, epoch: str) -> None:
    """Raise DatabaseRestoredError for what is of another epoch: its numbers mean nothing here."""
    if record.epoch != epoch:
        raise DatabaseRestoredError(record.stamped_at)
