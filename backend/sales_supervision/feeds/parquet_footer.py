"""Whether a Parquet file holds all that its footer names: polars panics where it does not.

The footer is a structure of Thrift's compact protocol. Only what is needed of it is understood
here, and what cannot be followed is left to polars, which reads it anyway.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

MARK = b"PAR1"
_ENCRYPTED_MARK = b"PARE"
_ENDING = 8
"""Bytes behind the footer: its length and the mark."""

_LONGEST_FOOTER = 16 << 20
_DEEPEST = 16

# Numbers of fields, by structure, as the format has them.
_ROW_GROUPS = 4
_COLUMNS, _ROWS = 1, 3
_META_DATA = 3
_COMPRESSED_SIZE, _DATA_OFFSET, _DICTIONARY_OFFSET = 7, 9, 11


def why_not_whole(path: Path) -> str | None:
    """What its first and last bytes say against it; None where they are those of a Parquet file."""
    with path.open("rb") as file:
        begins = file.read(len(MARK))
        size = file.seek(0, 2)
        file.seek(max(0, size - len(MARK)))
        ends = file.read()
    if not size:
        return "it is empty"
    if _ENCRYPTED_MARK in (begins, ends):
        return "it is encrypted"
    if begins != MARK:
        return "it does not begin as one"
    return None if ends == MARK else "its end is missing"


def rows_held(path: Path) -> int | None:
    """The rows before the first that the file is too short for; None where it holds them all."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - _ENDING))
        length = int.from_bytes(file.read(4), "little")
        if length > min(_LONGEST_FOOTER, size - _ENDING):
            return None
        file.seek(size - _ENDING - length)
        footer = file.read(length)
    try:
        groups = _Compact(footer).structure().get(_ROW_GROUPS) or []
        held = 0
        for group in groups:
            if any(_ends_at(column) > size for column in group[_COLUMNS]):
                return held
            held += group[_ROWS]
    except (IndexError, KeyError, TypeError, ValueError, AttributeError):
        return None
    return None


def _ends_at(column: dict[int, Any]) -> int:
    found = column[_META_DATA]
    # Some programs write 0 for a dictionary that is not there.
    start: int = found.get(_DICTIONARY_OFFSET) or found[_DATA_OFFSET]
    size: int = found[_COMPRESSED_SIZE]
    return start + size


class _Compact:
    """Reads values of Thrift's compact protocol: numbers, lists and structures; the rest is None.

    Each value takes at least one byte, so that no footer can name more of them than it has bytes.
    """

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._at = 0

    def structure(self, depth: int = 0) -> dict[int, Any]:
        """Values by the numbers of their fields."""
        if depth > _DEEPEST:
            raise ValueError("deeper than any footer")
        found: dict[int, Any] = {}
        number = 0
        while header := self._byte():
            step, kind = divmod(header, 16)
            number = number + step if step else self._number()
            found[number] = kind == 1 if kind in (1, 2) else self._value(kind, depth)
        return found

    def _value(self, kind: int, depth: int) -> Any:
        match kind:
            case 1 | 2 | 3:
                return self._byte()
            case 4 | 5 | 6:
                return self._number()
            case 7:
                self._at += 8
            case 8:
                length = self._unsigned()
                self._at += length
            case 9 | 10:
                return self._list(depth)
            case 12:
                return self.structure(depth + 1)
            case _:
                raise ValueError(f"no kind {kind} in a footer")
        return None

    def _list(self, depth: int) -> list[Any]:
        if depth > _DEEPEST:
            raise ValueError("deeper than any footer")
        size, kind = divmod(self._byte(), 16)
        if size == 15:
            size = self._unsigned()
        return [self._value(kind, depth + 1) for _ in range(size)]

    def _byte(self) -> int:
        self._at += 1
        return self._content[self._at - 1]

    def _number(self) -> int:
        unsigned = self._unsigned()
        return unsigned >> 1 ^ -(unsigned & 1)

    def _unsigned(self) -> int:
        found = 0
        for shift in range(0, 70, 7):
            byte = self._byte()
            found |= (byte & 0x7F) << shift
            if byte < 0x80:
                return found
        raise ValueError("longer than any number")
