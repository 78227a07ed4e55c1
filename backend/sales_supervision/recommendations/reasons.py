"""Why a line is recommended, in words that a salesperson would use."""

from __future__ import annotations

import polars as pl


def reason_expression(slipping_cycles: float) -> pl.Expr:
    """Text from the columns cycle, cycles, days_since, usual.

    Such as "buys every 3 days, last 3 days ago, usually 12".
    """
    last = pl.concat_str(pl.lit("last "), _days_ago())
    usually = pl.concat_str(pl.lit("usually "), _whole(pl.col("usual")))
    once = pl.concat_str(pl.lit("bought once, "), _days_ago(), pl.lit(", "), usually)
    buys = pl.concat_str(
        pl.lit("buys "), _every(pl.col("cycle")), pl.lit(", "), last, pl.lit(", "), usually
    )
    slipping = pl.concat_str(
        pl.lit("slipping away: bought "),
        _every(pl.col("cycle")),
        pl.lit(" until "),
        _days_ago(),
        pl.lit(", "),
        usually,
    )
    return (
        pl.when(pl.col("cycle").is_null())
        .then(once)
        .when(pl.col("cycles") > slipping_cycles)
        .then(slipping)
        .when(pl.col("cycles") >= 1.5)
        .then(pl.concat_str(pl.lit("overdue: "), buys))
        .otherwise(buys)
    )


def _every(days: pl.Expr) -> pl.Expr:
    whole = _whole(days)
    return (
        pl.when(whole == "1")
        .then(pl.lit("every day"))
        .otherwise(pl.concat_str(pl.lit("every "), whole, pl.lit(" days")))
    )


def _days_ago() -> pl.Expr:
    days = pl.col("days_since")
    return (
        pl.when(days == 1)
        .then(pl.lit("yesterday"))
        .otherwise(pl.concat_str(days.cast(pl.String), pl.lit(" days ago")))
    )


def _whole(number: pl.Expr) -> pl.Expr:
    rounded = number.round(0, mode="half_away_from_zero").clip(lower_bound=1)
    return rounded.cast(pl.Int64).cast(pl.String)
