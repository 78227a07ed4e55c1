"""What the HTTP routes work with; made once by ``app.create_app`` and kept on the application."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from sales_supervision.accounts.accounts import Accounts
from sales_supervision.api.day_view import DayViews
from sales_supervision.api.turns import Turns
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
from sales_supervision.operations.composition import Operations
from sales_supervision.reviews.composition import ReviewParts
from sales_supervision.settings import Settings
from sales_supervision.storage.engine import Database


@dataclass(frozen=True, slots=True)
class Services:
    settings: Settings
    version: str
    clock: Clock
    database: Database
    accounts: Accounts
    days: RouteDays
    day_views: DayViews
    saving: Saving
    reopening: Reopening
    merging: Merging
    discarding: Discarding
    history: History
    notices: NoticeHub
    reviews: ReviewParts
    operations: Operations
    smoke_days: SmokeDays
    maintenance: MaintenanceWatch
    changes: Turns
    looks: Turns
    sign_in_checks: Turns
    is_demo: Callable[[], bool]


def services_of(request: Request) -> Services:
    services = request.app.state.services
    assert isinstance(services, Services)
    return services


# Dependencies that only look at the request are asynchronous: any other waits for a thread.
async def _services(request: Request) -> Services:
    return services_of(request)


In = Annotated[Services, Depends(_services)]
