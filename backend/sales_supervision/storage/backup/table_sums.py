"""What a table holds, as a number of rows and a checksum that does not depend on their order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import blake2b

from sqlalchemy import Connection, inspect

from sales_supervision.storage.backup.errors import BackupError

Progress = Callable[[str], None]

_ROWS_AT_ONCE = 5_000
_SPAN = 1 << 128


@dataclass(frozen=True, slots=True)
class TableSum:
    """``checksum``: 32 hexadecimal digits, the sum of the digests of the rows."""

    rows: int
    checksum: str


TableSums = Mapping[str, TableSum]


def sum_tables(connection: Connection, progress: Progress = lambda _: None) -> dict[str, TableSum]:
    """Every table of the database, as the connection's transaction sees it."""
    sums = {}
    for name in sorted(inspect(connection).get_table_names()):
        progress(f"Reading {name}")
        sums[name] = _sum(connection, name)
    return sums


def require_equal(expected: TableSums, found: TableSums, where: str) -> None:
    """Raise BackupError, naming the first table that is not the same."""
    for name in sorted(expected.keys() | found.keys()):
        before, after = expected.get(name), found.get(name)
        if before != after:
            told = "is missing" if after is None else f"has {after.rows} rows"
            wanted = "should not be there" if before is None else f"should have {before.rows}"
            raise BackupError(
                f"{where} is not what was backed up: {name} {told} and {wanted}"
                + (", or others than these." if before and after else ".")
            )


def _sum(connection: Connection, name: str) -> TableSum:
    quote = connection.dialect.identifier_preparer.quote
    columns = ", ".join(quote(column["name"]) for column in inspect(connection).get_columns(name))
    total = rows = 0
    streaming = connection.execution_options(yield_per=_ROWS_AT_ONCE)
    with streaming.exec_driver_sql(f"SELECT {columns} FROM {quote(name)}") as result:  # noqa: S608
        for part in result.partitions(_ROWS_AT_ONCE):
            rows += len(part)
            for row in part:
                digest = blake2b(repr(tuple(map(_plain, row))).encode(), digest_size=16).digest()
                total += int.from_bytes(digest)
    return TableSum(rows, f"{total % _SPAN:032x}")


def _plain(value: object) -> object:
    """Drivers differ in what they give for bytes, also between two ways of reading them."""
    return bytes(value) if isinstance(value, bytearray | memoryview) else value
