"""Files that cannot be taken as a whole: nothing of them reaches the database."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from tests.feeds.importer import Importer

HEADER = "customer_code,customer_name\n"
MANY = HEADER + "".join(f"K{number},Kiosk {number}\n" for number in range(500))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "is empty; its first line must name the columns"),
        ("\n\n", "is empty; its first line must name the columns"),
        (
            "customer_code,name\nK1,Kiosk\n",
            "lacks the column customer_name; it has customer_code, name.",
        ),
        (
            "K1,Kiosk\nK2,Kiosk\n",
            "lacks the columns customer_code, customer_name; it has k1, kiosk",
        ),
        ("customer_code,customer_name,Customer_Name\n", "has two columns named customer_name"),
        (MANY + 'K500,"Kiosk\nK501,Kiosk\n', "cannot be read on from line 502 (unexpected end"),
        (MANY + 'K500,"Kiosk" 5\n', "cannot be read on from line 502 (',' expected after '\"')"),
        (MANY + "K500," + "x" * (3 << 20), "holds a line of more than 1,048,576 bytes"),
        (HEADER + 'K1,"' + "x\n" * (1 << 20), "cannot be read on from line 2 (field larger"),
        (b"\x00" * 5000, "is not a text file"),
        (random.Random(4).randbytes(5000), "customers.csv: refused."),
        (MANY.encode() + "K500,مخبز\n".encode() + b"K501,\xc7\xe1\n", "is UTF-8 at first and then"),
    ],
    ids=[
        "empty",
        "empty lines",
        "missing column",
        "no header",
        "column twice",
        "quotation mark not closed",
        "text after a quotation mark",
        "endless line",
        "endless cell",
        "zero bytes",
        "garbage",
        "encoding changes",
    ],
)
def test_nothing_is_taken_of_a_csv_that_cannot_be_read(
    importer: Importer, content: str | bytes, words: str
) -> None:
    _assert_refused_whole(importer, importer.put("customers.csv", content), words)


def _customers(rows: int) -> pl.DataFrame:
    codes = [f"K{number}" for number in range(rows)]
    return pl.DataFrame({"customer_code": codes, "customer_name": codes})


def _cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def _empty(path: Path) -> None:
    os.truncate(path, 0)


def _scramble(path: Path) -> None:
    path.write_bytes(random.Random(4).randbytes(5000))


def _break_footer(path: Path) -> None:
    content = path.read_bytes()
    footer = int.from_bytes(content[-8:-4], "little")
    path.write_bytes(content[: -8 - footer] + bytes(footer) + content[-8:])


def _encrypt(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-4] + b"PARE")


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (_cut, "its end is missing"),
        (_empty, "it is empty"),
        (_scramble, "it does not begin as one"),
        (_break_footer, "it is damaged"),
        (_encrypt, "it is encrypted"),
    ],
)
def test_nothing_is_taken_of_a_parquet_that_is_not_whole(
    importer: Importer, spoil: Callable[[Path], None], why: str
) -> None:
    path = importer.put("customers.parquet", _customers(500))
    spoil(path)
    _assert_refused_whole(importer, path, f"is not a whole Parquet file ({why}); fetch it again.")


def test_nothing_is_taken_of_a_parquet_that_is_broken_near_its_end(importer: Importer) -> None:
    path = importer.folder / "customers.parquet"
    _customers(2000).write_parquet(path, compression="zstd", row_group_size=500, statistics=False)
    content = bytearray(path.read_bytes())
    last_block = content.rindex(b"\x28\xb5\x2f\xfd")  # what every block of zstd begins with
    content[last_block : last_block + 20] = bytes(20)
    path.write_bytes(content)
    before = importer.everything()
    checked: list[int] = []
    report = importer.run_in_batches(500, lambda _file, _step, rows: checked.append(rows))
    problem = report.files[0].problem
    assert problem == "customers.parquet is damaged after row 1,500; fetch it again."
    assert checked == [500, 1000, 1500]
    assert importer.everything() == before


def test_a_file_that_is_there_twice_is_refused_before_anything_is_taken(
    importer: Importer,
) -> None:
    importer.put("customers.csv", MANY)
    importer.put("customers.parquet", _customers(5))
    before = importer.everything()
    result = importer.run()
    assert result.exit_code == 2
    assert "customers.csv and customers.parquet are both of the feed customers" in result.stderr
    assert importer.everything() == before


def test_the_other_files_of_the_folder_are_taken(importer: Importer) -> None:
    importer.put("customers.csv", "customer_code,customer_name\nK1,Kiosk\n")
    importer.put("items.csv", "item_code\nBG\n")
    result = importer.run()
    assert result.exit_code == 2
    assert "customers.csv: 1 row taken, 0 refused." in result.stdout
    assert "items.csv: refused. items.csv lacks the column item_name" in result.stdout


def _assert_refused_whole(importer: Importer, path: Path, words: str) -> None:
    before = importer.everything()
    result = importer.run()
    assert result.exit_code == 2
    assert result.stdout.startswith(f"{path.name}: refused.")
    assert words in result.stdout
    assert result.stdout.strip().isprintable()
    assert importer.everything() == before
    assert not importer.refused_path.exists()
