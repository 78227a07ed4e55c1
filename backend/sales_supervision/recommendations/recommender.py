"""What any recommender does. A stronger one takes this place without anybody else noticing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import polars as pl

from sales_supervision.domain.plan import Tier

HISTORY_SCHEMA: dict[str, pl.DataType] = {
    "sale_date": pl.Date(),
    "customer_code": pl.String(),
    "item_code": pl.String(),
    "quantity": pl.Int64(),
}
"""Columns of a sales history: one row a customer, item and day; quantity in units, above 0."""


@dataclass(frozen=True, slots=True)
class RecommendedOrder:
    """One line: units, tier, priority score 0-100, why, and the purchase facts behind it."""

    customer_code: str
    item_code: str
    quantity: int
    tier: Tier
    priority_score: float
    reason: str
    days_since_last_purchase: int
    purchase_cycle_days: float | None
    purchase_frequency_pct: float
    usual_quantity: float


class Recommender(Protocol):
    """``look_back_days``: how much history it wants to see."""

    @property
    def look_back_days(self) -> int: ...

    def recommend(
        self, history: pl.DataFrame, customers: Sequence[str], on: date
    ) -> list[RecommendedOrder]:
        """Lines for ``customers`` on the date ``on``, from what was sold before it.

        ``history`` has the columns of HISTORY_SCHEMA; rows on or after ``on`` are not looked at.
        """
        ...
