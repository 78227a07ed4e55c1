"""Sales histories written as days ago, and what the recommender makes of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import polars as pl

from sales_supervision.recommendations.purchase_cycles import (
    PurchaseCyclePolicy,
    PurchaseCycleRecommender,
    purchase_facts,
)
from sales_supervision.recommendations.recommender import HISTORY_SCHEMA, RecommendedOrder
from tests.clocks import TODAY

Purchase = tuple[int, str, str, int]
"""Days ago, customer code, item code, units."""


def history(purchases: Iterable[Purchase], on: date = TODAY) -> pl.DataFrame:
    rows = [(on - timedelta(days=ago), *rest) for ago, *rest in purchases]
    return pl.DataFrame(rows, schema=HISTORY_SCHEMA, orient="row")


def buys(item: str, units_by_days_ago: dict[int, int], customer: str = "C1") -> list[Purchase]:
    return [(ago, customer, item, units) for ago, units in units_by_days_ago.items()]


def facts(purchases: Iterable[Purchase], **policy: Any) -> dict[tuple[str, str], dict[str, Any]]:
    """Purchase facts by customer and item."""
    rows = list(purchases)
    customers = sorted({customer for _, customer, _, _ in rows})
    frame = purchase_facts(history(rows), customers, TODAY, PurchaseCyclePolicy(**policy))
    return {(row["customer_code"], row["item_code"]): row for row in frame.iter_rows(named=True)}


def recommended(purchases: Iterable[Purchase], **policy: Any) -> dict[str, RecommendedOrder]:
    """Lines for C1 today, by item."""
    recommender = PurchaseCycleRecommender(PurchaseCyclePolicy(**policy))
    return {
        order.item_code: order for order in recommender.recommend(history(purchases), ["C1"], TODAY)
    }
