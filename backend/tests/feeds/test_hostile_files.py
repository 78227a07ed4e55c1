"""Files made to do harm: small ones that would fill memory or disk, links to what is none of ours.

The bombs are read in a process of its own with little memory, so that a mistake costs only that.
"""

from __future__ import annotations

import gzip
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

import polars as pl
import pytest

from sales_supervision.feeds import parquet_files
from sales_supervision.feeds.feed_file import LONGEST_CELL
from sales_supervision.feeds.importing import ImportOptions, import_folder
from sales_supervision.feeds.reading import batches, examine
from sales_supervision.feeds.refused_list import RefusedList
from sales_supervision.storage.tables import customer
from tests.clocks import NOON
from tests.feeds.importer import Importer

ROWS = 60_000
HUGE = 2_000_000
"""Bytes of one text: 120 GB, if each row had a copy."""

READ = """
import resource, sys
from pathlib import Path
resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
from sales_supervision.feeds.feed_file import FileRefusedError
from sales_supervision.feeds.reading import batches, examine
try:
    file = examine(Path(sys.argv[1]))
    codes = [batch["customer_code"] for batch in batches(file, ["customer_code"])]
    print({len(code) for column in codes for code in column})
except FileRefusedError as error:
    print(error)
"""
DUBAI = ZoneInfo("Asia/Dubai")
SECRET = "root:x:0:0:secret"


def _categories(path: Path) -> None:
    """One text, named by every row."""
    column = pl.Series(["x" * HUGE]).cast(pl.Categorical)
    rows = column.gather(pl.repeat(0, ROWS, eager=True, dtype=pl.UInt32)).alias("customer_code")
    pl.DataFrame([rows, rows.alias("customer_name")]).write_parquet(path, compression="zstd")


def _dictionary(path: Path) -> None:
    """The same as another program would write it, which knows text alone."""
    _categories(path)
    path.write_bytes(path.read_bytes().replace(b"ARROW:schema", b"OTHER:schema"))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps to a limit of memory")
@pytest.mark.parametrize(
    ("write", "told"),
    [
        (
            _categories,
            f"customers.parquet has a text of {HUGE:,} bytes in the column customer_code; "
            "no column takes more than 1,000 characters.",
        ),
        (_dictionary, f"{{{LONGEST_CELL}}}"),
    ],
)
def test_a_small_parquet_cannot_fill_the_memory(
    tmp_path: Path, write: Callable[[Path], None], told: str
) -> None:
    bomb = tmp_path / "customers.parquet"
    write(bomb)
    assert bomb.stat().st_size < 5_000
    read = subprocess.run(
        [sys.executable, "-c", READ, str(bomb)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (read.returncode, read.stdout.strip()) == (0, told), read.stderr[-500:]


def test_a_text_that_is_too_long_is_refused_and_never_taken_for_an_empty_one(
    importer: Importer,
) -> None:
    long = [" " * 5000 + "K1", " " * 900 + "K2", "K3" + " " * 5000]
    names = pl.Series(["Kiosk"] * 3)
    importer.put("customers.parquet", pl.DataFrame({"customer_code": long, "customer_name": names}))
    assert importer.run().exit_code == 1
    reasons = [(line, column, reason) for line, column, reason, _ in importer.reasons()]
    too_long = "is longer than 50 characters"
    assert reasons == [(1, "customer_code", too_long), (3, "customer_code", too_long)]
    assert "K2" in {row["customer_code"] for row in importer.rows(customer)}


def test_a_parquet_that_promises_more_rows_than_a_file_may_hold_is_refused(
    importer: Importer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet_files, "MOST_ROWS", 1_000)
    codes = pl.repeat("K", 1_001, eager=True)
    importer.put(
        "customers.parquet", pl.DataFrame({"customer_code": codes, "customer_name": codes})
    )
    result = importer.run()
    assert result.exit_code == 2
    assert "says that it holds 1,001 rows; a file may hold 1,000" in result.stdout


def test_a_file_of_which_nearly_all_is_wrong_does_not_fill_the_disk(importer: Importer) -> None:
    wrong = "".join(f"K{number},\n" for number in range(1000))
    importer.put("customers.csv", f"customer_code,customer_name\nK,Kiosk\n{wrong}")
    before = importer.everything()
    with RefusedList(importer.refused_path) as refused:
        options = ImportOptions(
            now=NOON,
            zone=DUBAI,
            batch_rows=50,
            most_refused=100,
            write_refused=refused.write,
        )
        report = import_folder(importer.database, importer.folder, options)
    assert report.files[0].problem == (
        "More than 100 rows of customers.csv are wrong, so nothing of it was taken; mend what the "
        "list shows, then import it again."
    )
    assert len(importer.refused()) < 200
    assert importer.everything() == before


@pytest.mark.parametrize("absolute", [True, False], ids=["absolute", "relative"])
def test_a_link_that_leads_out_of_the_folder_is_not_followed(
    importer: Importer, absolute: bool
) -> None:
    secret = importer.folder.parent / "shadow"
    secret.write_text(f"customer_code,customer_name\n{SECRET},\n")
    (importer.folder / "customers.csv").symlink_to(secret if absolute else Path("../shadow"))
    result = importer.run()
    assert result.exit_code == 2
    assert "customers.csv is a link that leads out of its folder" in result.stdout
    assert SECRET not in result.stdout + result.stderr
    assert not importer.refused_path.exists()


def test_a_link_within_the_folder_and_a_link_to_the_folder_are_followed(importer: Importer) -> None:
    target = importer.put("customers-2026-03-17.csv", "customer_code,customer_name\nK1,Kiosk\n")
    (importer.folder / "customers.csv").symlink_to(target.name)
    folder = importer.folder.parent / "today"
    folder.symlink_to(importer.folder)
    report = import_folder(importer.database, folder, ImportOptions(now=NOON, zone=DUBAI))
    assert [(file.accepted, file.problem) for file in report.files] == [(1, None)]


@pytest.mark.parametrize("name", ["..csv", "...parquet", "-rf.csv", "customers.csv.gz", "*.csv"])
def test_odd_names_are_no_feeds_and_left_alone(importer: Importer, name: str) -> None:
    importer.put("customers.csv", "customer_code,customer_name\nK1,Kiosk\n")
    importer.put(name, b"\x1f\x8b\x08\x00rubbish")
    result = importer.run()
    assert result.exit_code == 0
    assert f"Not a feed, left alone: {name}." in result.stdout


def test_packed_text_is_not_unpacked(importer: Importer) -> None:
    importer.put("customers.csv", gzip.compress(b"customer_code,customer_name\n" + b"K" * HUGE))
    before = importer.everything()
    assert importer.run().exit_code == 2
    assert importer.everything() == before


def test_no_name_of_a_column_is_an_expression(tmp_path: Path) -> None:
    path = tmp_path / "customers.parquet"
    pl.DataFrame({"^.*$": ["K1"], "customer_code": ["K2"]}).write_parquet(path)
    [batch] = batches(examine(path), ["customer_code"])
    assert batch["customer_code"].to_list() == ["K2"]
