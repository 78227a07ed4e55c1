"""What those who have a day open are told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from sales_supervision.storage.notice_storage import NoticedEntry

Day = tuple[str, date]
"""Route code and date."""


@dataclass(frozen=True, slots=True)
class Saved:
    """Somebody saved or merged the day; ``notice_id`` rises with each notice of a day."""

    notice_id: int
    record_version: int
    by: str
    at: datetime
    how: Literal["saved", "merged"]


@dataclass(frozen=True, slots=True)
class Reopened:
    """Somebody reopened the day, which had been saved as that version."""

    notice_id: int
    record_version: int
    by: str
    at: datetime
    reason: str | None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who has the day open, in however many tabs, since then."""

    user_name: str
    since: datetime


Notice = Saved | Reopened
People = tuple[Person, ...]


def notice_of(entry: NoticedEntry) -> Notice:
    """The notice that an entry of the audit trail makes."""
    known = (entry.audit_id, entry.record_version, entry.user_name, entry.happened_at)
    if entry.action == "session_reopened":
        return Reopened(*known, reason=entry.reason)
    return Saved(*known, how="merged" if entry.action == "session_merged" else "saved")
