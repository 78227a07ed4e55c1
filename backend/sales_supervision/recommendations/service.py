"""Making recommended orders where there are none, and for a range of dates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, datetime

import polars as pl
from sqlalchemy import Connection

from sales_supervision.recommendations.recommender import HISTORY_SCHEMA, Recommender
from sales_supervision.storage.engine import Database, day_lock
from sales_supervision.storage.plan_storage import PlanStorage
from sales_supervision.storage.recommendation_storage import RecommendationStorage
from sales_supervision.storage.retrying import retried


@dataclass(frozen=True, slots=True)
class RouteDayRecommended:
    """What was done for one route day: ``lines`` made, None where it was left as it stood."""

    route_code: str
    on: date
    lines: int | None


@retried
def ensure_recommended(
    database: Database, route_code: str, on: date, *, now: datetime, recommender: Recommender
) -> int | None:
    """Make the recommended orders of a route day that has none.

    Returns the number of lines made, None where a feed or an earlier run gave them. Two callers at
    the same moment make them once.
    """
    with database.reading() as connection:
        if RecommendationStorage(connection).source(route_code, on) is not None:
            return None
    with database.writing(day_lock(route_code, on)) as connection:
        if RecommendationStorage(connection).source(route_code, on) is not None:
            return None
        return _make(connection, route_code, on, now, recommender)


def recommend_range(
    database: Database,
    route_code: str,
    first: date,
    last: date,
    *,
    now: datetime,
    recommender: Recommender,
    again: bool = False,
    replace_feed: bool = False,
    progress: Callable[[RouteDayRecommended], None] = lambda _: None,
) -> list[RouteDayRecommended]:
    """Make the recommended orders of each planned date from ``first`` to ``last``.

    ``again`` remakes what the recommender made before, ``replace_feed`` also what a feed gave.
    Each date is a transaction of its own, so that an interruption loses at most one.
    """
    with database.reading() as connection:
        dates = RecommendationStorage(connection).planned_dates(route_code, first, last)

    @retried
    def recommend(on: date) -> int | None:
        with database.writing(day_lock(route_code, on)) as connection:
            source = RecommendationStorage(connection).source(route_code, on)
            wanted = source is None or (again and source == "recommender") or replace_feed
            return _make(connection, route_code, on, now, recommender) if wanted else None

    done = []
    for on in dates:
        done.append(RouteDayRecommended(route_code, on, recommend(on)))
        progress(done[-1])
    return done


def _make(
    connection: Connection, route_code: str, on: date, now: datetime, recommender: Recommender
) -> int:
    storage = RecommendationStorage(connection)
    customers = PlanStorage(connection).planned_customer_codes(route_code, on)
    history = pl.DataFrame(
        storage.history(route_code, on, recommender.look_back_days),
        schema=HISTORY_SCHEMA,
        orient="row",
    )
    orders = recommender.recommend(history, customers, on)
    return storage.write(route_code, on, (asdict(order) for order in orders), now)
