"""What a scrape tells of the database without asking it: looked up once a minute."""

from __future__ import annotations

from collections.abc import Mapping

from sales_supervision.storage.engine import Database
from sales_supervision.storage.standing_storage import StandingStorage


class Standing:
    """``drafts``: how many are kept, None before the first look; ``feeds``: when each last brought
    something, in seconds since 1970."""

    def __init__(self, database: Database, without_route: str) -> None:
        self._database = database
        self._without_route = without_route
        self.drafts: int | None = None
        self.feeds: Mapping[str, float] = {}

    def look(self) -> None:
        """Look how things stand now."""
        with self._database.reading() as connection:
            storage = StandingStorage(connection, self._without_route)
            self.drafts = storage.drafts()
            self.feeds = {feed.feed: feed.arrived_at.timestamp() for feed in storage.feeds()}
