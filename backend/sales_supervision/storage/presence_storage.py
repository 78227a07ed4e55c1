"""Who has which day open: a row for each stream of notices, in whatever process it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, delete, func, select, update

from sales_supervision.storage.bulk import delete_rows, insert_rows
from sales_supervision.storage.membership import among
from sales_supervision.storage.moments import from_stored, to_stored
from sales_supervision.storage.tables import presence


@dataclass(frozen=True, slots=True)
class OpenStream:
    """A stream of one browser tab; a tab that connects again has another."""

    stream_id: str
    route_code: str
    on: date
    user_name: str
    tab: str


@dataclass(frozen=True, slots=True)
class Presence:
    """Somebody has a day open, in one tab or in several, the first of them ``since`` then."""

    route_code: str
    on: date
    user_name: str
    since: datetime


class PresenceStorage:
    """Works within the caller's transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def arrive(self, streams: Sequence[OpenStream], now: datetime) -> None:
        """Note new streams; a tab that was there before is there since then."""
        if not streams:
            return
        columns = (presence.c.route_code, presence.c.supervision_date, presence.c.user_name)
        known = {
            (row.route_code, row.supervision_date, row.user_name, row.tab): row.since
            for row in self._connection.execute(
                select(*columns, presence.c.tab, func.min(presence.c.since).label("since"))
                .where(among(presence.c.tab, {stream.tab for stream in streams}))
                .group_by(*columns, presence.c.tab)
            )
        }
        insert_rows(
            self._connection,
            presence,
            (
                {
                    "stream_id": stream.stream_id,
                    "route_code": stream.route_code,
                    "supervision_date": stream.on,
                    "user_name": stream.user_name,
                    "tab": stream.tab,
                    "since": known.get(
                        (stream.route_code, stream.on, stream.user_name, stream.tab),
                        to_stored(now),
                    ),
                    "seen_at": to_stored(now),
                }
                for stream in streams
            ),
        )

    def see(self, stream_ids: Iterable[str], now: datetime) -> None:
        """Note that these streams are still open."""
        self._connection.execute(
            update(presence)
            .where(among(presence.c.stream_id, stream_ids))
            .values(seen_at=to_stored(now))
        )

    def leave(self, stream_ids: Iterable[str]) -> None:
        """Forget streams that ended."""
        rows = ({"stream_id": stream_id} for stream_id in stream_ids)
        delete_rows(self._connection, presence, ["stream_id"], rows)

    def forget_unseen(self, before: datetime) -> None:
        """Forget streams of processes that ended without a word."""
        self._connection.execute(delete(presence).where(presence.c.seen_at < to_stored(before)))

    def present(self, seen_from: datetime) -> list[Presence]:
        """Everybody whose streams were seen from then on, by whom came first."""
        columns = (presence.c.route_code, presence.c.supervision_date, presence.c.user_name)
        since = func.min(presence.c.since).label("since")
        rows = self._connection.execute(
            select(*columns, since)
            .where(presence.c.seen_at >= to_stored(seen_from))
            .group_by(*columns)
            .order_by(since, presence.c.user_name)
        )
        return [
            Presence(row.route_code, row.supervision_date, row.user_name, from_stored(row.since))
            for row in rows
        ]
