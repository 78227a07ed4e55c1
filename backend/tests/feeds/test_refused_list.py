"""The list of refused rows: readable by people and spreadsheets, harmful to neither."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import polars as pl
import pytest

from sales_supervision.feeds.refused_list import HEADER, RefusedList
from sales_supervision.storage.tables import customer
from tests.feeds.importer import Importer

GOOD = "customer_code,customer_name\nK1,Kiosk\n"
BAD = GOOD + "K2,\n"


def test_the_list_names_file_line_column_reason_and_value(importer: Importer) -> None:
    importer.put("customers.csv", BAD)
    importer.put("items.csv", f"item_code,item_name\nI1,{'é' * 201}\n")
    result = importer.run()
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "customers.csv: 1 row taken, 1 refused.",
        "items.csv: 0 rows taken, 1 refused.",
        f"Refused rows are listed in {importer.refused_path}.",
    ]
    content = importer.refused_path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbffile,line,column,reason,value\r\n")
    assert importer.refused() == [
        {
            "file": "customers.csv",
            "line": "3",
            "column": "customer_name",
            "reason": "is missing",
            "value": "",
        },
        {
            "file": "items.csv",
            "line": "2",
            "column": "item_name",
            "reason": "is longer than 200 characters",
            "value": "é" * 200,
        },
    ]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ('=HYPERLINK("http://x")', '\'=HYPERLINK("http://x")'),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-2+3", "'-2+3"),
        ("\t=1+1", "'\t'=1+1"),
        ("harmless;=1+1", "harmless;'=1+1"),
        ("two\n=1+1", "two\n'=1+1"),
        ("-5", "-5"),
        ("+5.25", "+5.25"),
        ("plain = text", "plain = text"),
        ("2026-03-17", "2026-03-17"),
    ],
)
def test_what_a_spreadsheet_would_run_becomes_text(tmp_path: Path, value: str, shown: str) -> None:
    path = tmp_path / "refused.csv"
    with RefusedList(path) as refused:
        refused.write("sales.csv", _entry(value))
    rows = list(csv.reader(StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
    assert rows == [list(HEADER), ["sales.csv", "2", "quantity", "is wrong", shown]]


def test_formulas_of_a_file_are_text_in_the_list(importer: Importer) -> None:
    importer.put("customers.csv", 'customer_code,customer_name\n"=cmd|x",\n')
    importer.put("sales.csv", "date,route_code,customer_code,item_code,quantity\n=1,=2,=3,=4,=5\n")
    assert importer.run().exit_code == 1
    values = [row["value"] for row in importer.refused()]
    assert values == ["", "'=1", "'=3", "'=4", "'=5"]


def test_a_run_without_refused_rows_removes_the_list_of_an_earlier_run(importer: Importer) -> None:
    importer.put("customers.csv", BAD)
    assert importer.run().exit_code == 1
    importer.put("customers.csv", GOOD)
    result = importer.run()
    assert result.exit_code == 0
    assert "Refused rows" not in result.stdout
    assert not importer.refused_path.exists()


def test_a_list_is_replaced_by_the_next_one(importer: Importer) -> None:
    importer.put("customers.csv", BAD)
    assert importer.run().exit_code == 1
    importer.put("customers.csv", BAD.replace("K2", "K3,").replace("K3,,", ",K3"))
    assert importer.run().exit_code == 1
    assert [row["column"] for row in importer.refused()] == ["customer_code"]


@pytest.mark.parametrize("content", [BAD, GOOD], ids=["rows refused", "none refused"])
def test_another_file_is_neither_overwritten_nor_removed(importer: Importer, content: str) -> None:
    importer.refused_path.write_text("my,notes\n")
    importer.put("customers.csv", content)
    before = importer.everything()
    result = importer.run()
    assert importer.refused_path.read_text() == "my,notes\n"
    if content == GOOD:
        assert result.exit_code == 0
    else:
        assert result.exit_code == 2
        assert "is not a list of refused rows, so it is not overwritten" in result.stderr
        assert importer.everything() == before


def test_nothing_is_taken_of_a_file_whose_refused_rows_cannot_be_listed(
    importer: Importer,
) -> None:
    importer.put("customers.csv", BAD)
    before = importer.everything()
    lost = importer.refused_path.parent / "no" / "such" / "folder" / "refused.csv"
    result = importer.run("--refused", str(lost))
    assert result.exit_code == 2
    assert result.stderr.strip() == (
        f"{lost} cannot be written (No such file or directory); choose another place for the "
        "refused rows with --refused."
    )
    assert importer.everything() == before


def test_a_place_for_the_list_is_needed_only_when_a_row_is_refused(importer: Importer) -> None:
    importer.put("customers.csv", GOOD)
    assert importer.run("--refused", "/no/such/folder/refused.csv").exit_code == 0
    assert "K1" in {row["customer_code"] for row in importer.rows(customer)}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is full")
def test_a_full_disk_is_a_sentence(importer: Importer) -> None:
    importer.put("customers.csv", BAD)
    before = importer.everything()
    result = importer.run("--refused", "/dev/full")
    assert result.exit_code == 2
    assert "/dev/full cannot be written (No space left on device)" in result.stderr
    assert importer.everything() == before


def _entry(value: str) -> pl.DataFrame:
    return pl.DataFrame(
        {"line": [2], "column": ["quantity"], "reason": ["is wrong"], "value": [value]}
    )
