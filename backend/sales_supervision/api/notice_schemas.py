"""The data of notices, as their stream carries it."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field

from sales_supervision.api.schemas import Model


class SavedNotice(Model):
    """Data of the event `saved`."""

    record_version: int
    by: str = Field(description="Who saved.")
    at: datetime
    how: Literal["saved", "merged"]


class ReopenedNotice(Model):
    """Data of the event `reopened`."""

    record_version: int = Field(description="The saved version that is live again.")
    by: str = Field(description="Who reopened.")
    at: datetime
    reason: str | None


class PersonPresent(Model):
    """Somebody who has the day open."""

    user_name: str
    since: datetime


class PresentNotice(Model):
    """Data of the event `present`: everybody who has the day open, the caller too."""

    people: list[PersonPresent]


NoticeData = SavedNotice | ReopenedNotice | PresentNotice
