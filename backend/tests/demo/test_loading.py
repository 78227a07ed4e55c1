"""The demo in a database: loaded once a day, moved on the next, and never over other data."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, insert, select

from sales_supervision.demo.generator import WAITING_ROUTE
from sales_supervision.demo.loading import NotADemoError, load_demo
from sales_supervision.demo.marker import is_demo
from sales_supervision.domain.route_day import CustomerEntry
from sales_supervision.recommendations.purchase_cycles import PurchaseCycleRecommender
from sales_supervision.recommendations.service import ensure_recommended
from sales_supervision.storage.catalogue_storage import CatalogueStorage
from sales_supervision.storage.draft_storage import DraftKey, DraftStorage
from sales_supervision.storage.engine import Database
from sales_supervision.storage.feed_storage import Feed, FeedStorage
from sales_supervision.storage.recommendation_storage import RecommendationStorage
from sales_supervision.storage.supervision_storage import SupervisionStorage
from sales_supervision.storage.tables import (
    customer,
    data_revision,
    item,
    journey_plan,
    live_actual,
    metadata,
    route,
    sale,
    van_load,
)
from tests.clocks import NOON, TODAY
from tests.conftest import SMALL_DEMO
from tests.storage.feed_rows import ROWS
from tests.storage.sample_rows import SESSION_ID, session_rows

TOMORROW = TODAY + timedelta(days=1)
TOMORROWS_DEMO = replace(SMALL_DEMO, today=TOMORROW, now=NOON + timedelta(days=1))
FED = (route, customer, item, journey_plan, sale, van_load, live_actual)

Rows = dict[str, set[tuple[Any, ...]]]


def contents(database: Database) -> Rows:
    """Every row of every table."""
    with database.reading() as connection:
        return {
            name: {tuple(row) for row in connection.execute(select(table))}
            for name, table in metadata.tables.items()
        }


def told(database: Database, route_code: str, on: date) -> int:
    """Actuals of a route day."""
    with database.reading() as connection:
        counted = connection.scalar(
            select(func.count())
            .select_from(live_actual)
            .where(live_actual.c.route_code == route_code, live_actual.c.sale_date == on)
        )
    return counted or 0


def test_loading_says_how_many_rows_of_each_feed_were_written(database: Database) -> None:
    said: list[tuple[str, int]] = []
    written = load_demo(database, SMALL_DEMO, lambda feed, rows: said.append((feed, rows)))
    stored = contents(database)
    assert said == [(name, len(stored[f"tbl_{_table(name)}"])) for name, _ in said]
    assert written == sum(rows for _, rows in said)
    assert all(rows for _, rows in said)
    assert len(said) == len(FED)


def test_a_loaded_database_is_known_as_a_demo(database: Database) -> None:
    assert not is_demo(database)
    load_demo(database, SMALL_DEMO)
    assert is_demo(database)


def test_loading_again_on_the_same_day_changes_nothing(demo_database: Database) -> None:
    before = contents(demo_database)
    assert load_demo(demo_database, replace(SMALL_DEMO, now=NOON + timedelta(hours=3))) == 0
    assert contents(demo_database) == before


def test_a_later_day_moves_the_demo_on(demo_database: Database, database: Database) -> None:
    assert load_demo(demo_database, TOMORROWS_DEMO) > 0
    load_demo(database, TOMORROWS_DEMO)
    moved, fresh = contents(demo_database), contents(database)
    for table in FED:
        if table is not live_actual:
            assert fresh[table.name] <= moved[table.name]
    assert {row[:5] for row in fresh["tbl_live_actual"]} <= {
        row[:5] for row in moved["tbl_live_actual"]
    }
    assert load_demo(demo_database, TOMORROWS_DEMO) == 0


def test_the_waiting_route_waits_on_the_later_day_too(demo_database: Database) -> None:
    assert told(demo_database, WAITING_ROUTE, TODAY) == 0
    load_demo(demo_database, TOMORROWS_DEMO)
    assert told(demo_database, WAITING_ROUTE, TODAY) > 0
    assert told(demo_database, WAITING_ROUTE, TOMORROW) == 0
    with demo_database.reading() as connection:
        other = CatalogueStorage(connection).routes()[0].route_code
    assert other != WAITING_ROUTE
    assert told(demo_database, other, TOMORROW) > 0


def test_an_earlier_day_leaves_the_demo_where_it_is(demo_database: Database) -> None:
    """A clock set back, or a server in a zone further west."""
    load_demo(demo_database, TOMORROWS_DEMO)
    before = contents(demo_database)
    assert load_demo(demo_database, SMALL_DEMO) == 0
    assert contents(demo_database) == before


def test_moving_on_keeps_drafts_and_saved_sessions(demo_database: Database) -> None:
    with demo_database.writing() as connection:
        drafts = DraftStorage(connection)
        begun = drafts.begin(DraftKey(WAITING_ROUTE, TODAY, "Amal"), "d1", 0, NOON)
        drafts.keep(begun, {}, {"C1004001": CustomerEntry(visited_at=NOON)}, NOON)
        SupervisionStorage(connection).save(SESSION_ID, 0, session_rows(), "Amal", NOON)
    before = contents(demo_database)
    load_demo(demo_database, TOMORROWS_DEMO)
    after = contents(demo_database)
    for name in before:
        if name.startswith("tbl_supervision"):
            assert after[name] == before[name]
    assert before["tbl_supervision_draft_customer"]


def test_days_ahead_that_were_opened_early_are_recommended_anew(demo_database: Database) -> None:
    for on in (TODAY, TOMORROW):
        ensure_recommended(
            demo_database, WAITING_ROUTE, on, now=NOON, recommender=PurchaseCycleRecommender()
        )
    load_demo(demo_database, TOMORROWS_DEMO)
    with demo_database.reading() as connection:
        storage = RecommendationStorage(connection)
        assert storage.source(WAITING_ROUTE, TODAY) == "recommender"
        assert storage.source(WAITING_ROUTE, TOMORROW) is None


@pytest.mark.parametrize("feed", Feed)
def test_a_database_with_other_data_is_refused_and_left_alone(
    database: Database, feed: Feed
) -> None:
    with database.writing() as connection:
        FeedStorage(connection, NOON).upsert(feed, ROWS[feed])
    before = contents(database)
    with pytest.raises(NotADemoError, match="other data than the demo's"):
        load_demo(database, SMALL_DEMO)
    assert contents(database) == before
    assert not is_demo(database)


def test_a_database_with_a_saved_session_is_refused(database: Database) -> None:
    with database.writing() as connection:
        SupervisionStorage(connection).save(SESSION_ID, 0, session_rows(), "Amal", NOON)
    with pytest.raises(NotADemoError):
        load_demo(database, SMALL_DEMO)


def test_a_load_that_fails_in_the_middle_leaves_nothing(database: Database) -> None:
    before = contents(database)

    def fail_at_sales(feed: str, _rows: int) -> None:
        if feed == "sales":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load_demo(database, SMALL_DEMO, fail_at_sales)
    assert contents(database) == before


def test_revision_numbers_alone_are_no_other_data(database: Database) -> None:
    with database.writing() as connection:
        connection.execute(insert(data_revision).values(scope="x", revision=1, changed_at=NOON))
    assert load_demo(database, SMALL_DEMO) > 0


def _table(feed: str) -> str:
    return {"actuals": "live_actual"}.get(feed, feed.removesuffix("s"))
