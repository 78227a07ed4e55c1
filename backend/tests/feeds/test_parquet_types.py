"""Parquet files hold the same in many types; what a program may write is read as it is meant."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import polars as pl
import pytest

from sales_supervision.storage.tables import live_actual, sale
from tests.feeds.importer import Importer

MIDNIGHT = datetime(2026, 3, 14)  # noqa: DTZ001 - files hold times without a time zone, too
MORNING = MIDNIGHT.replace(hour=6, minute=42)

SALE = {
    "date": pl.Series([date(2026, 3, 14)]),
    "route_code": pl.Series(["1004"]),
    "customer_code": pl.Series(["C1"]),
    "item_code": pl.Series(["WB"]),
    "quantity": pl.Series([12]),
}


def put_sale(importer: Importer, **columns: pl.Series) -> None:
    importer.put("sales.parquet", pl.DataFrame({**SALE, **columns}))


@pytest.mark.parametrize(
    "columns",
    [
        {"quantity": pl.Series([12], dtype=pl.UInt8)},
        {"quantity": pl.Series([12.0], dtype=pl.Float64)},
        {"quantity": pl.Series([12.0], dtype=pl.Float32)},
        {"quantity": pl.Series([Decimal("12.00")], dtype=pl.Decimal(18, 2))},
        {"quantity": pl.Series(["12"])},
        {"date": pl.Series([MIDNIGHT])},
        {"date": pl.Series([MIDNIGHT], dtype=pl.Datetime("ns"))},
        {"date": pl.Series(["2026-03-14"])},
        {"route_code": pl.Series([1004], dtype=pl.Int16)},
        {"route_code": pl.Series([1004.0], dtype=pl.Float64)},
        {"customer_code": pl.Series(["C1"], dtype=pl.Categorical)},
        {"customer_code": pl.Series([b"C1"], dtype=pl.Binary)},
        {"item_code": pl.Series([" WB "])},
    ],
    ids=lambda columns: ", ".join(f"{name} {values.dtype}" for name, values in columns.items()),
)
def test_other_but_compatible_types_are_read_as_they_are_meant(
    importer: Importer, columns: dict[str, pl.Series]
) -> None:
    put_sale(importer, **columns)
    result = importer.run()
    assert result.exit_code == 0, result.output
    (row,) = importer.rows(sale)
    assert row == {
        "route_code": "1004",
        "sale_date": date(2026, 3, 14),
        "customer_code": "C1",
        "item_code": "WB",
        "quantity": 12,
        "unit_price": None,
    }


@pytest.mark.parametrize(
    ("quantity", "reason", "value"),
    [
        (pl.Series([2.5]), "is not a whole number", "2.5"),
        (pl.Series([float("nan")]), "is not a whole number", "NaN"),
        (pl.Series([float("inf")]), "is not a whole number", "inf"),
        (pl.Series([-3], dtype=pl.Int8), "is below 0", "-3"),
        (pl.Series([2**63], dtype=pl.UInt64), "is above 999,999", str(2**63)),
        (pl.Series([True]), "is not a whole number", "true"),
        (pl.Series([None], dtype=pl.Int64), "is missing", ""),
        (pl.Series([None], dtype=pl.Null), "is missing", ""),
    ],
    ids=["fraction", "not a number", "infinite", "negative", "huge", "yes or no", "null", "void"],
)
def test_values_that_cannot_be_taken_are_listed_by_row(
    importer: Importer, quantity: pl.Series, reason: str, value: str
) -> None:
    put_sale(importer, quantity=quantity)
    assert importer.run().exit_code == 1
    assert importer.reasons() == [(1, "quantity", reason, value)]
    assert importer.rows(sale) == []


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"quantity": pl.Series([[12]])}, "has the column quantity as List(Int64)"),
        ({"quantity": pl.Series([{"a": 1}])}, "has the column quantity as Struct"),
        ({"customer_code": pl.Series([b"\xff\xfe"])}, "cannot be read on after row 0"),
    ],
    ids=["list", "struct", "bytes that are no text"],
)
def test_types_that_hold_no_value_refuse_the_file(
    importer: Importer, columns: dict[str, pl.Series], words: str
) -> None:
    put_sale(importer, **columns)
    result = importer.run()
    assert result.exit_code == 2
    assert words in result.stdout
    assert importer.rows(sale) == []


def test_columns_that_no_feed_knows_are_left_aside_whatever_they_hold(importer: Importer) -> None:
    put_sale(importer, line=pl.Series([7]), tags=pl.Series([["a"]]), raw=pl.Series([b"\xff"]))
    result = importer.run()
    assert result.exit_code == 0
    assert "columns ignored: line, tags, raw" in result.stdout
    assert len(importer.rows(sale)) == 1


def test_names_of_columns_may_be_in_capitals(importer: Importer) -> None:
    importer.put("sales.parquet", pl.DataFrame(SALE).rename(str.upper))
    assert importer.run().exit_code == 0
    assert len(importer.rows(sale)) == 1


@pytest.mark.parametrize(
    "sold_at",
    [
        pl.Series([MORNING.replace(tzinfo=UTC)]),
        pl.Series([MORNING.replace(tzinfo=UTC)]).dt.convert_time_zone("Asia/Tokyo"),
        pl.Series([MORNING.replace(hour=10)]),
        pl.Series(["2026-03-14T10:42"]),
        pl.Series(["2026-03-14 06:42:00Z"]),
    ],
    ids=["UTC", "another time zone", "none: of the deployment", "text without", "text with"],
)
def test_times_are_kept_in_utc(importer: Importer, sold_at: pl.Series) -> None:
    importer.put("actuals.parquet", pl.DataFrame({**SALE, "sold_at": sold_at}))
    assert importer.run().exit_code == 0
    assert [row["sold_at"] for row in importer.rows(live_actual)] == [MORNING]


def test_rows_count_from_1_across_batches(importer: Importer) -> None:
    days = pl.date_range(date(2026, 1, 1), date(2026, 1, 25), eager=True)
    frame = pl.DataFrame(
        {"date": days, "quantity": [-1 if day.day % 10 == 0 else 1 for day in days]}
    ).with_columns(**{name: pl.lit(SALE[name][0]) for name in list(SALE)[1:4]})
    importer.put("sales.parquet", frame)
    lines: list[int] = []
    report = importer.run_in_batches(7, write_refused=lambda _, rows: lines.extend(rows["line"]))
    assert lines == [10, 20]
    assert (report.files[0].accepted, report.files[0].refused) == (23, 2)
    assert len(importer.rows(sale)) == 23
