"""What goes over HTTP of a session's versions: reopened, merged, compared, audited."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from sales_supervision.api.day_schemas import SavedSession
from sales_supervision.api.schemas import CellField, CellValue, Code, Model
from sales_supervision.domain.merge import Choice
from sales_supervision.storage.supervision_storage import HowSaved, SessionStatus

Reason = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=3, max_length=500, pattern=r"^[^\x00]+$"),
]


class SessionSaved(Model):
    """The answer to a save."""

    session: SavedSession
    customers_saved: int
    items_saved: int
    untold_quantities: int


class ReopenSession(Model):
    """Why a saved day is to be changed again."""

    reason: Reason


class SessionReopened(Model):
    """The day is live again, based on ``session``."""

    session: SavedSession
    reopened_by: str
    reopened_at: datetime
    reason: str


class MergeCell(Model):
    """One cell that you, they, or both changed since ``before``.

    ``is_conflict``: somebody must choose. That is a cell which both changed to different values,
    and a visit that one side took back or made while the other side's entries say otherwise.
    ``merged``: the value that the merge gives by itself, null too while undecided. The reason of a
    customer whose visit is in conflict follows the choice made there.
    """

    customer_code: str
    customer_name: str
    customer_name_ar: str | None
    field: CellField
    item_code: str | None
    item_name: str | None
    item_name_ar: str | None
    before: CellValue
    mine: CellValue
    theirs: CellValue
    merged: CellValue
    is_conflict: bool
    mine_at: datetime | None = Field(description="When your draft was last kept; null: unchanged.")
    theirs_at: datetime | None = Field(description="When they saved; null: unchanged.")


class MergePreview(Model):
    """Your draft beside the day that was saved since it began."""

    base_version: int = Field(description="record_version that your draft began from.")
    current_version: int
    version_tag: str = Field(description="What a merge of exactly this sends in If-Match.")
    saved_by: str
    saved_at: datetime
    session_status: SessionStatus
    cells: list[MergeCell]


class MergeChoice(Model):
    """Whose value a cell in conflict keeps."""

    customer_code: Code
    field: CellField
    item_code: Code | None = None
    choice: Choice


class MergeSession(Model):
    """A choice for each conflict of the preview; others are ignored."""

    choices: Annotated[list[MergeChoice], Field(max_length=20_000)]


class SessionVersion(Model):
    """One saved version, as the history lists it."""

    record_version: int
    saved_at: datetime
    saved_by: str
    how: HowSaved
    from_version: int | None = Field(
        description="Version that the saved draft began from; null for saves of old releases."
    )
    reopened_reason: str | None = Field(
        description="Why the version before was reopened; null where it was not."
    )


class AuditRecord(Model):
    """Who did what to the day, when, from which version, and why where a reason is asked."""

    happened_at: datetime
    user_name: str
    action: str
    record_version: int | None
    from_version: int | None
    reason: str | None
    detail: dict[str, Any] | None = Field(
        description="What belongs to the act, such as the choices of a merge."
    )
