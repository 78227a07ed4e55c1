"""Reading a file, CSV or Parquet, in batches of text that need little memory."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl

from sales_supervision.feeds.csv_files import LONGEST_LINE, csv_batches, csv_columns
from sales_supervision.feeds.encodings import EncodingGuess
from sales_supervision.feeds.feed_file import FeedFile, FileRefusedError, Stamp
from sales_supervision.feeds.parquet_files import parquet_batches, parquet_columns

CSV, PARQUET = ".csv", ".parquet"
SUFFIXES = (CSV, PARQUET)
BATCH_ROWS = 50_000


def examine(path: Path, encoding: str | None = None) -> FeedFile:
    """Digest, encoding and columns of a file. Raises FileRefusedError.

    ``encoding``: of a CSV file, where EncodingGuess would be wrong. It is part of the digest, so
    that a file read in another encoding is another file.
    """
    try:
        stamp = Stamp.of(path)
        _require_inside(path)
        if path.suffix.lower() == PARQUET:
            return FeedFile(path, stamp, _digest(path), None, parquet_columns(path))
        guess = EncodingGuess()
        sha256 = _digest(path, guess, salt=encoding or "")
        chosen = encoding or guess.encoding
        if chosen is None:
            raise FileRefusedError(
                f"{path.name} is UTF-8 at first and then is not; mend it, or name its encoding "
                "with --encoding."
            )
        return FeedFile(path, stamp, sha256, chosen, csv_columns(path, chosen))
    except OSError as error:
        raise FileRefusedError(f"{path.name} cannot be read ({error.strerror}).") from error


def batches(
    file: FeedFile, wanted: Sequence[str], rows: int = BATCH_ROWS
) -> Iterator[pl.DataFrame]:
    """Frames of at most ``rows`` rows: the ``wanted`` columns as text, null where empty, and
    LINE and BEYOND.

    Raises FileRefusedError where the file breaks off or cannot be read on.
    """
    try:
        if file.encoding is None:
            yield from parquet_batches(file, wanted, rows)
        else:
            yield from csv_batches(file, file.encoding, wanted, rows)
    except OSError as error:
        raise FileRefusedError(f"{file.path.name} cannot be read ({error.strerror}).") from error


def _require_inside(path: Path) -> None:
    """Whoever may only put files into the folder must not have others of the server read."""
    if not path.resolve().is_relative_to(path.parent.resolve()):
        raise FileRefusedError(
            f"{path.name} is a link that leads out of its folder; put the file itself there."
        )


def _digest(path: Path, guess: EncodingGuess | None = None, salt: str = "") -> str:
    digest = hashlib.sha256(salt.encode())
    with path.open("rb") as file:
        while block := file.read(LONGEST_LINE):
            digest.update(block)
            if guess:
                _require_lines(path, block)
                guess.take(block)
    if guess:
        guess.take(b"", final=True)
    return digest.hexdigest()


def _require_lines(path: Path, block: bytes) -> None:
    if len(block) == LONGEST_LINE and b"\n" not in block and b"\r" not in block:
        raise FileRefusedError(
            f"{path.name} holds a line of more than {LONGEST_LINE:,} bytes; is it a CSV file?"
        )
