"""A file as it was found: what identifies it, which columns it has, and why it may be refused."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

LINE = "=line"
"""Column that says where a row stands: the line of a CSV, the row of a Parquet file, from 1."""

BEYOND = "=beyond"
"""Column with the cells of a row beyond the last column, null if there are none."""

LONGEST_CELL = 1_000
"""Characters of a cell that are read: more than any column takes, so that a longer one is refused,
and few enough that a batch stays small whatever the file holds."""

_MOST_NAMES = 20
_LONGEST_NAME = 40


class FileRefusedError(ValueError):
    """The file cannot be read as a whole, so nothing of it was taken; the message says why."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What changes when somebody writes to a file."""

    size: int
    modified_ns: int
    inode: int

    @classmethod
    def of(cls, path: Path) -> Stamp:
        found = path.stat()
        return cls(found.st_size, found.st_mtime_ns, found.st_ino)


@dataclass(frozen=True, slots=True)
class FeedFile:
    """``encoding`` is None for Parquet. ``columns``: as in the file, but lower case and trimmed."""

    path: Path
    stamp: Stamp
    sha256: str
    encoding: str | None
    columns: tuple[str, ...]

    def require_unchanged(self) -> None:
        """Raise FileRefusedError if the file is not the one that was examined."""
        try:
            unchanged = Stamp.of(self.path) == self.stamp
        except OSError:
            unchanged = False
        if not unchanged:
            raise FileRefusedError(
                f"{self.path.name} changed while it was read; import it when it is complete."
            )


def column_names(path: Path, names: Iterable[str]) -> tuple[str, ...]:
    """``names`` as they are compared. Raises FileRefusedError for none, or one given twice."""
    columns = tuple(name.strip().lower() for name in names)
    named = [name for name in columns if name]
    if not named:
        raise FileRefusedError(f"{path.name} is empty; its first line must name the columns.")
    twice = sorted({name for name in named if named.count(name) > 1})
    if twice:
        raise FileRefusedError(f"{path.name} has two columns named {readable(twice)}.")
    return columns


def readable(names: Iterable[str]) -> str:
    """``names`` for a message: few, short, and without characters that move a terminal's cursor."""
    shown = [
        "".join(sign if sign.isprintable() else "?" for sign in name)[:_LONGEST_NAME]
        for name in names
        if name
    ]
    more = [f"{len(shown) - _MOST_NAMES} more"] if len(shown) > _MOST_NAMES else []
    return ", ".join(shown[:_MOST_NAMES] + more)
