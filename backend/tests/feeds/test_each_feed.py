"""Each feed, from CSV and from Parquet: what it brings stands in the opened day afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import StringIO

import polars as pl
import pytest

from sales_supervision.days.opened_day import OpenedDay
from sales_supervision.days.route_days import RouteDays
from sales_supervision.domain.plan import Tier
from sales_supervision.domain.policy import Policy
from sales_supervision.recommendations.purchase_cycles import PurchaseCycleRecommender
from sales_supervision.storage.catalogue_storage import CatalogueStorage
from sales_supervision.storage.draft_storage import DraftKey
from sales_supervision.storage.feed_storage import Feed
from sales_supervision.storage.plan_storage import PlanStorage
from sales_supervision.storage.tables import recommended_order, sale
from tests.clocks import StandingClock
from tests.feeds.importer import Importer
from tests.feeds.sample_feeds import DAY, ROUTE, SAMPLES

TYPES: dict[str, pl.DataType] = {
    "date": pl.Date(),
    "sequence": pl.Int32(),
    "quantity": pl.Int64(),
    "unit_price": pl.Float64(),
    "priority_score": pl.Float64(),
}
"""Columns that a Parquet file holds as other than text."""


@dataclass(frozen=True, slots=True)
class Fed:
    """An importer after all samples were imported, and the day as it is then opened."""

    importer: Importer
    opened: OpenedDay


@pytest.fixture(params=["csv", "parquet"])
def fed(empty_importer: Importer, request: pytest.FixtureRequest) -> Fed:
    for feed, sample in SAMPLES.items():
        content = sample if request.param == "csv" else _as_frame(sample)
        empty_importer.put(f"{feed}.{request.param}", content)
    result = empty_importer.run()
    assert result.exit_code == 0, result.output
    return Fed(empty_importer, _open(empty_importer))


def test_every_feed_of_a_folder_is_seen_in_the_opened_day(fed: Fed) -> None:
    opened = fed.opened
    assert opened.route.route_name == "Deira North"
    assert opened.route.territory == "Dubai"
    assert opened.day.customer_codes() == ["C2", "C1"]
    assert opened.customers["C1"].customer_name_ar == "بقالة النور"
    assert opened.customers["C2"].customer_name_ar is None
    assert opened.items["CR"].item_name == "Croissant"
    assert opened.items["CR"].item_name_ar == "كرواسون"
    assert opened.stored_plan.recommended_by == "feed"
    assert opened.day.plan.recommended == {"C1": {"WB": 12}, "C2": {"CR": 6}}
    assert opened.day.plan.van_load == {"WB": 40, "CR": 25}
    assert opened.day.actuals("C1") == {"WB": 10}
    assert opened.day.entry("C1").visited_at == datetime(2026, 3, 17, 6, 42, tzinfo=UTC)
    assert not opened.day.entry("C2").visited


def test_recommended_orders_keep_tier_score_and_reason(fed: Fed) -> None:
    first, second = fed.importer.rows(recommended_order)
    assert (first["tier"], first["priority_score"], first["reason"]) == (
        Tier.MUST_STOCK.value,
        91.5,
        "buys every 3 days",
    )
    assert (second["tier"], second["priority_score"], second["reason"]) == ("CONSIDER", 40, "")
    assert second["purchase_cycle_days"] is None


def test_sales_keep_quantity_and_price_and_nothing_is_not_unknown(fed: Fed) -> None:
    kept = {row["customer_code"]: row for row in fed.importer.rows(sale)}
    assert (kept["C1"]["quantity"], kept["C1"]["unit_price"]) == (12, 1.25)
    assert (kept["C2"]["quantity"], kept["C2"]["unit_price"]) == (0, None)
    assert kept["C1"]["sale_date"] == date(2026, 3, 14)


def test_customers_and_the_route_are_found_by_search(fed: Fed) -> None:
    with fed.importer.database.reading() as connection:
        catalogue = CatalogueStorage(connection)
        assert [found.customer_code for found in catalogue.search_customers("النور", 5)] == ["C1"]
        assert [(found.route_code, found.customers) for found in catalogue.routes("deira")] == [
            (ROUTE, 3)
        ]


def test_later_actuals_are_seen_when_the_day_is_opened_again(importer: Importer) -> None:
    for feed in (Feed.JOURNEY_PLAN, Feed.RECOMMENDED_ORDERS):
        importer.put(f"{feed}.csv", SAMPLES[feed])
    assert importer.run().exit_code == 0
    days = _days(importer)
    key = DraftKey(ROUTE, DAY, "tester")
    before = days.stamp(key)
    opened = days.open(key)
    assert isinstance(opened, OpenedDay)
    assert not opened.day.entry("C1").visited
    importer.put("actuals.csv", SAMPLES[Feed.ACTUALS])
    assert importer.run().exit_code == 0
    assert days.stamp(key) != before
    again = days.open(key)
    assert isinstance(again, OpenedDay)
    assert again.day.actuals("C1") == {"WB": 10}


def test_a_journey_plan_replaces_the_days_it_names_and_no_others(importer: Importer) -> None:
    header = "date,route_code,sequence,customer_code\n"
    importer.put("journey_plan.csv", f"{header}2026-03-17,1004,1,C1\n2026-03-18,1004,1,C1\n")
    assert importer.run().exit_code == 0
    importer.put("journey_plan.csv", f"{header}2026-03-17,1004,1,C2\n2026-03-17,1004,2,C3\n")
    assert importer.run().exit_code == 0
    with importer.database.reading() as connection:
        plans = PlanStorage(connection)
        assert plans.planned_customer_codes(ROUTE, DAY) == ["C2", "C3"]
        assert plans.planned_customer_codes(ROUTE, date(2026, 3, 18)) == ["C1"]


def test_a_day_of_which_every_row_is_refused_stays_as_it_was(importer: Importer) -> None:
    header = "date,route_code,sequence,customer_code\n"
    importer.put("journey_plan.csv", f"{header}2026-03-17,1004,1,C1\n")
    assert importer.run().exit_code == 0
    importer.put("journey_plan.csv", f"{header}2026-03-17,1004,1,C9\n")
    assert importer.run().exit_code == 1
    with importer.database.reading() as connection:
        assert PlanStorage(connection).planned_customer_codes(ROUTE, DAY) == ["C1"]


def test_sales_of_other_keys_stay_and_of_the_same_key_are_overwritten(importer: Importer) -> None:
    header = "date,route_code,customer_code,item_code,quantity\n"
    importer.put("sales.csv", f"{header}2026-03-14,1004,C1,WB,12\n2026-03-14,1004,C1,CR,3\n")
    assert importer.run().exit_code == 0
    importer.put("sales.csv", f"{header}2026-03-14,1004,C1,WB,10\n2026-03-15,1004,C1,WB,1\n")
    assert importer.run().exit_code == 0
    assert [(row["item_code"], row["quantity"]) for row in importer.rows(sale)] == [
        ("CR", 3),
        ("WB", 10),
        ("WB", 1),
    ]


def test_feeds_of_one_folder_are_taken_in_the_order_in_which_they_need_each_other(
    empty_importer: Importer,
) -> None:
    for feed in reversed(SAMPLES):
        empty_importer.put(f"{feed}.csv", SAMPLES[feed])
    result = empty_importer.run()
    assert result.exit_code == 0
    named = [line.split(".")[0] for line in result.stdout.splitlines()]
    assert named == [feed.value for feed in Feed]


def _as_frame(sample: str) -> pl.DataFrame:
    text = pl.read_csv(StringIO(sample), infer_schema=False)
    types = {name: kind for name, kind in TYPES.items() if name in text.columns}
    return text.cast({name: kind for name, kind in types.items() if name != "date"}).with_columns(
        pl.col(name).str.to_date() for name in types if name == "date"
    )


def _days(importer: Importer) -> RouteDays:
    return RouteDays(importer.database, Policy(), StandingClock(), PurchaseCycleRecommender())


def _open(importer: Importer) -> OpenedDay:
    opened = _days(importer).open(DraftKey(ROUTE, DAY, "tester"))
    assert isinstance(opened, OpenedDay)
    return opened
