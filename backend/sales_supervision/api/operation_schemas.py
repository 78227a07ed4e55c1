"""What the interface says about the product itself."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from sales_supervision.operations.symptoms import Incident
from sales_supervision.operations.targets import Compared, LineKey, Phase, Status


class Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ReportTarget(Model):
    """A target of the deployment checklist, and whether it is met."""

    phase: Phase
    compared: Compared
    value: float
    status: Status


class ReportLine(Model):
    """One line of the checklist. The key says the unit: seconds, percent, dollars or a number."""

    key: LineKey
    value: Annotated[float | None, Field(description="Null where nothing was observed.")]
    before: Annotated[float | None, Field(description="In the period before.")]
    samples: Annotated[int, Field(description="Observations that the value is made of.")]
    targets: list[ReportTarget]


class ReportEndpoint(Model):
    """Response times in seconds by method and route template."""

    endpoint: str
    requests: int
    errors: Annotated[int, Field(description="Answers of 500 and above.")]
    p50: float | None
    p95: float | None
    p50_before: float | None
    p95_before: float | None


class ReportFeed(Model):
    """When a feed last brought something."""

    feed: str
    arrived_at: datetime
    is_daily: Annotated[bool, Field(description="It should come every day.")]
    is_stale: Annotated[bool, Field(description="A daily feed that is overdue.")]


class ReportPoint(Model):
    """Figures of the hours from `at` to the next point; durations in seconds."""

    at: datetime
    requests: int
    errors: int
    p95: float | None
    save_p95: float | None
    conflicts: int
    slow_statements: int


class OperationsReport(Model):
    """How the product fares, line by line of the deployment checklist."""

    made_at: datetime
    since: datetime
    until: datetime
    before_since: Annotated[datetime, Field(description="Where the period before begins.")]
    figures_since: Annotated[
        datetime | None, Field(description="The oldest hour of which there are figures.")
    ]
    error_percent: Annotated[
        float, Field(description="How far a percentile may be from the true one, in % of it.")
    ]
    lines: list[ReportLine]
    endpoints: list[ReportEndpoint]
    feeds: list[ReportFeed]
    incidents: Annotated[
        list[Incident],
        Field(description="What the last two hours show; each has a page at `/incidents/`."),
    ]
    database_down_at: Annotated[
        datetime | None,
        Field(
            description="The minute in which the database last did not answer, of the last two "
            "hours. After five minutes that is no incident any more: it is over."
        ),
    ]
    points: list[ReportPoint]
