"""How well the recommender says what customers then really buy: information, without a limit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import polars as pl

from benchmarks.measurements import Measurement, Summary
from sales_supervision.recommendations.purchase_cycles import PurchaseCycleRecommender
from sales_supervision.recommendations.recommender import HISTORY_SCHEMA

PART = "recommend"

LAST_KNOWN = date(2011, 11, 27)
"""The end of the online-retail sales; what comes later is held back on purpose."""

_LINE = ["sale_date", "customer_code", "item_code"]
_MADE = {
    "sale_date": pl.Date(),
    "customer_code": pl.String(),
    "item_code": pl.String(),
    "recommended": pl.Int64(),
}


@dataclass(frozen=True, slots=True)
class _Period:
    """``known_until``: the last day of history; None for all days before the one in hand."""

    name: str
    first: date
    last: date
    known_until: date | None


_PERIODS = (
    _Period("the last 4 weeks, day by day", LAST_KNOWN - timedelta(27), LAST_KNOWN, None),
    _Period(
        "the last 12 days, from before them",
        LAST_KNOWN - timedelta(11),
        LAST_KNOWN,
        LAST_KNOWN - timedelta(12),
    ),
)


def measure_quality(source: Path, every: int) -> Iterator[Measurement]:
    """Recommend every ``every``-th route day of each period and hold it against the sales."""
    sales = pl.read_parquet(source / "sales.parquet").select(
        pl.col("route_code").cast(pl.String),
        sale_date=pl.col("date").cast(pl.Date),
        customer_code=pl.col("customer_code").cast(pl.String),
        item_code=pl.col("item_code").cast(pl.String),
        quantity=pl.col("quantity").cast(pl.Int64),
    )
    plan = pl.read_csv(source / "journey_plan.csv", infer_schema=False).with_columns(
        sale_date=pl.col("date").str.to_date()
    )
    for period in _PERIODS:
        yield from _figures(period, *_compared(period, sales, plan, every))


def _compared(
    period: _Period, sales: pl.DataFrame, plan: pl.DataFrame, every: int
) -> tuple[pl.DataFrame, int]:
    """One row a line recommended or bought (null: not), for planned customers; and the days."""
    of_period = pl.col("sale_date").is_between(period.first, period.last)
    planned = plan.filter(of_period).sort("sale_date", "route_code")
    days = list(planned.group_by("sale_date", "route_code", maintain_order=True))[::every]
    routes = dict(sales.partition_by("route_code", as_dict=True))
    compared = []
    for (on, route_code), stops in days:
        assert isinstance(on, date)
        of_route = routes.get((route_code,), sales.clear())
        customers = stops.get_column("customer_code").to_list()
        bought = of_route.filter(
            (pl.col("sale_date") == on) & pl.col("customer_code").is_in(customers)
        ).select(*_LINE, bought="quantity")
        made = _made(of_route, customers, on, period.known_until)
        compared.append(made.join(bought, on=_LINE, how="full", coalesce=True))
    return pl.concat(compared), len(days)


def _made(
    of_route: pl.DataFrame, customers: Sequence[str], on: date, known_until: date | None
) -> pl.DataFrame:
    recommender = PurchaseCycleRecommender()
    end = on if known_until is None else known_until + timedelta(1)
    first = on - timedelta(recommender.look_back_days)
    history = of_route.filter((pl.col("sale_date") < end) & (pl.col("sale_date") >= first))
    orders = recommender.recommend(history.select(*HISTORY_SCHEMA), customers, on)
    rows = [(on, order.customer_code, order.item_code, order.quantity) for order in orders]
    return pl.DataFrame(rows, schema=_MADE, orient="row")


def _figures(period: _Period, lines: pl.DataFrame, days: int) -> Iterator[Measurement]:
    recommended, bought = pl.col("recommended"), pl.col("bought")
    is_hit = recommended.is_not_null() & bought.is_not_null()
    came = bought.is_not_null().any().over("sale_date", "customer_code")
    told = lines.with_columns(came=came).select(
        made=recommended.is_not_null().sum(),
        made_where_came=(recommended.is_not_null() & pl.col("came")).sum(),
        bought=bought.is_not_null().sum(),
        hits=is_hit.sum(),
        units_bought=bought.sum(),
        units_met=pl.min_horizontal(recommended, bought).filter(is_hit).sum(),
        units_wrong=(recommended - bought).abs().filter(is_hit).sum(),
        units_hit=bought.filter(is_hit).sum(),
    )
    found = {name: float(value) for name, value in told.row(0, named=True).items()}
    note = (
        f"{days:,} route days, {found['made']:,.0f} lines recommended, "
        f"{found['bought']:,.0f} bought, {found['hits']:,.0f} both"
    )
    for what, part, whole in (
        ("recommended lines that were bought", "hits", "made"),
        ("the same, of customers that bought at all", "hits", "made_where_came"),
        ("bought lines that were recommended", "hits", "bought"),
        ("bought units that were recommended", "units_met", "units_bought"),
        ("quantity error of lines that were both", "units_wrong", "units_hit"),
    ):
        share = 100 * found[part] / found[whole] if found[whole] else 0.0
        yield Measurement(PART, f"{what}: {period.name}", "%", Summary.of([share]), note=note)
        note = ""
