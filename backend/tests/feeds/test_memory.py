"""A file of any size needs little memory: it is read, checked and written piece by piece.

Measured in processes of their own, as the most memory that a process ever had in use.
"""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import TypedDict

import polars as pl
import pytest

from tests.feeds.importer import Importer

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/status").exists(), reason="only Linux tells what a process had in use"
)

MEGABYTE = 1 << 20
BATCH = 5_000

MEASURED = """
import json, sys
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo
from sales_supervision.feeds.importing import ImportOptions, import_folder
from sales_supervision.storage.engine import Database

def peak():
    # Not getrusage: its figure begins with what the parent process had in use.
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) * 1024

peaks, taken = [], []
for name in sys.argv[2:]:
    options = ImportOptions(now=datetime.now(UTC), zone=ZoneInfo("UTC"), batch_rows=5_000)
    report = import_folder(Database(f"sqlite:///{sys.argv[1]}"), Path(name), options)
    taken.append(sum(file.accepted for file in report.files))
    peaks.append(peak())
print(json.dumps({"peaks": peaks, "taken": taken}))
"""


class Measured(TypedDict):
    """By folder: the most memory in use until then, in bytes, and the rows taken."""

    peaks: list[int]
    taken: list[int]


def test_memory_does_not_grow_with_the_number_of_rows(importer: Importer, tmp_path: Path) -> None:
    few, many = tmp_path / "few", tmp_path / "many"
    _write_sales(few, rows=2 * BATCH)
    _write_sales(many, rows=20 * BATCH)
    found = _measure(importer, few, many)
    assert found["taken"] == [2 * BATCH, 20 * BATCH]
    # SQLite's caches fill up to their limits; the rows as a whole would take 90 MB and more.
    grown = found["peaks"][1] - found["peaks"][0]
    assert grown < 45 * MEGABYTE, f"{grown / MEGABYTE:.0f} MB more"


def test_memory_does_not_grow_with_the_width_of_rows(importer: Importer, tmp_path: Path) -> None:
    narrow, wide = tmp_path / "narrow", tmp_path / "wide"
    _write_customers(narrow, rows=BATCH, note=10)
    size = _write_customers(wide, rows=BATCH, note=20_000)
    found = _measure(importer, narrow, wide)
    assert found["taken"] == [BATCH, BATCH]
    grown = found["peaks"][1] - found["peaks"][0]
    assert grown < size / 3, f"{grown / MEGABYTE:.0f} MB more for {size / MEGABYTE:.0f} MB"


def _measure(importer: Importer, *folders: Path) -> Measured:
    file = importer.database.url.database
    assert file is not None
    importer.database.dispose()
    run = subprocess.run(
        [sys.executable, "-c", MEASURED, file, *map(str, folders)],
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
    )
    measured: Measured = json.loads(run.stdout)
    return measured


def _write_sales(folder: Path, rows: int) -> int:
    """Sales with a key of their own each; returns the size of the file."""
    folder.mkdir()
    number = pl.int_range(rows, eager=True)
    pl.DataFrame({"number": number}).select(
        (pl.lit(date(2000, 1, 1)) + pl.duration(days=pl.col("number") // 40)).alias("date"),
        (1000 + pl.col("number") % 40).alias("route_code"),
        pl.lit("C1").alias("customer_code"),
        pl.lit("WB").alias("item_code"),
        (pl.col("number") % 97).alias("quantity"),
        pl.lit("12.2500000").alias("unit_price"),
    ).write_csv(folder / "sales.csv")
    return (folder / "sales.csv").stat().st_size


def _write_customers(folder: Path, rows: int, note: int) -> int:
    """Customers with a column that no feed knows; returns the size of the file."""
    folder.mkdir()
    path = folder / "customers.csv"
    with path.open("w") as file:
        file.write("customer_code,note,customer_name\n")
        file.writelines(f"K{number},{'n' * note},Kiosk\n" for number in range(rows))
    return path.stat().st_size
