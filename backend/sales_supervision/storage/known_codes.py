"""What an import needs to know of the database: codes that exist, and what was imported before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select, update

from sales_supervision.storage.bulk import insert_rows
from sales_supervision.storage.feed_storage import Feed
from sales_supervision.storage.moments import from_stored
from sales_supervision.storage.tables import customer, feed_import, item, route


@dataclass(frozen=True, slots=True)
class KnownCodes:
    customers: list[str]
    items: list[str]


@dataclass(frozen=True, slots=True)
class PastImport:
    sha256: str
    accepted_rows: int
    refused_rows: int
    imported_at: datetime

    def is_whole(self, sha256: str) -> bool:
        """Whether it was of the same content and took all of it."""
        return self.sha256 == sha256 and self.refused_rows == 0


def known_codes(connection: Connection) -> KnownCodes:
    return KnownCodes(
        list(connection.scalars(select(customer.c.customer_code))),
        list(connection.scalars(select(item.c.item_code))),
    )


def last_import(connection: Connection, feed: Feed) -> PastImport | None:
    """The latest import of the feed, whatever the file's name; None if there was none."""
    row = connection.execute(
        select(
            feed_import.c.sha256,
            feed_import.c.accepted_rows,
            feed_import.c.refused_rows,
            feed_import.c.imported_at,
        )
        .where(feed_import.c.feed == feed.value)
        .order_by(feed_import.c.import_id.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    return PastImport(row.sha256, row.accepted_rows, row.refused_rows, from_stored(row.imported_at))


def forget_digest(connection: Connection, feed: Feed) -> None:
    """Note that the tables no longer hold what the feed's last file brought.

    It is taken again when it comes again. The import stays known, with its moment.
    """
    last = select(func.max(feed_import.c.import_id)).where(feed_import.c.feed == feed.value)
    connection.execute(
        update(feed_import)
        .where(feed_import.c.import_id == last.scalar_subquery())
        .values(sha256="")
    )


def ensure_routes(connection: Connection, route_codes: Iterable[str]) -> None:
    """Make the routes that no file of routes has named; their code stands in for the name."""
    existing = set(connection.scalars(select(route.c.route_code)))
    insert_rows(
        connection,
        route,
        (
            {"route_code": code, "route_name": code, "territory": None}
            for code in sorted(set(route_codes) - existing)
        ),
    )
