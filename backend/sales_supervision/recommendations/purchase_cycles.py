"""The transparent recommender: who buys what how often, when it is due, and how much.

``docs/recommended-orders.md`` explains the rule with an example that a test checks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from sales_supervision.domain.plan import Tier
from sales_supervision.domain.quantities import MAX_QUANTITY
from sales_supervision.recommendations.reasons import reason_expression
from sales_supervision.recommendations.recommender import RecommendedOrder

_LINE = ["customer_code", "item_code"]


@dataclass(frozen=True, slots=True)
class PurchaseCyclePolicy:
    """Numbers of the rule. Days are calendar days; shares run from 0 to 1.

    An item is *due* once ``due_from`` of its cycle has passed by the middle of the way to the
    customer's next buying day. It is *slipping away* past ``slipping_cycles`` cycles and forgotten
    past ``forgotten_cycles``. A single purchase counts only if it is a ``single_share`` of the
    customer's buying days.
    """

    look_back_days: int = 180
    half_life_days: float = 28
    outlier_medians: float = 3
    due_from: float = 0.85
    slipping_cycles: float = 2.5
    forgotten_cycles: float = 5
    single_share: float = 0.2
    least_share: float = 0.08
    frequency_weight: float = 0.5
    due_weight: float = 0.3
    volume_weight: float = 0.2
    must_stock_from: float = 65
    should_stock_from: float = 45
    consider_from: float = 28
    most_lines: int = 40


@dataclass(frozen=True, slots=True)
class PurchaseCycleRecommender:
    """Recommends by purchase cycle, recency-weighted quantity and due-ness."""

    policy: PurchaseCyclePolicy = field(default_factory=PurchaseCyclePolicy)

    @property
    def look_back_days(self) -> int:
        return self.policy.look_back_days

    def recommend(
        self, history: pl.DataFrame, customers: Sequence[str], on: date
    ) -> list[RecommendedOrder]:
        """See Recommender. The order of the history's rows changes nothing."""
        lines = self._lines(purchase_facts(history, customers, on, self.policy))
        return [
            RecommendedOrder(
                customer_code=row["customer_code"],
                item_code=row["item_code"],
                quantity=row["quantity"],
                tier=Tier(row["tier"]),
                priority_score=row["priority_score"],
                reason=row["reason"],
                days_since_last_purchase=row["days_since"],
                purchase_cycle_days=row["cycle"],
                purchase_frequency_pct=row["frequency_pct"],
                usual_quantity=row["usual"],
            )
            for row in lines.iter_rows(named=True)
        ]

    def _lines(self, facts: pl.DataFrame) -> pl.DataFrame:
        rules = self.policy
        # A single purchase has no cycle; the customer's own rhythm stands in, thinned by its share.
        pace = pl.coalesce("cycle", pl.col("customer_gap") / pl.col("share"))
        cycles = pl.col("days_since") / pl.col("pace")
        by_next_visit = (pl.col("days_since") + pl.col("customer_gap") / 2) / pl.col("pace")
        slipping = pl.col("cycles") > rules.slipping_cycles
        fade = (
            pl.when(slipping)
            .then(
                (rules.forgotten_cycles - pl.col("cycles"))
                / (rules.forgotten_cycles - rules.slipping_cycles)
            )
            .otherwise(1.0)
        )
        score = (
            100
            * pl.col("fade")
            * (
                rules.frequency_weight * pl.col("share")
                + rules.due_weight * pl.col("cycles").clip(0, 1)
                + rules.volume_weight * pl.col("volume_share")
            )
        )
        quantity = (
            (pl.col("usual") * pl.when(slipping).then(0.5).otherwise(1.0))
            .round(0, mode="half_away_from_zero")
            .clip(1, MAX_QUANTITY)
            .cast(pl.Int64)
        )
        tier = (
            pl.when(slipping | (pl.col("priority_score") < rules.consider_from))
            .then(pl.lit(Tier.MONITOR.value))
            .when(pl.col("priority_score") < rules.should_stock_from)
            .then(pl.lit(Tier.CONSIDER.value))
            .when(pl.col("priority_score") < rules.must_stock_from)
            .then(pl.lit(Tier.SHOULD_STOCK.value))
            .otherwise(pl.lit(Tier.MUST_STOCK.value))
        )
        return (
            facts.with_columns(pace=pace.clip(lower_bound=1))
            .with_columns(cycles=cycles, by_next_visit=by_next_visit)
            .filter(
                (pl.col("by_next_visit") >= rules.due_from)
                & (pl.col("cycles") < rules.forgotten_cycles)
                & (pl.col("share") >= rules.least_share)
                & ((pl.col("purchases") > 1) | (pl.col("share") >= rules.single_share))
            )
            .with_columns(fade=fade)
            .with_columns(priority_score=score.round(2).clip(0, 100))
            .with_columns(
                quantity=quantity, tier=tier, reason=reason_expression(rules.slipping_cycles)
            )
            .sort("customer_code", "priority_score", "item_code", descending=[False, True, False])
            .group_by("customer_code", maintain_order=True)
            .head(rules.most_lines)
        )


def purchase_facts(
    history: pl.DataFrame, customers: Sequence[str], on: date, policy: PurchaseCyclePolicy
) -> pl.DataFrame:
    """How each customer has bought each item before ``on``; one row a customer and item.

    Columns: ``purchases`` (buying days), ``days_since`` the last one, ``cycle`` (median gap in
    days, null after a single purchase), ``share`` of the customer's buying days (0-1) and the same
    as ``frequency_pct``, ``usual`` (recency-weighted units, outliers clipped), ``customer_gap``
    (median days between the customer's buying days), ``volume_share`` (usual / the customer's
    largest usual).
    """
    rows = (
        history.filter(
            (pl.col("sale_date") < on)
            & (pl.col("quantity") > 0)
            & pl.col("customer_code").is_in(list(customers))
        )
        .group_by(*_LINE, "sale_date")
        .agg(pl.col("quantity").sum())
        .sort(*_LINE, "sale_date")
    )
    age = (pl.lit(on) - pl.col("sale_date")).dt.total_days()
    clipped = pl.min_horizontal("quantity", pl.col("median") * policy.outlier_medians)
    weight = pl.lit(2.0).pow(-pl.col("age") / policy.half_life_days)
    lines = (
        rows.with_columns(age=age, median=pl.col("quantity").median().over(_LINE))
        .with_columns(clipped=clipped, weight=weight)
        .group_by(_LINE, maintain_order=True)
        .agg(
            purchases=pl.len(),
            days_since=pl.col("age").min(),
            cycle=pl.col("sale_date").diff().dt.total_days().median(),
            usual=(pl.col("clipped") * pl.col("weight")).sum() / pl.col("weight").sum(),
        )
    )
    days = rows.select("customer_code", "sale_date").unique().sort("customer_code", "sale_date")
    rhythm = days.group_by("customer_code", maintain_order=True).agg(
        buying_days=pl.len(),
        customer_gap=pl.col("sale_date").diff().dt.total_days().median(),
    )
    return (
        lines.join(rhythm, on="customer_code", maintain_order="left")
        .with_columns(
            share=pl.col("purchases") / pl.col("buying_days"),
            customer_gap=pl.col("customer_gap").fill_null(7.0),
            volume_share=pl.col("usual") / pl.col("usual").max().over("customer_code"),
            usual=pl.col("usual").round(2),
            cycle=pl.col("cycle").cast(pl.Float64),
        )
        .with_columns(frequency_pct=(pl.col("share") * 100).round(2))
    )
