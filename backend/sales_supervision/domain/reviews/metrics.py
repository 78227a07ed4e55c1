"""The metrics that facts are made of: what each counts and how a claim of it is compared."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from sales_supervision.domain.plan import Tier

Figure = int | float


class Unit(StrEnum):
    """What a figure counts; the page formats by it. ``SCORE`` and ``PERCENT`` run from 0 to 100."""

    UNITS = "units"
    ITEMS = "items"
    CUSTOMERS = "customers"
    VISITS = "visits"
    DAYS = "days"
    PLACE = "place"
    SCORE = "score"
    PERCENT = "percent"


COUNTS: Mapping[str, Unit] = {
    "accuracy": Unit.SCORE,
    "score": Unit.SCORE,
    "coverage": Unit.PERCENT,
    "fulfilment": Unit.PERCENT,
    "completion": Unit.PERCENT,
    "gap_pct": Unit.PERCENT,
    "change_pct": Unit.PERCENT,
    "purchase_frequency_pct": Unit.PERCENT,
    "recommended_units": Unit.UNITS,
    "adjusted_units": Unit.UNITS,
    "sold_units": Unit.UNITS,
    "bought_units": Unit.UNITS,
    "told_recommended_units": Unit.UNITS,
    "gap_units": Unit.UNITS,
    "short_units": Unit.UNITS,
    "over_units": Unit.UNITS,
    "outside_units": Unit.UNITS,
    "offered_units": Unit.UNITS,
    "passed_on_units": Unit.UNITS,
    "received_units": Unit.UNITS,
    "taken_back_units": Unit.UNITS,
    "redistributed_units": Unit.UNITS,
    "redistribution_units": Unit.UNITS,
    "unallocated_units": Unit.UNITS,
    "spare_units": Unit.UNITS,
    "van_load_units": Unit.UNITS,
    "left_on_van_units": Unit.UNITS,
    "promised_ahead_units": Unit.UNITS,
    "ahead_recommended_units": Unit.UNITS,
    "surplus_units": Unit.UNITS,
    "lacking_units": Unit.UNITS,
    "stock_short_units": Unit.UNITS,
    "usual_units": Unit.UNITS,
    "earlier_mean_units": Unit.UNITS,
    "earlier_last_units": Unit.UNITS,
    "change_units": Unit.UNITS,
    "days_since_last_purchase": Unit.DAYS,
    "purchase_cycle_days": Unit.DAYS,
    "overdue_days": Unit.DAYS,
    "days_since_last_visit": Unit.DAYS,
    "earlier_visits": Unit.VISITS,
    "earlier_visits_bought": Unit.VISITS,
    "visits_without": Unit.VISITS,
    "recommended_items": Unit.ITEMS,
    "told_items": Unit.ITEMS,
    "untold_items": Unit.ITEMS,
    "sold_items": Unit.ITEMS,
    "unsold_items": Unit.ITEMS,
    "short_items": Unit.ITEMS,
    "over_items": Unit.ITEMS,
    "outside_items": Unit.ITEMS,
    "overdue_items": Unit.ITEMS,
    "surplus_items": Unit.ITEMS,
    "lacking_items": Unit.ITEMS,
    "planned_customers": Unit.CUSTOMERS,
    "visited_customers": Unit.CUSTOMERS,
    "ahead_customers": Unit.CUSTOMERS,
    "missed_customers": Unit.CUSTOMERS,
    "unplanned_visits": Unit.CUSTOMERS,
    "untold_customers": Unit.CUSTOMERS,
    "told_customers": Unit.CUSTOMERS,
    "buying_customers": Unit.CUSTOMERS,
    "refusing_customers": Unit.CUSTOMERS,
    "short_customers": Unit.CUSTOMERS,
    "over_customers": Unit.CUSTOMERS,
    "no_sale_customers": Unit.CUSTOMERS,
    "falling_customers": Unit.CUSTOMERS,
    "complete_customers": Unit.CUSTOMERS,
    "sequence": Unit.PLACE,
}
"""Metrics that stand without a tier."""

TIERED = (
    "recommended_units",
    "sold_units",
    "short_units",
    "told_items",
    "sold_items",
)
"""Metrics that exist for each tier as well: ``must_stock_sold_units``."""


def tier_metric(tier: Tier, metric: str) -> str:
    """Name of ``metric`` counted over the items of one tier: ``should_stock_sold_items``."""
    return f"{tier.value.lower()}_{metric}"


METRICS: Mapping[str, Unit] = {
    **COUNTS,
    **{tier_metric(tier, metric): COUNTS[metric] for tier in Tier for metric in TIERED},
}
"""Every metric and what it counts. ``docs/reviews.md`` is kept equal to it by a test."""

AVERAGES = frozenset(
    {"usual_units", "earlier_mean_units", "change_units", "purchase_cycle_days", "overdue_days"}
)
"""Means and medians of counts: given to one decimal."""

TOLERANCE: Mapping[Unit, float] = {Unit.SCORE: 0.5, Unit.PERCENT: 0.5}
"""How far a claimed rate may lie from the fact, in points, so that it may be rounded."""

AVERAGE_TOLERANCE = 0.1


def tolerance(metric: str) -> float:
    """How far a claim of ``metric`` may lie from the fact: 0 for counts. KeyError if unknown."""
    if metric in AVERAGES:
        return AVERAGE_TOLERANCE
    return TOLERANCE.get(METRICS[metric], 0.0)


def rounded(figure: Figure) -> Figure:
    """The one rounding of facts: one decimal, whole numbers as ``int``, never minus zero."""
    if isinstance(figure, int):
        return figure
    once = round(figure, 1)
    return int(once) if once == int(once) else once
