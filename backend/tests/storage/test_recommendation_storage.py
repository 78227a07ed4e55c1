"""Recommended orders of our own making: history in, lines out, and who gave them."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from sales_supervision.domain.route_day import CustomerEntry
from sales_supervision.storage.draft_storage import DraftKey, DraftStorage
from sales_supervision.storage.engine import Database
from sales_supervision.storage.feed_storage import Feed, FeedStorage
from sales_supervision.storage.recommendation_storage import RecommendationStorage
from sales_supervision.storage.revisions import DayRevisions, day_revisions
from sales_supervision.storage.supervision_storage import SupervisionStorage
from sales_supervision.storage.tables import recommendation_run, recommended_order
from tests.clocks import NOON, TODAY
from tests.storage.feed_rows import Row, order, sold, stop
from tests.storage.sample_rows import session_rows

TOMORROW = TODAY + timedelta(days=1)


def line(item_code: str, quantity: int) -> Row:
    """An order of C1 without route and date, as the recommender gives it."""
    return {
        name: value
        for name, value in order("C1", item_code, quantity).items()
        if name not in ("route_code", "order_date")
    }


def test_history_is_what_was_sold_on_the_days_before(database: Database) -> None:
    ages = [0, 1, 10, 11]
    rows = [sold("C1", "I1", 5 + age, TODAY - timedelta(days=age)) for age in ages]
    elsewhere = {**sold("C1", "I1", 1, TODAY - timedelta(days=1)), "route_code": "1001"}
    with database.writing() as connection:
        FeedStorage(connection, NOON).upsert(Feed.SALES, [*rows, elsewhere])
        history = RecommendationStorage(connection).history("1004", before=TODAY, days=10)
    assert sorted(history) == [
        (TODAY - timedelta(days=10), "C1", "I1", 15),
        (TODAY - timedelta(days=1), "C1", "I1", 6),
    ]


def test_planned_dates_of_a_range_count_each_date_once(database: Database) -> None:
    dates = [TODAY + timedelta(days=number) for number in (-1, 0, 2, 3)]
    stops = [stop(code, 1, on) for on in dates for code in ("C1", "C2")]
    with database.writing() as connection:
        FeedStorage(connection, NOON).upsert(Feed.JOURNEY_PLAN, stops)
        storage = RecommendationStorage(connection)
        assert storage.planned_dates("1004", TODAY, TODAY + timedelta(days=2)) == dates[1:3]
        assert storage.planned_dates("1001", TODAY, TODAY) == []


def test_written_orders_replace_those_of_their_route_day(database: Database) -> None:
    with database.writing() as connection:
        storage = RecommendationStorage(connection)
        assert storage.source("1004", TODAY) is None
        storage.write("1004", TOMORROW, [line("I9", 9)], NOON)
        assert storage.write("1004", TODAY, [line("I1", 12), line("I2", 3)], NOON) == 2
        assert storage.write("1004", TODAY, [line("I1", 10)], NOON) == 1
        assert storage.source("1004", TODAY) == "recommender"
        rows = connection.execute(
            select(
                recommended_order.c.order_date,
                recommended_order.c.item_code,
                recommended_order.c.quantity,
            ).order_by(recommended_order.c.order_date)
        ).all()
    assert rows == [(TODAY, "I1", 10), (TOMORROW, "I9", 9)]


def test_a_route_day_with_nothing_to_recommend_is_remembered_as_made(database: Database) -> None:
    with database.writing() as connection:
        storage = RecommendationStorage(connection)
        assert storage.write("1004", TODAY, [], NOON) == 0
        assert storage.source("1004", TODAY) == "recommender"


def test_replacing_orders_raises_the_revision_of_that_day_alone_and_first_ones_do_not(
    database: Database,
) -> None:
    revisions = []
    with database.writing() as connection:
        for quantity in (5, 6):
            RecommendationStorage(connection).write("1004", TODAY, [line("I1", quantity)], NOON)
            revisions.append(day_revisions(connection, "1004", TODAY).orders)
        other_day = day_revisions(connection, "1004", TODAY + timedelta(days=1))
    assert revisions[0] == "0"
    assert revisions[1].startswith("1-")
    assert other_day == DayRevisions(plan="0", orders="0", actuals="0")


def test_forgotten_is_what_the_recommender_made_for_days_that_nobody_works_on(
    database: Database,
) -> None:
    untouched, looked_at, drafted, saved, fed, unmeant, before = (
        TODAY + timedelta(days=number) for number in (1, 2, 3, 4, 5, 6, -1)
    )
    with database.writing() as connection:
        storage, drafts = RecommendationStorage(connection), DraftStorage(connection)
        for on in (untouched, looked_at, drafted, saved, unmeant, before):
            storage.write("1004", on, [line("I1", 12)], NOON)
        storage.write("1001", drafted, [line("I1", 12)], NOON)
        FeedStorage(connection, NOON).upsert(
            Feed.RECOMMENDED_ORDERS, [order("C1", "I1", 7, fed), order("C2", "I1", 7, fed)]
        )
        drafts.begin(DraftKey("1004", looked_at, "Amal"), "looked", 0, NOON)
        draft = drafts.begin(DraftKey("1004", drafted, "Amal"), "drafted", 0, NOON)
        drafts.keep(draft, {}, {"C1": CustomerEntry(visited_at=NOON)}, NOON)
        rows = session_rows(route_code="1004", supervision_date=saved)
        SupervisionStorage(connection).save("s", 0, rows, "Amal", NOON)
    with database.writing() as connection:
        plan_before = day_revisions(connection, "1004", TODAY).plan
        storage = RecommendationStorage(connection)
        assert storage.forget_made(TODAY, lambda _, on: on != unmeant, NOON) == 3
        assert day_revisions(connection, "1004", TODAY).plan != plan_before
        assert storage.forget_made(TODAY, lambda _, on: on != unmeant, NOON) == 0
        kept = {
            (row.route_code, row.order_date)
            for table in (recommended_order, recommendation_run)
            for row in connection.execute(select(table.c.route_code, table.c.order_date))
        }
    assert kept == {("1004", on) for on in (drafted, saved, fed, unmeant, before)}
