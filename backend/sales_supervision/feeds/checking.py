"""Checking a batch: which rows can be taken, typed as their table wants them, and which not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from sales_supervision.domain.plan import Tier
from sales_supervision.domain.quantities import MAX_QUANTITY
from sales_supervision.feeds.feed_file import BEYOND, LINE
from sales_supervision.feeds.formats import FeedColumn, FeedFormat, Kind, Known
from sales_supervision.feeds.typed_rows import ISO_DATE, WHOLE_NUMBER, typed_name

REFUSED_SCHEMA = {
    "line": pl.Int64(),
    "column": pl.String(),
    "reason": pl.String(),
    "value": pl.String(),
}

LENGTHS = {Kind.CODE: 50, Kind.SHORT_TEXT: 100, Kind.TEXT: 200, Kind.LONG_TEXT: 500}
TIERS = [tier.value for tier in Tier]

_KEY = "=key"
_LONGEST_VALUE_SHOWN = 200

_UNSEEN = r"[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]"
"""Controls, line breaks, and what turns the direction of text or has no width."""

Rule = tuple[pl.Expr, str]


@dataclass(frozen=True, slots=True)
class Checked:
    """``accepted``: typed rows, columns as in the feed's table. ``refused``: a row a reason, a
    refused row having one or more; ``refused_rows`` counts the rows."""

    accepted: pl.DataFrame
    refused: pl.DataFrame
    refused_rows: int


def check(
    typed: pl.DataFrame,
    feed_format: FeedFormat,
    known: Mapping[Known, pl.Series],
    repeated: pl.Series,
) -> Checked:
    """Check a batch that ``typed_rows.with_types`` gave.

    ``known``: the codes that exist. ``repeated``: per row, whether an earlier one had its key.
    """
    columns = [column for column in feed_format.columns if column.name in typed.columns]
    reasons = typed.select(
        LINE,
        *[_reason(column, known).alias(column.name) for column in columns],
        pl.when(pl.col(BEYOND).is_not_null())
        .then(pl.lit("stands beyond the last column that the first line names"))
        .alias(BEYOND),
        pl.when(repeated)
        .then(pl.lit("stands in this file before; the first row counts"))
        .alias(_KEY),
    )
    checks = [column.name for column in columns] + [BEYOND, _KEY]
    is_refused = reasons.select(pl.any_horizontal(pl.col(checks).is_not_null())).to_series()
    accepted = typed.filter(~is_refused).select(
        *[pl.col(typed_name(column.name)).alias(column.target) for column in columns],
        *[
            pl.lit(None).alias(column.target)
            for column in feed_format.columns
            if column not in columns
        ],
    )
    refused = _refused(typed.filter(is_refused), reasons.filter(is_refused), feed_format, checks)
    return Checked(accepted, refused, int(is_refused.sum()))


def _refused(
    rows: pl.DataFrame, reasons: pl.DataFrame, feed_format: FeedFormat, checks: list[str]
) -> pl.DataFrame:
    if rows.is_empty():
        return pl.DataFrame(schema=REFUSED_SCHEMA)
    values = rows.with_columns(
        pl.concat_str(feed_format.key, separator=" ", ignore_nulls=True).alias(_KEY)
    )
    shown = {_KEY: " + ".join(feed_format.key), BEYOND: ""}
    # No feed's column begins with "=", so that none of them is taken for one of these.
    listed = reasons.unpivot(checks, index=LINE, variable_name="=column", value_name="=reason")
    return (
        listed.with_columns(values.unpivot(checks, value_name="=value").get_column("=value"))
        .filter(pl.col("=reason").is_not_null())
        .sort(LINE, maintain_order=True)
        .select(
            pl.col(LINE).alias("line"),
            pl.col("=column").replace(shown).alias("column"),
            pl.col("=reason").alias("reason"),
            pl.col("=value").str.slice(0, _LONGEST_VALUE_SHOWN).alias("value"),
        )
    )


def _reason(column: FeedColumn, known: Mapping[Known, pl.Series]) -> pl.Expr:
    """Why the text of ``column`` cannot be taken, null where it can."""
    text = pl.col(column.name)
    broken = rules(column)
    if column.known:
        exists = text.is_in(known[column.known].implode())
        broken.append((~exists, f"is not a known {column.known.value}"))
    missing = "is missing" if column.required else None
    wrong = [pl.when(is_wrong).then(pl.lit(words)) for is_wrong, words in broken]
    return (
        pl.when(text.is_null()).then(pl.lit(missing, dtype=pl.String)).otherwise(pl.coalesce(wrong))
    )


def rules(column: FeedColumn) -> list[Rule]:
    """What is wrong with a text of the column's kind, the first that holds being the reason."""
    text, typed = pl.col(column.name), pl.col(typed_name(column.name))
    found: list[Rule]
    match column.kind:
        case Kind.CODE | Kind.SHORT_TEXT | Kind.TEXT | Kind.LONG_TEXT:
            length = LENGTHS[column.kind]
            found = [
                (text.str.len_chars() > length, f"is longer than {length} characters"),
                (text.str.contains("\x00", literal=True), "holds an unreadable character"),
            ]
            if column.kind is Kind.CODE:
                found += [
                    # It could not be told from its neighbours in an address.
                    (text.str.contains(r"/|^\.\.?$"), "holds a slash, or dots alone"),
                    # It would look like another code, and could not be typed.
                    (text.str.contains(_UNSEEN), "holds a sign that cannot be seen"),
                ]
        case Kind.DATE:
            is_date = text.str.contains(ISO_DATE) & typed.is_not_null()
            found = [(~is_date, "is not a date such as 2026-11-23")]
        case Kind.MOMENT:
            found = [(typed.is_null(), "is not a time such as 2026-11-23T10:42:00+04:00")]
        case Kind.QUANTITY | Kind.DAYS:
            found = _whole_number(text, 0)
        case Kind.SEQUENCE:
            found = _whole_number(text, 1)
        case Kind.NUMBER:
            found = _number(typed, 10_000_000)
        case Kind.SCORE:
            found = _number(typed, 100)
        case Kind.TIER:
            found = [(~typed.is_in(TIERS), f"is none of {', '.join(TIERS)}")]
    return found


def _whole_number(text: pl.Expr, least: int) -> list[Rule]:
    # As a float, a number of any length is below or above, not unreadable.
    number = text.cast(pl.Float64, strict=False)
    return [
        (~text.str.contains(WHOLE_NUMBER), "is not a whole number"),
        (number < least, f"is below {least}"),
        (number > MAX_QUANTITY, f"is above {MAX_QUANTITY:,}"),
    ]


def _number(typed: pl.Expr, most: int) -> list[Rule]:
    return [
        (~typed.is_finite().fill_null(False), "is not a number"),
        ((typed < 0) | (typed > most), f"is not between 0 and {most:,}"),
    ]
