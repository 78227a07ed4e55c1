"""The import command on the online-retail data: rows a second, and what memory it took at most."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from benchmarks.filled_database import new_database
from benchmarks.measurements import Measurement, Summary
from benchmarks.options import REPOSITORY, Options, online_retail_folder
from benchmarks.server import product_command, product_environment

PART = "import"

_COUNTED = re.compile(r"([\d,]+) (?:rows? taken|refused|rows?\.)")
"""Rows of a file in the command's summary: taken, refused, or those of an unchanged file."""


@dataclass(frozen=True, slots=True)
class _Run:
    seconds: float
    peak_megabytes: float


def measure(options: Options) -> Iterator[Measurement]:
    source = online_retail_folder()
    rows = _rows_of(source)
    first, again, unchanged = [], [], []
    for number in range(options.times(3, 1)):
        options.say(f"{PART}: run {number + 1}")
        file = options.folder(PART) / f"{number}.db"
        new_database(file).dispose()
        first.append(_import(file, source, rows))
        unchanged.append(_import(file, source, rows))
        again.append(_import(file, source, rows, "--again"))
    for work, runs in (("into an empty database", first), ("--again over the same", again)):
        yield Measurement(
            PART,
            f"online-retail {work}",
            "rows/s",
            Summary.of([rows / run.seconds for run in runs]),
            note=f"{rows:,} rows, the command from start to end; more is better",
        )
    yield Measurement(
        PART,
        "online-retail unchanged, noticed and left",
        "s",
        Summary.of([run.seconds for run in unchanged]),
    )
    for work, runs in (("into an empty database", first), ("--again over the same", again)):
        yield Measurement(
            PART,
            f"peak memory, online-retail {work}",
            "MB",
            Summary.of([run.peak_megabytes for run in runs]),
        )


def _import(database_file: Path, source: Path, rows: int, *arguments: str) -> _Run:
    """Raises RuntimeError unless ``rows`` rows were checked and taken or refused."""
    refused, log, report = (database_file.with_suffix(end) for end in (".csv", ".log", ".json"))
    command = product_command("import", str(source), "--refused", str(refused), *arguments)
    with log.open("w") as output:
        subprocess.run(
            [sys.executable, "-m", "benchmarks.measured_command", str(report), *command],
            cwd=REPOSITORY,
            env=product_environment(database_file),
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
        )
    said = log.read_text()
    # The exit code alone does not tell refused rows from a crash.
    found = sum(int(count.replace(",", "")) for count in _COUNTED.findall(said))
    if found != rows:
        raise RuntimeError(f"The import dealt with {found:,} of {rows:,} rows:\n{said[-2000:]}")
    return _Run(**json.loads(report.read_text()))


def _rows_of(folder: Path) -> int:
    tables = [pl.scan_parquet(path) for path in folder.glob("*.parquet")]
    tables += [pl.scan_csv(path, infer_schema=False) for path in folder.glob("*.csv")]
    return sum(int(table.select(pl.len()).collect().item()) for table in tables)
