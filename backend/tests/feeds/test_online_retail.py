"""The real data of ``shared/data/online-retail``, taken as it is.

"Online Retail", Daqing Chen, UCI Machine Learning Repository, 2015, CC BY 4.0.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from subprocess import CompletedProcess

import polars as pl
import pytest
from sqlalchemy import func, select

from sales_supervision.days.opened_day import OpenedDay
from sales_supervision.days.route_days import RouteDays
from sales_supervision.domain.policy import Policy
from sales_supervision.recommendations.purchase_cycles import PurchaseCycleRecommender
from sales_supervision.storage.catalogue_storage import CatalogueStorage
from sales_supervision.storage.draft_storage import DraftKey
from sales_supervision.storage.engine import Database
from sales_supervision.storage.tables import customer, feed_import, item, journey_plan, route, sale
from tests.clocks import StandingClock
from tests.feeds.conftest import DATABASE_URL


@dataclass(frozen=True, slots=True)
class Imported:
    """The database after one run of the command on the folder, and what the command said."""

    folder: Path
    file: Path
    run: CompletedProcess[str]

    def run_again(self) -> CompletedProcess[str]:
        return _run(self.folder, self.file)

    def open(self) -> Database:
        return Database(f"sqlite:///{self.file}")


@pytest.fixture(scope="module")
def imported(
    empty_template: Path, online_retail: Path, tmp_path_factory: pytest.TempPathFactory
) -> Imported:
    file = tmp_path_factory.mktemp("online-retail") / "online-retail.db"
    shutil.copy(empty_template, file)
    return Imported(online_retail, file, _run(online_retail, file))


@pytest.fixture
def retail(imported: Imported) -> Iterator[Database]:
    database = imported.open()
    yield database
    database.dispose()


def test_every_row_is_taken(imported: Imported) -> None:
    assert imported.run.stderr == ""
    assert imported.run.stdout.splitlines() == [
        "customers.csv: 1,018 rows taken, 0 refused.",
        "items.csv: 3,523 rows taken, 0 refused.",
        "journey_plan.csv: 6,492 rows taken, 0 refused.",
        "sales.parquet: 223,730 rows taken, 0 refused.",
    ]
    assert imported.run.returncode == 0
    assert not (imported.file.parent / "refused-rows.csv").exists()


def test_the_database_holds_what_the_files_hold(imported: Imported, retail: Database) -> None:
    sales = pl.read_parquet(imported.folder / "sales.parquet")
    with retail.reading() as connection:
        counts = [
            connection.scalar(select(func.count()).select_from(table))
            for table in (customer, item, journey_plan, sale)
        ]
        units, turnover, first, last = connection.execute(
            select(
                func.sum(sale.c.quantity),
                func.sum(sale.c.quantity * sale.c.unit_price),
                func.min(sale.c.sale_date),
                func.max(sale.c.sale_date),
            )
        ).one()
        routes = set(connection.scalars(select(route.c.route_code)))
    assert counts == [1018, 3523, 6492, 223_730]
    assert units == sales["quantity"].sum()
    assert turnover == pytest.approx((sales["quantity"] * sales["unit_price"]).sum())
    assert (first, last) == (date(2010, 12, 1), date(2011, 11, 27))
    assert routes == set(sales["route_code"].unique())


def test_a_second_run_writes_nothing(imported: Imported, retail: Database) -> None:
    again = imported.run_again()
    assert again.returncode == 0
    assert again.stdout.count("unchanged since") == 4
    with retail.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(feed_import)) == 4


def test_a_planned_day_opens_with_recommended_orders_from_its_sales(
    imported: Imported, retail: Database
) -> None:
    plan = pl.read_csv(imported.folder / "journey_plan.csv", infer_schema=False)
    on = date(2011, 12, 1)
    route_code = (
        plan.filter(pl.col("date") == str(on))
        .group_by("route_code")
        .len()
        .sort("len", "route_code")["route_code"][-1]
    )
    planned = plan.filter(date=str(on), route_code=route_code)
    days = RouteDays(retail, Policy(), StandingClock(), PurchaseCycleRecommender())
    opened = days.open(DraftKey(route_code, on, "tester"))
    assert isinstance(opened, OpenedDay)
    assert opened.day.customer_codes() == list(
        planned.sort(pl.col("sequence").cast(pl.Int64))["customer_code"]
    )
    assert opened.stored_plan.recommended_by == "recommender"
    assert opened.day.plan.recommended
    with retail.reading() as connection:
        named = CatalogueStorage(connection).items(opened.items)
    assert set(named) == set(opened.items)


def _run(folder: Path, file: Path) -> CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "sales_supervision", "import", str(folder)],
        check=False,
        capture_output=True,
        text=True,
        timeout=300,
        cwd=file.parent,
        env={**os.environ, DATABASE_URL: f"sqlite:///{file}"},
    )
