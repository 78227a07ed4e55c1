"""Reading a CSV file in batches, whatever its size, each row with the line that it starts on."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from io import TextIOWrapper
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import polars as pl

from sales_supervision.feeds.feed_file import (
    BEYOND,
    LINE,
    LONGEST_CELL,
    FeedFile,
    FileRefusedError,
    column_names,
)

if TYPE_CHECKING:
    from _csv import Reader

_BATCH_BYTES = 16 << 20
_ROWS_BETWEEN_LOOKS = 64

_DELIMITERS = ",;\t"
_BYTE_ORDER_MARK = "\ufeff"
LONGEST_LINE = 1 << 20
"""Bytes of a line, so that none of them fills the memory; ``reading`` sees to it."""


def csv_columns(path: Path, encoding: str) -> tuple[str, ...]:
    """The names in the first line. Raises FileRefusedError."""
    try:
        with path.open(encoding=encoding, newline="") as text:
            first = next(_reader(text), [])
    except (UnicodeError, LookupError, csv.Error) as error:
        raise FileRefusedError(f"{path.name} cannot be read as {encoding}: {error}.") from error
    if any("\x00" in name for name in first):
        raise FileRefusedError(f"{path.name} is not a text file; save it as CSV.")
    return column_names(path, first)


def csv_batches(
    file: FeedFile, encoding: str, wanted: Sequence[str], rows: int
) -> Iterator[pl.DataFrame]:
    """Frames of at most ``rows`` rows, fewer where rows are long.

    Raises FileRefusedError where the file cannot be read on.
    """
    line = 1
    places = {name: file.columns.index(name) for name in wanted}
    batch = _Batch(places, len(file.columns))
    try:
        with (
            file.path.open("rb") as bytes_read,
            TextIOWrapper(bytes_read, encoding=encoding, newline="") as text,
        ):
            reader = _reader(text)
            next(reader)
            line = reader.line_num + 1
            full_at = _BATCH_BYTES
            for row in reader:
                if any(row):
                    batch.add(line, row)
                line = reader.line_num + 1
                if len(batch) == rows or (batch.is_looked_at and bytes_read.tell() > full_at):
                    yield batch.frame()
                    batch = _Batch(places, len(file.columns))
                    full_at = bytes_read.tell() + _BATCH_BYTES
            if len(batch):
                yield batch.frame()
    except (csv.Error, UnicodeError) as error:
        raise FileRefusedError(
            f"{file.path.name} cannot be read on from line {line} ({error}); "
            "check the quotation marks and the encoding there."
        ) from error


class _Batch:
    """Rows as the reader gives them, until there are enough for a frame.

    Their cells stand in one flat list: a list for each row would keep Python's garbage collector
    busy for longer than the reading takes.
    """

    def __init__(self, places: dict[str, int], width: int) -> None:
        self._places = places
        self._width = width
        self._cells: list[str] = []
        self._lines: list[int] = []
        self._beyond: dict[int, str] = {}

    def __len__(self) -> int:
        return len(self._lines)

    @property
    def is_looked_at(self) -> bool:
        """Whether it is time to look how many bytes it holds."""
        return bool(self._lines) and len(self) % _ROWS_BETWEEN_LOOKS == 0

    def add(self, line: int, row: list[str]) -> None:
        missing = self._width - len(row)
        if missing > 0:
            row += [""] * missing
        elif missing < 0:
            if any(beyond := row[self._width :]):
                self._beyond[len(self)] = ", ".join(beyond)
            row = row[: self._width]
        self._cells += row
        self._lines.append(line)

    def frame(self) -> pl.DataFrame:
        """The columns as text, trimmed, null where empty, with LINE and BEYOND."""
        texts = {
            name: pl.Series(self._cells[place :: self._width], dtype=pl.String)
            for name, place in self._places.items()
        }
        beyond = [self._beyond.get(place) for place in range(len(self))] if self._beyond else None
        texts[BEYOND] = pl.Series(beyond or [None] * len(self), dtype=pl.String)
        return (
            pl.DataFrame(texts)
            .with_columns(pl.all().str.strip_chars().str.slice(0, LONGEST_CELL).replace("", None))
            .with_columns(pl.Series(LINE, self._lines, dtype=pl.Int64))
        )


def _reader(text: TextIO) -> Reader:
    csv.field_size_limit(LONGEST_LINE)
    # UTF-8 by its plain name leaves the mark in the text.
    first = text.readline().removeprefix(_BYTE_ORDER_MARK)
    delimiter = max(_DELIMITERS, key=first.count)
    return csv.reader(chain([first], text), delimiter=delimiter, strict=True)
