"""How things stand now: drafts that are kept, feeds and when they last came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from sales_supervision.storage.moments import from_stored
from sales_supervision.storage.tables import draft, feed_import, live_actual

ACTUALS = "actuals"
"""The feed that may come without a file: a live one."""


@dataclass(frozen=True, slots=True)
class FeedArrival:
    """When a feed last brought something."""

    feed: str
    arrived_at: datetime


class StandingStorage:
    """Works within the caller's transaction; only reads."""

    def __init__(self, connection: Connection, without_route: str) -> None:
        self._connection = connection
        self._without_route = without_route

    def drafts(self) -> int:
        """How many drafts are kept."""
        return self._connection.execute(
            select(func.count()).where(draft.c.route_code != self._without_route)
        ).scalar_one()

    def feeds(self) -> list[FeedArrival]:
        """The newest arrival of each feed that ever came, by its name."""
        arrived = {
            row.feed: row.arrived_at
            for row in self._connection.execute(
                select(
                    feed_import.c.feed, func.max(feed_import.c.imported_at).label("arrived_at")
                ).group_by(feed_import.c.feed)
            )
        }
        live = self._connection.execute(select(func.max(live_actual.c.received_at))).scalar()
        if live is not None:
            arrived[ACTUALS] = max(live, arrived.get(ACTUALS, live))
        return [FeedArrival(feed, from_stored(at)) for feed, at in sorted(arrived.items())]
