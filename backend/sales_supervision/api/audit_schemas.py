"""What goes over HTTP about the audit trail as a whole."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from sales_supervision.api.schemas import Model
from sales_supervision.api.version_schemas import AuditRecord


class TrailRecord(AuditRecord):
    """An act of somebody, on a route day or on an account."""

    audit_id: int
    route_code: str | None
    supervision_date: date | None
    session_id: str | None
    request_id: str | None = Field(description="Under which the request stands in the log.")


class Trail(Model):
    """A page of the trail, newest first."""

    records: list[TrailRecord]
    next: int | None = Field(description="What `before` is for the next page; null: no more.")
