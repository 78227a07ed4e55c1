"""What the HTTP routes work with; made once by ``app.create_app`` and kept on the application."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from fastapi import Request

from sales_supervision.clock import Clock
from sales_supervision.days.discarding import Discarding
from sales_supervision.days.history import History
from sales_supervision.days.merging import Merging
from sales_supervision.days.reopening import Reopening
from sales_supervision.days.route_days import RouteDays
from sales_supervision.days.saving import Saving
from sales_supervision.days.smoke_days import SmokeDays
from sales_supervision.maintenance.watch import MaintenanceWatch
from sales_supervision.notices.hub import NoticeHub
from sales_supervision.reviews.composition import ReviewParts
from sales_supervision.settings import Settings
from sales_supervision.storage.engine import Database


@dataclass(frozen=True, slots=True)
class Services:
    settings: Settings
    version: str
    clock: Clock
    database: Database
    days: RouteDays
    saving: Saving
    reopening: Reopening
    merging: Merging
    discarding: Discarding
    history: History
    notices: NoticeHub
    reviews: ReviewParts
    smoke_days: SmokeDays
    maintenance: MaintenanceWatch
    is_demo: Callable[[], bool]


def services_of(request: Request) -> Services:
    services = request.app.state.services
    assert isinstance(services, Services)
    return services
