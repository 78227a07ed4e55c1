"""Saving a day: our bulk statements beside the original's one upsert a row, on each database."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Table, event, insert, select
from sqlalchemy.dialects import postgresql as postgresql_dialect
from sqlalchemy.dialects import sqlite as sqlite_dialect

from benchmarks.filled_database import feed_days, keep_visits
from benchmarks.measurements import Measurement, Stopwatch
from benchmarks.options import Options
from benchmarks.postgresql import postgresql
from benchmarks.products import Product
from benchmarks.server import USER_NAME
from benchmarks.synthetic_days import SMALL, USUAL, DaySize, SyntheticDay, SyntheticRoute
from sales_supervision.api.day_view import DayViews, session_saved_answer
from sales_supervision.clock import system_clock
from sales_supervision.commands.garbage import GarbageRounds
from sales_supervision.days.requests import SessionRequest
from sales_supervision.days.route_days import RouteDays
from sales_supervision.days.saving import Saving
from sales_supervision.days.session_writing import SessionWriting
from sales_supervision.days.version_tags import VersionTag
from sales_supervision.domain.policy import Policy
from sales_supervision.recommendations.purchase_cycles import PurchaseCycleRecommender
from sales_supervision.reviews.saved_reviews import SavedReviews
from sales_supervision.reviews.situations import Situations
from sales_supervision.storage import tables
from sales_supervision.storage.draft_storage import DraftKey
from sales_supervision.storage.engine import Database
from sales_supervision.storage.epoch import database_epoch
from sales_supervision.storage.migrating import upgrade

PART = "save"

_KEYS = {
    tables.customer_summary: ("session_id", "customer_code"),
    tables.item_details: ("session_id", "customer_code", "item_code"),
}


def measure(options: Options) -> Iterator[Measurement]:
    for size in (SMALL, USUAL):
        folder = options.folder(f"{PART}-{size.customers}")
        yield from _on(f"sqlite:///{folder / 'days.db'}", Product.SQLITE, size, options)
        with postgresql() as url:
            yield from _on(url, Product.POSTGRESQL, size, options)


def _on(url: str, product: Product, size: DaySize, options: Options) -> Iterator[Measurement]:
    options.say(f"{PART}: {product}, {size}")
    database = Database(url)
    upgrade(database)
    days = list(SyntheticRoute(size).days(options.times(20, 3)))
    feed_days(database, SyntheticRoute(size).demo, days)
    for day in days:
        keep_visits(database, day, size.customers)
    saving, one_by_one, statements = Stopwatch(), Stopwatch(), 0
    save = _Saving(database)
    with _garbage_rounds() as rounds:
        for number, day in enumerate(days):
            save.prepare(day)
            with saving:
                statements = save.save(day)
            rows = _saved_rows(database, day)
            with one_by_one:
                _upsert_each(database, rows)
            rounds.tick(number)
    count = sum(len(found) for found in rows.values())
    yield _measured(
        f"save, {size}, {product}",
        saving,
        f"{count:,} rows, {statements} statements; reading, scoring and the document included",
    )
    yield _measured(
        f"the same rows one by one, {size}, {product}",
        one_by_one,
        f"the original's pattern: {count:,} upserts, their database time alone",
    )
    database.dispose()


def _measured(work: str, watch: Stopwatch, note: str) -> Measurement:
    return Measurement(PART, work, "ms", watch.summary, None, note)


@contextmanager
def _garbage_rounds() -> Iterator[GarbageRounds]:
    """The rounds of the server, of which no request has to pay a whole one."""
    rounds = GarbageRounds(monotonic)
    rounds.begin()
    try:
        yield rounds
    finally:
        gc.unfreeze()
        gc.enable()


class _Saving:
    """Saves as the server does, with the day's plan and draft at hand as after a last look."""

    def __init__(self, database: Database) -> None:
        self._database = database
        days = RouteDays(database, Policy(), system_clock, PurchaseCycleRecommender())
        self._days = days
        reviews = SavedReviews(Situations(database))
        writing = SessionWriting(DayViews().saved_document, session_saved_answer, reviews.keep)
        self._saving = Saving(database, days, system_clock, writing)
        with database.reading() as connection:
            self._epoch = database_epoch(connection)

    def prepare(self, day: SyntheticDay) -> None:
        self._days.open(_key(day))

    def save(self, day: SyntheticDay) -> int:
        """Returns how many statements it sent."""
        sent: list[str] = []

        def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            sent.append(statement)

        event.listen(self._database.engine, "before_cursor_execute", note)
        request = SessionRequest(_key(day), VersionTag(0, self._epoch), uuid4().hex, None)
        self._saving.save(request)
        event.remove(self._database.engine, "before_cursor_execute", note)
        return len(sent)


def _key(day: SyntheticDay) -> DraftKey:
    return DraftKey(day.route_code, day.on, USER_NAME)


def _saved_rows(database: Database, day: SyntheticDay) -> dict[Table, list[dict[str, Any]]]:
    """What the save wrote, as rows of another session, whose summary is made here."""
    route = tables.route_summary
    with database.writing() as connection:
        saved = connection.execute(
            select(route).where(
                route.c.route_code == day.route_code, route.c.supervision_date == day.on
            )
        ).one()
        other = {**saved._mapping, "session_id": f"again_{saved.session_id}", "route_code": "again"}
        del other["route_summary_id"]
        connection.execute(insert(route).values(**other))
        return {
            table: _rows_of(connection, table, saved.session_id, other["session_id"])
            for table in _KEYS
        }


def _rows_of(connection: Connection, table: Table, session_id: str, other: str) -> list[Any]:
    identity = next(iter(table.primary_key)).name
    found = connection.execute(select(table).where(table.c.session_id == session_id))
    return [
        {
            name: value
            for name, value in {**row._mapping, "session_id": other}.items()
            if name != identity
        }
        for row in found
    ]


def _upsert_each(database: Database, rows: dict[Table, list[dict[str, Any]]]) -> None:
    make = sqlite_dialect.insert if database.dialect == "sqlite" else postgresql_dialect.insert
    with database.writing() as connection:
        for table, values in rows.items():
            statement = make(table)
            keys = _KEYS[table]
            upsert = statement.on_conflict_do_update(
                index_elements=keys,
                set_={name: statement.excluded[name] for name in values[0] if name not in keys},
            )
            for row in values:
                connection.execute(upsert, row)
