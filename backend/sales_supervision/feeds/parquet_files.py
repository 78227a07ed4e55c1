"""Reading a Parquet file in batches, its columns as the text that a CSV would hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl
from polars.exceptions import PanicException, PolarsError

from sales_supervision.feeds.feed_file import (
    BEYOND,
    LINE,
    LONGEST_CELL,
    FeedFile,
    FileRefusedError,
    column_names,
)

_UNREADABLE = (PolarsError, PanicException, OSError)
"""What polars raises on a broken file; a panic is no ``Exception``."""

_EXACT_FLOATS = 2**53


def parquet_columns(path: Path) -> tuple[str, ...]:
    """The names of the columns. Raises FileRefusedError for what is not a whole Parquet file."""
    return column_names(path, _scan(path)[1])


def parquet_batches(file: FeedFile, wanted: Sequence[str], rows: int) -> Iterator[pl.DataFrame]:
    """Frames of at most ``rows`` rows. Raises FileRefusedError where it cannot be read on."""
    frame, schema = _scan(file.path)
    names = {name: list(schema)[file.columns.index(name)] for name in wanted}
    texts = [_as_text(file, name, pl.col(names[name]), schema[names[name]]) for name in wanted]
    start = 0
    while True:
        try:
            batch = frame.select(*names.values()).slice(start, rows).collect().select(*texts)
        except _UNREADABLE as error:
            raise FileRefusedError(
                f"{file.path.name} cannot be read on after row {start} ({_first_line(error)}); "
                "fetch it again."
            ) from error
        if batch.is_empty():
            return
        end = start + batch.height
        yield batch.with_columns(
            pl.int_range(start + 1, end + 1, dtype=pl.Int64).alias(LINE),
            pl.lit(None, dtype=pl.String).alias(BEYOND),
        )
        start = end


def _scan(path: Path) -> tuple[pl.LazyFrame, pl.Schema]:
    try:
        frame = pl.scan_parquet(path, glob=False)
        return frame, frame.collect_schema()
    except _UNREADABLE as error:
        raise FileRefusedError(
            f"{path.name} is not a whole Parquet file ({_first_line(error)}); fetch it again."
        ) from error


def _as_text(file: FeedFile, name: str, column: pl.Expr, kind: pl.DataType) -> pl.Expr:
    if kind.is_nested() or kind in (pl.Time, pl.Duration, pl.Object):
        raise FileRefusedError(
            f"{file.path.name} has the column {name} as {kind}; "
            "it must hold text, numbers or dates."
        )
    if kind.is_temporal():
        text = column.dt.to_string("iso:strict")
    elif kind.is_float():
        # Where a column of codes has gaps, many programs write it as 1004.0.
        is_whole = (column == column.floor()) & (column.abs() < _EXACT_FLOATS)
        whole = column.cast(pl.Int64, strict=False).cast(pl.String)
        text = pl.when(is_whole).then(whole).otherwise(column.cast(pl.String))
    else:
        text = column.cast(pl.String)
    return text.str.strip_chars().str.slice(0, LONGEST_CELL).replace("", None).alias(name)


def _first_line(error: BaseException) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__
