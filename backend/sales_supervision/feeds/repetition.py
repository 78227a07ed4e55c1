"""Which rows repeat the key of an earlier one, on disk: a file of any size needs little memory."""

from __future__ import annotations

import json
import sqlite3
from types import TracebackType
from typing import Self

import polars as pl


class RepeatedKeys:
    """Finds repeated keys at the first reading of a file and recalls them at the second.

    Works in a temporary database of SQLite, which removes itself.
    """

    def __init__(self) -> None:
        # An empty name is a private database on disk, kept in memory while it is small.
        self._database = sqlite3.connect("", isolation_level=None)
        for pragma in ("synchronous = OFF", "journal_mode = OFF", "cache_size = -32000"):
            self._database.execute(f"PRAGMA {pragma}")
        self._database.execute("CREATE TABLE seen (key INTEGER PRIMARY KEY, batch INTEGER)")
        self._database.execute("CREATE TABLE repeated (line INTEGER PRIMARY KEY)")
        self._batch = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _type: type[BaseException] | None,
        _value: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        self._database.close()

    def find(self, keys: pl.Series, lines: pl.Series) -> pl.Series:
        """Per row, whether its key (null: it has none) stood in an earlier row."""
        self._batch += 1
        # Sorted, the insertions go through the tree once instead of all over it.
        new = keys.drop_nulls().unique().sort().to_list()
        before = self._database.total_changes
        self._database.execute("BEGIN")
        self._database.executemany(
            "INSERT OR IGNORE INTO seen VALUES (?, ?)", ((key, self._batch) for key in new)
        )
        seen_before = len(new) - (self._database.total_changes - before)
        earlier = self._of_earlier_batches(new) if seen_before else []
        repeated = (keys.is_in(earlier) | ~keys.is_first_distinct()) & keys.is_not_null()
        self._database.executemany(
            "INSERT INTO repeated VALUES (?)", ((line,) for line in lines.filter(repeated))
        )
        self._database.execute("COMMIT")
        return repeated

    def recall(self, lines: pl.Series) -> pl.Series:
        """What ``find`` said of these lines, which are in rising order."""
        if lines.is_empty():
            return pl.Series(dtype=pl.Boolean)
        found = self._database.execute(
            "SELECT line FROM repeated WHERE line BETWEEN ? AND ?", (lines[0], lines[-1])
        )
        return lines.is_in([line for (line,) in found])

    def _of_earlier_batches(self, keys: list[int]) -> list[int]:
        found = self._database.execute(
            "SELECT seen.key FROM json_each(?) AS new JOIN seen ON seen.key = new.value "
            "WHERE seen.batch < ?",
            (json.dumps(keys), self._batch),
        )
        return [key for (key,) in found]
