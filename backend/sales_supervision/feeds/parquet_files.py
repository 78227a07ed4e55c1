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
    readable,
)
from sales_supervision.feeds.rust_panics import quiet_panics

_MARK = b"PAR1"
_ENCRYPTED_MARK = b"PARE"

_UNREADABLE = (PolarsError, PanicException, OSError)
"""What polars raises on a broken file; a panic is no ``Exception``."""

_EXACT_FLOATS = 2**53

MOST_ROWS = 100_000_000
"""Rows of a file, for a few kilobytes may promise any number of them."""

_LONGEST_CATEGORY = 4 * LONGEST_CELL
"""Bytes of a text that a column of categories names, since each row would get a copy."""


def parquet_columns(path: Path) -> tuple[str, ...]:
    """The names of the columns. Raises FileRefusedError for what is not a whole Parquet file, or
    promises more than MOST_ROWS.
    """
    if why := _why_not_whole(path):
        raise _not_whole(path, why)
    frame, schema = _scan(path)
    rows = _rows(path, frame)
    if rows > MOST_ROWS:
        raise FileRefusedError(
            f"{path.name} says that it holds {rows:,} rows; a file may hold {MOST_ROWS:,}, so "
            "fetch it again or divide it."
        )
    return column_names(path, schema)


def parquet_batches(file: FeedFile, wanted: Sequence[str], rows: int) -> Iterator[pl.DataFrame]:
    """Frames of at most ``rows`` rows. Raises FileRefusedError where it cannot be read on."""
    frame, schema = _scan(file.path)
    names = {name: list(schema)[file.columns.index(name)] for name in wanted}
    texts = [_as_text(file, name, pl.col(names[name]), schema[names[name]]) for name in wanted]
    start = 0
    while True:
        try:
            with quiet_panics():
                batch = frame.select(*names.values()).slice(start, rows).collect()
            _require_short_categories(file, batch)
            with quiet_panics():
                batch = batch.select(*texts)
        except _UNREADABLE as error:
            if _tells_damage(error):
                raise _damaged(file.path, start) from error
            raise FileRefusedError(
                f"{file.path.name} cannot be read on after row {start:,} ({_first_line(error)}); "
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


def _rows(path: Path, frame: pl.LazyFrame) -> int:
    try:
        with quiet_panics():
            rows: int = frame.select(pl.len()).collect().item()
    except _UNREADABLE as error:
        raise _not_whole(path, _reason(error)) from error
    return rows


def _require_short_categories(file: FeedFile, batch: pl.DataFrame) -> None:
    for column in batch.iter_columns():
        if not isinstance(column.dtype, pl.Categorical | pl.Enum):
            continue
        longest = column.cat.len_bytes().max()
        if isinstance(longest, int) and longest > _LONGEST_CATEGORY:
            raise FileRefusedError(
                f"{file.path.name} has a text of {longest:,} bytes in the column "
                f"{readable([column.name])}; no column takes more than {LONGEST_CELL:,} characters."
            )


def _scan(path: Path) -> tuple[pl.LazyFrame, pl.Schema]:
    try:
        frame = pl.scan_parquet(path, glob=False)
        with quiet_panics():
            return frame, frame.collect_schema()
    except _UNREADABLE as error:
        raise _not_whole(path, _reason(error)) from error


def _why_not_whole(path: Path) -> str | None:
    """What its first and last bytes say against it; None where they are those of a Parquet file."""
    with path.open("rb") as file:
        begins = file.read(len(_MARK))
        size = file.seek(0, 2)
        file.seek(max(0, size - len(_MARK)))
        ends = file.read()
    if not size:
        return "it is empty"
    if _ENCRYPTED_MARK in (begins, ends):
        return "it is encrypted"
    if begins != _MARK:
        return "it does not begin as one"
    return None if ends == _MARK else "its end is missing"


def _not_whole(path: Path, why: str) -> FileRefusedError:
    return FileRefusedError(f"{path.name} is not a whole Parquet file ({why}); fetch it again.")


def _damaged(path: Path, rows: int) -> FileRefusedError:
    return FileRefusedError(f"{path.name} is damaged after row {rows:,}; fetch it again.")


def _tells_damage(error: BaseException) -> bool:
    """A panic says where in polars it was, and the rest what of the format was not kept to."""
    return isinstance(error, PanicException) or "File out of specification" in str(error)


def _reason(error: BaseException) -> str:
    return "it is damaged" if _tells_damage(error) else _first_line(error)


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
    # Cut first: in the file a long text may stand once for many rows, and each trimmed one is a
    # copy. What is that long stays untrimmed, so that it is refused and not taken for empty.
    start = text.str.slice(0, 2 * LONGEST_CELL)
    trimmed = pl.when(start.str.len_chars() < 2 * LONGEST_CELL).then(start.str.strip_chars())
    return trimmed.otherwise(start).str.slice(0, LONGEST_CELL).replace("", None).alias(name)


def _first_line(error: BaseException) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__
