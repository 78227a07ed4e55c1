"""The list of refused rows: a CSV that a person can open in a spreadsheet without harm."""

from __future__ import annotations

import csv
import re
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self, TextIO

import polars as pl

from sales_supervision.feeds.checking import REFUSED_SCHEMA
from sales_supervision.spreadsheet_cells import as_text

HEADER = ("file", *REFUSED_SCHEMA)

_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


class RefusedListError(Exception):
    """The list cannot be written; the message says what to do."""


class RefusedList:
    """Made with the first refused row. A list that an earlier import left is removed if there is
    none now, so that it does not stand there as if it were of this import."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: TextIO | None = None
        self.rows = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        error: type[BaseException] | None,
        _value: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        if self._file:
            # Each write was flushed, or its error is on its way.
            with suppress(OSError):
                self._file.close()
        elif error is None and self._is_an_earlier_list():
            self._path.unlink()

    def write(self, file_name: str, rows: pl.DataFrame) -> None:
        """Append rows of ``checking.REFUSED_SCHEMA``. Raises RefusedListError."""
        if self._file is None and self._path.is_file() and not self._is_an_earlier_list():
            raise RefusedListError(
                f"{self._path} is not a list of refused rows, so it is not overwritten; choose "
                "another place with --refused."
            )
        try:
            if self._file is None:
                self._file = self._path.open("w", encoding="utf-8-sig", newline="")
                csv.writer(self._file).writerow(HEADER)
            writer = csv.writer(self._file)
            for row in rows.iter_rows():
                writer.writerow([_plain(cell) for cell in (file_name, *row)])
            self._file.flush()
        except OSError as error:
            raise RefusedListError(
                f"{self._path} cannot be written ({error.strerror}); choose another place for "
                "the refused rows with --refused."
            ) from error
        self.rows += rows.height

    def _is_an_earlier_list(self) -> bool:
        try:
            with self._path.open(encoding="utf-8-sig", newline="") as file:
                return tuple(next(csv.reader([file.readline(1000)]), [])) == HEADER
        except (OSError, UnicodeError, csv.Error):
            return False


def _plain(cell: object) -> object:
    """``cell``, no formula; a number stays the number that it is in the file."""
    if not isinstance(cell, str) or _NUMBER.fullmatch(cell):
        return cell
    return as_text(cell)
