"""A visit: a planned or unplanned customer marked visited, with what was sold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sales_supervision.domain.quantities import Quantity


class NotVisitedReason(StrEnum):
    """Why a planned customer was not visited."""

    CLOSED = "closed"
    NO_NEED = "no_need"
    NO_PAYMENT = "no_payment"
    NO_TIME = "no_time"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Visit:
    """``actuals``: units sold by item, None (or a missing item) where nobody has told us yet.

    ``told_recommendation``: the adjusted recommendation by item as it stood when the visit was
    recorded. It is frozen then, so that a later correction elsewhere does not rewrite what the
    salesperson was told; items missing from it stand at their original recommendation.
    ``told_original``: the original recommendation at that moment, frozen alike, as a feed may
    correct it later: between the two lies what redistribution changed. Items missing from it, as
    all are of visits recorded by earlier releases, stand at the plan's.
    """

    customer_code: str
    visited_at: datetime | None
    actuals: Mapping[str, Quantity]
    told_recommendation: Mapping[str, int] = field(default_factory=dict)
    told_original: Mapping[str, int] = field(default_factory=dict)
