"""Moving to another database product: every row copied and read back, ids and epoch as they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from sqlalchemy import Connection, Numeric, Table, delete, func, insert, select, text

from sales_supervision.storage import tables
from sales_supervision.storage.engine import Database
from sales_supervision.storage.every_table import metadata
from sales_supervision.storage.schema import filled_tables, require_newest

Progress = Callable[[str, int], None]

_ROWS_AT_ONCE = 2_000
_SPAN = 1 << 128
_OF_THE_MOMENT = {tables.presence.name}
"""Who has which day open is of the servers that run."""


class CopyRefusedError(RuntimeError):
    """Nothing was copied; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class _Sum:
    rows: int
    checksum: int


def copy_database(source: Database, target: Database, progress: Progress) -> int:
    """Copy every row of ``source`` into ``target``, all or nothing; returns how many.

    Both must have the schema of this release (SchemaError otherwise), and ``target`` no rows. What
    was written is read back and compared before it is kept. Raises CopyRefusedError.
    """
    require_newest(source)
    require_newest(target)
    filled = filled_tables(target)
    if filled:
        raise CopyRefusedError(
            f"The target holds rows in {', '.join(filled)}; copy into an empty database."
        )
    copied = [table for table in metadata.sorted_tables if table.name not in _OF_THE_MOMENT]
    total = 0
    with source.reading() as reading, target.writing() as writing:
        writing.execute(delete(tables.database_epoch))
        for table in copied:
            read = _copy(reading, writing, table, progress)
            if _sum(writing, table) != read:
                raise CopyRefusedError(
                    f"{table.name} is not the same in the target as in the source; nothing was "
                    "kept."
                )
            _continue_numbers(writing, table)
            total += read.rows
    return total


def _copy(reading: Connection, writing: Connection, table: Table, progress: Progress) -> _Sum:
    rows = checksum = 0
    for part in _parts(reading, table):
        writing.execute(insert(table), part)
        rows += len(part)
        checksum += _checksum(part)
        progress(table.name, rows)
    return _Sum(rows, checksum % _SPAN)


def _sum(connection: Connection, table: Table) -> _Sum:
    rows = checksum = 0
    for part in _parts(connection, table):
        rows += len(part)
        checksum += _checksum(part)
    return _Sum(rows, checksum % _SPAN)


def _parts(connection: Connection, table: Table) -> Iterator[list[dict[str, Any]]]:
    """The rows as the strictest product holds them: SQLite keeps more digits
    than it was told, and whole numbers as such."""
    digits = {
        column.name: column.type.scale
        for column in table.columns
        if isinstance(column.type, Numeric) and column.type.scale is not None
    }
    # Of this statement alone: the connection's own options would hold for the inserts, too.
    options = {"yield_per": _ROWS_AT_ONCE}
    with connection.execute(select(table), execution_options=options) as result:
        for part in result.partitions(_ROWS_AT_ONCE):
            yield [_rounded(dict(row._mapping), digits) for row in part]


def _rounded(row: dict[str, Any], digits: dict[str, int]) -> dict[str, Any]:
    for name, scale in digits.items():
        if row[name] is not None:
            row[name] = round(float(row[name]), scale)
    return row


def _checksum(rows: list[dict[str, Any]]) -> int:
    return sum(
        int.from_bytes(
            blake2b(repr(tuple(map(_plain, row.values()))).encode(), digest_size=16).digest()
        )
        for row in rows
    )


def _plain(value: object) -> object:
    return bytes(value) if isinstance(value, bytearray | memoryview) else value


def _continue_numbers(connection: Connection, table: Table) -> None:
    """PostgreSQL counts on from where its sequence is, not from the largest number there is."""
    column = table.autoincrement_column
    if connection.dialect.name != "postgresql" or column is None:
        return
    largest = connection.scalar(select(func.max(column)))
    if largest is not None:
        connection.execute(
            text("SELECT setval(pg_get_serial_sequence(:table, :column), :largest)"),
            {"table": table.name, "column": column.name, "largest": largest},
        )
