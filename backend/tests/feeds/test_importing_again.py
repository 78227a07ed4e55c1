"""Importing is idempotent: what was taken before is recognised or overwritten with the same."""

from __future__ import annotations

from io import StringIO

import polars as pl

from sales_supervision.feeds.repetition import RepeatedKeys
from sales_supervision.storage.feed_storage import Feed
from sales_supervision.storage.tables import customer, feed_import, journey_plan, sale
from tests.feeds.importer import FED_TABLES, Importer
from tests.feeds.sample_feeds import JOURNEY_PLAN, SALES, SAMPLES


def fed(importer: Importer) -> dict[str, object]:
    """What feeds brought, apart from when it came."""
    return {
        feed.value: [
            {name: value for name, value in row.items() if name != "received_at"}
            for row in importer.rows(table)
        ]
        for feed, table in FED_TABLES.items()
    }


def test_a_second_run_recognises_every_file(empty_importer: Importer) -> None:
    for feed, sample in SAMPLES.items():
        empty_importer.put(f"{feed}.csv", sample)
    assert empty_importer.run().exit_code == 0
    before = empty_importer.everything()
    result = empty_importer.run()
    assert result.exit_code == 0
    assert result.stdout.count(": unchanged since ") == len(SAMPLES)
    assert "sales.csv: unchanged since" in result.stdout
    assert empty_importer.everything() == before


def test_a_run_with_again_takes_every_file_and_changes_nothing(empty_importer: Importer) -> None:
    for feed, sample in SAMPLES.items():
        empty_importer.put(f"{feed}.csv", sample)
    assert empty_importer.run().exit_code == 0
    before = fed(empty_importer)
    result = empty_importer.run("--again")
    assert result.exit_code == 0
    assert "unchanged" not in result.stdout
    assert "sales.csv: 2 rows taken, 0 refused." in result.stdout
    assert fed(empty_importer) == before
    assert len(empty_importer.rows(feed_import)) == 2 * len(SAMPLES)


def test_a_changed_file_is_taken(importer: Importer) -> None:
    importer.put("sales.csv", SALES)
    assert importer.run().exit_code == 0
    importer.put("sales.csv", SALES.replace(",12,", ",13,"))
    assert "sales.csv: 2 rows taken" in importer.run().stdout
    assert [row["quantity"] for row in importer.rows(sale)] == [13, 0]


def test_a_file_goes_back_to_what_it_was_two_imports_ago(importer: Importer) -> None:
    plans = (JOURNEY_PLAN, JOURNEY_PLAN.replace("C2", "C3"), JOURNEY_PLAN)
    for plan in plans:
        importer.put("journey_plan.csv", plan)
        assert "2 rows taken" in importer.run().stdout
    assert {row["customer_code"] for row in importer.rows(journey_plan)} == {"C1", "C2"}


def test_a_file_is_taken_again_after_another_file_of_the_feed(importer: Importer) -> None:
    first = importer.put("journey_plan.csv", JOURNEY_PLAN)
    assert importer.run().exit_code == 0
    first.unlink()
    other = pl.read_csv(StringIO(JOURNEY_PLAN.replace("C2", "C3")), infer_schema=False)
    second = importer.put("journey_plan.parquet", other)
    assert importer.run().exit_code == 0
    second.unlink()
    importer.put("journey_plan.csv", JOURNEY_PLAN)
    assert "2 rows taken" in importer.run().stdout
    assert {row["customer_code"] for row in importer.rows(journey_plan)} == {"C1", "C2"}


def test_refused_rows_are_tried_again_because_what_they_need_may_be_known_now(
    importer: Importer,
) -> None:
    importer.put("sales.csv", SALES.replace("C2", "C9"))
    assert "1 row taken, 1 refused" in importer.run().stdout
    assert "1 row taken, 1 refused" in importer.run().stdout
    importer.put("customers.csv", "customer_code,customer_name\nC9,Ninth Shop\n")
    result = importer.run()
    assert result.exit_code == 0
    assert "sales.csv: 2 rows taken, 0 refused." in result.stdout
    assert "C9" in {row["customer_code"] for row in importer.rows(customer)}
    assert "unchanged" in importer.run().stdout


def test_what_is_remembered_names_feed_file_digest_and_rows(importer: Importer) -> None:
    importer.put("sales.csv", SALES.replace("C2", "C9"))
    importer.run()
    last = max(importer.rows(feed_import), key=lambda row: row["import_id"])
    assert last["feed"] == Feed.SALES.value
    assert last["file_name"] == "sales.csv"
    assert len(last["sha256"]) == 64
    assert (last["accepted_rows"], last["refused_rows"]) == (1, 1)


def test_keys_are_found_repeated_within_a_batch_and_across_and_recalled() -> None:
    first = pl.Series([5, -7, 5, None, None], dtype=pl.Int64)
    second = pl.Series([8, -7, None, 8, 2**62], dtype=pl.Int64)
    with RepeatedKeys() as keys:
        found = [
            keys.find(first, pl.Series([1, 2, 3, 4, 5])).to_list(),
            keys.find(second, pl.Series([6, 7, 8, 9, 10])).to_list(),
        ]
        assert found == [[False, False, True, False, False], [False, True, False, True, False]]
        assert keys.recall(pl.Series([1, 2, 3, 4, 5])).to_list() == found[0]
        assert keys.recall(pl.Series([6, 7, 8, 9, 10])).to_list() == found[1]
        assert keys.recall(pl.Series([], dtype=pl.Int64)).to_list() == []
