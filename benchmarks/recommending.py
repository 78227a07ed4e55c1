"""Recommended orders of a route day, made on demand as the product makes them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl

from benchmarks.filled_database import new_database
from benchmarks.limits import RECOMMENDATION
from benchmarks.measurements import Measurement, Stopwatch
from benchmarks.options import Options, PartUnavailableError, online_retail_folder
from benchmarks.recommendation_quality import measure_quality
from benchmarks.synthetic_days import FIRST_DATE
from sales_supervision.demo.generator import DemoSpec
from sales_supervision.demo.loading import load_demo
from sales_supervision.feeds.importing import ImportOptions, import_folder
from sales_supervision.recommendations.purchase_cycles import PurchaseCycleRecommender
from sales_supervision.recommendations.recommender import HISTORY_SCHEMA
from sales_supervision.recommendations.service import ensure_recommended
from sales_supervision.settings import Settings
from sales_supervision.storage.catalogue_storage import CatalogueStorage
from sales_supervision.storage.engine import Database
from sales_supervision.storage.plan_storage import PlanStorage
from sales_supervision.storage.recommendation_storage import RecommendationStorage

PART = "recommend"

RouteDate = tuple[str, date]


def measure(options: Options) -> Iterator[Measurement]:
    folder = options.folder(PART)
    options.say(f"{PART}: demo, filling the database")
    database = new_database(folder / "demo.db")
    load_demo(database, DemoSpec.of_today(FIRST_DATE))
    yield from _speed(database, "demo", options)
    source = online_retail_folder()
    options.say(f"{PART}: online-retail, importing")
    yield from _speed(_imported(folder / "online-retail.db", source), "online-retail", options)
    options.say(f"{PART}: quality on the online-retail data")
    yield from measure_quality(source, every=options.times(1, 7))


def _imported(file: Path, source: Path) -> Database:
    database = new_database(file)
    moment = datetime.combine(FIRST_DATE, datetime.min.time(), UTC)
    report = import_folder(database, source, ImportOptions(now=moment, zone=Settings().zone))
    refused = [problem for found in report.files if (problem := found.problem)]
    if refused:
        raise PartUnavailableError(" ".join(refused))
    return database


def _speed(database: Database, data: str, options: Options) -> Iterator[Measurement]:
    options.say(f"{PART}: {data}")
    days = _spread(_planned_days(database), options.times(120, 10))
    recommender, now = PurchaseCycleRecommender(), datetime.now(UTC)
    on_demand, alone, lines = Stopwatch(), Stopwatch(), 0
    for route_code, on in days:
        with on_demand:
            made = ensure_recommended(database, route_code, on, now=now, recommender=recommender)
        lines += made or 0
    for route_code, on in days:
        with database.reading() as connection:
            sales = RecommendationStorage(connection).history(
                route_code, on, recommender.look_back_days
            )
            customers = PlanStorage(connection).planned_customer_codes(route_code, on)
        history = pl.DataFrame(sales, schema=HISTORY_SCHEMA, orient="row")
        with alone:
            recommender.recommend(history, customers, on)
    database.dispose()
    yield Measurement(
        PART,
        f"recommended orders of a route day, {data}",
        "ms",
        on_demand.summary,
        RECOMMENDATION,
        f"history read, orders made and stored: {lines / len(days):,.0f} lines a day",
    )
    yield Measurement(
        PART,
        f"of these in the recommender, {data}",
        "ms",
        alone.summary,
        note="its history at hand",
    )


def _planned_days(database: Database) -> list[RouteDate]:
    with database.reading() as connection:
        routes = [route.route_code for route in CatalogueStorage(connection).routes()]
        storage = RecommendationStorage(connection)
        return [
            (route, on)
            for route in routes
            for on in storage.planned_dates(route, date.min, date.max)
        ]


def _spread(days: Sequence[RouteDate], count: int) -> list[RouteDate]:
    """At most ``count`` days, spread evenly over all routes and dates."""
    step = max(1, len(days) // count)
    return list(days[::step][:count])
