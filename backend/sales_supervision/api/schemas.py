"""What goes over HTTP. The page's types come from these: a changed field breaks its build.

Rates and scores are 0-100 (fulfilment may pass 100), null while nothing is known. Quantities are
whole units, null while nobody has told them. Times are UTC with offset; dates are of the
deployment's time zone.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from sales_supervision.domain.quantities import MAX_QUANTITY

Units = Annotated[int, Field(ge=0, le=MAX_QUANTITY, strict=True)]
Code = Annotated[str, StringConstraints(min_length=1, max_length=50, pattern=r"^[^\x00]+$")]
UserName = Annotated[
    str,
    StringConstraints(
        min_length=1, max_length=100, pattern=r"^[^\x00-\x1f\x7f-\x9f]*$", strip_whitespace=True
    ),
]


CellField = Literal["visited", "not_visited_reason", "actual"]
CellValue = bool | int | str | None
"""JSON true or false for ``visited``, a text for a reason, a number for an actual; null: absent."""


class Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Deployment(Model):
    """What the page needs to know before a route is chosen."""

    version: str
    user_name: str
    today: date
    time_zone: str
    max_quantity: int
    demo: bool = Field(description="The database holds demo data.")


class Route(Model):
    route_code: str
    route_name: str
    territory: str | None
    customers: int = Field(description="Customers that belong to the route.")


class RouteDate(Model):
    """A date on which a route has a journey plan or a saved session."""

    date: date
    planned_customers: int
    saved: bool


class Customer(Model):
    customer_code: str
    customer_name: str
    customer_name_ar: str | None
    route_code: str | None


class Item(Model):
    item_code: str
    item_name: str
    item_name_ar: str | None


class FieldProblem(Model):
    """One offending field: where it stands, and the customer and item it belongs to."""

    field: str
    message: str
    customer_code: str | None = None
    item_code: str | None = None


class Difference(Model):
    """One cell that differs between two versions of a day. Values are JSON, null where absent."""

    customer_code: str
    customer_name: str
    customer_name_ar: str | None
    field: CellField
    item_code: str | None
    item_name: str | None
    item_name_ar: str | None
    before: CellValue
    after: CellValue


class State(StrEnum):
    """``warning``: it serves, and somebody should look before it does not."""

    OK = "ok"
    WARNING = "warning"
    FAILED = "failed"


class Check(BaseModel):
    """One thing that serving needs. ``reason``: what was found, in a sentence."""

    name: Literal["database", "schema", "disk"]
    status: State
    reason: str


class Problem(BaseModel):
    """RFC 9457 problem details; ``docs/problems.md`` is the catalogue of types."""

    model_config = ConfigDict(extra="forbid")

    type: str
    title: str
    status: int
    detail: str
    instance: str | None = None
    request_id: str | None = None
    errors: list[FieldProblem] | None = None
    current_version: int | None = None
    saved_by: str | None = None
    saved_at: datetime | None = None
    differences: list[Difference] | None = None
    retry_after: int | None = None
    checks: list[Check] | None = None
