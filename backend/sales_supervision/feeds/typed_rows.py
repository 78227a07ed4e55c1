"""Text to what it stands for: each column beside its typed self, null where the text is neither."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import polars as pl

from sales_supervision.feeds.formats import FeedColumn, FeedFormat, Kind

WHOLE_NUMBER = r"^[+-]?[0-9]+(\.0*)?$"
ISO_DATE = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}[0-9:.]*(Z|[+-][0-9:]{2,6})?)?$"

_LOCAL_MOMENTS = ("%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%dT%H:%M")
_OFFSET_MOMENTS = ("%Y-%m-%dT%H:%M:%S%.f%#z", "%Y-%m-%dT%H:%M%#z")


_FIRST_YEAR, _LAST_YEAR = 1900, 2999


def typed_name(name: str) -> str:
    """The name of the typed column beside the text of ``name``."""
    return f"={name}"


def with_types(batch: pl.DataFrame, feed_format: FeedFormat, zone: ZoneInfo) -> pl.DataFrame:
    """``batch`` with a typed column beside each of its columns of text.

    ``zone``: of moments that name no offset.
    """
    return batch.with_columns(
        _typed(column, zone).alias(typed_name(column.name))
        for column in feed_format.columns
        if column.name in batch.columns
    )


def key_hashes(typed: pl.DataFrame, feed_format: FeedFormat) -> pl.Series:
    """One 64-bit number a row, the same for the same key; null where the key is not whole."""
    keys = typed.select(typed_name(name) for name in feed_format.key)
    is_whole = keys.select(pl.all_horizontal(pl.all().is_not_null())).to_series()
    hashes = keys.hash_rows(seed=7).reinterpret(signed=True)
    return hashes.set(~is_whole, None)


def _typed(column: FeedColumn, zone: ZoneInfo) -> pl.Expr:
    text = pl.col(column.name)
    match column.kind:
        case Kind.DATE:
            return _of_our_times(text.str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False))
        case Kind.QUANTITY | Kind.SEQUENCE | Kind.DAYS:
            return text.str.replace(r"\.0*$", "").cast(pl.Int64, strict=False)
        case Kind.NUMBER | Kind.SCORE:
            return text.cast(pl.Float64, strict=False)
        case Kind.MOMENT:
            return _of_our_times(_moment(text, zone))
        case Kind.TIER:
            return text.str.to_uppercase()
        case _:
            return text


def _of_our_times(when: pl.Expr) -> pl.Expr:
    """Null for a year that is a mistake, such as 1, by which .NET says "no date"."""
    return pl.when(when.dt.year().is_between(_FIRST_YEAR, _LAST_YEAR)).then(when)


def _moment(text: pl.Expr, zone: ZoneInfo) -> pl.Expr:
    """UTC without offset; a moment that names no offset is of the deployment's time zone."""
    iso = text.str.replace(" ", "T", literal=True)
    local = pl.coalesce(
        iso.str.strptime(pl.Datetime("us"), pattern, strict=False) for pattern in _LOCAL_MOMENTS
    )
    with_offset = pl.coalesce(
        iso.str.strptime(pl.Datetime("us", "UTC"), pattern, strict=False)
        for pattern in _OFFSET_MOMENTS
    )
    return pl.coalesce(
        local.dt.replace_time_zone(zone.key, ambiguous="earliest", non_existent="null")
        .dt.convert_time_zone("UTC")
        .dt.replace_time_zone(None),
        with_offset.dt.replace_time_zone(None),
    )
