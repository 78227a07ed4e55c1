"""The command line around the import: what it takes, says and returns."""

from __future__ import annotations

from pathlib import Path

import pytest

from sales_supervision.storage.tables import customer, sale
from tests.accounts.trails import trail
from tests.feeds.importer import Importer
from tests.feeds.sample_feeds import SALES


def test_a_folder_that_does_not_exist_is_a_sentence(importer: Importer) -> None:
    importer.folder.rmdir()
    result = importer.run()
    assert result.exit_code == 2
    assert result.stderr.strip() == f"{importer.folder} is not a folder."
    assert result.stdout == ""


def test_a_folder_without_a_feed_says_how_to_name_files(importer: Importer) -> None:
    importer.put("turnover.csv", "a,b\n")
    importer.put("sales.xlsx", "a,b\n")
    result = importer.run()
    assert result.exit_code == 2
    assert result.stderr.strip() == (
        f"{importer.folder} holds no file to import; name files routes, customers, items, "
        "journey_plan, sales, van_loads, recommended_orders, actuals with .csv or .parquet."
    )


def test_files_of_no_feed_are_left_alone_and_named(importer: Importer) -> None:
    importer.put("sales.csv", SALES)
    importer.put("notes.txt", "x")
    (importer.folder / "items.csv").mkdir()
    result = importer.run()
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "sales.csv: 2 rows taken, 0 refused.",
        "Not a feed, left alone: items.csv, notes.txt.",
    ]


@pytest.mark.parametrize("name", ["SALES.CSV", "Sales.csv"])
def test_names_of_files_may_be_in_capitals(importer: Importer, name: str) -> None:
    importer.put(name, SALES)
    assert f"{name}: 2 rows taken, 0 refused." in importer.run().stdout
    assert len(importer.rows(sale)) == 2


def test_a_file_with_a_header_only_brings_no_row(importer: Importer) -> None:
    importer.put("sales.csv", SALES.splitlines()[0])
    result = importer.run()
    assert result.exit_code == 0
    assert "sales.csv: 0 rows taken, 0 refused." in result.stdout
    assert importer.rows(sale) == []


def test_columns_that_no_feed_knows_are_ignored_and_named(importer: Importer) -> None:
    importer.put(
        "customers.csv", "Line,customer_code,,Customer_Name ,\x1b[2J,=reason\n9,K1,,Kiosk,x,y\n"
    )
    result = importer.run()
    assert result.exit_code == 0
    assert result.stdout == (
        "customers.csv: 1 row taken, 0 refused, columns ignored: line, ?[2j, =reason.\n"
    )
    assert "Kiosk" in {row["customer_name"] for row in importer.rows(customer)}


def test_many_foreign_columns_are_named_in_few_words(importer: Importer) -> None:
    names = [f"column {number}" for number in range(50)]
    importer.put("customers.csv", ",".join(names))
    result = importer.run()
    assert result.exit_code == 2
    assert "column 19, 30 more." in result.stdout
    assert "column 20" not in result.stdout


def test_a_refused_file_weighs_more_than_refused_rows(importer: Importer) -> None:
    importer.put("customers.csv", "customer_code,customer_name\nK1,\n")
    importer.put("items.csv", "")
    result = importer.run()
    assert result.exit_code == 2
    assert f"Refused rows are listed in {importer.refused_path}." in result.stdout


def test_progress_tells_file_step_and_rows(importer: Importer) -> None:
    importer.put("sales.csv", SALES)
    told: list[tuple[str, str, int]] = []
    importer.run_in_batches(1, lambda *step: told.append(step))
    assert told == [
        ("sales.csv", "checked", 1),
        ("sales.csv", "checked", 2),
        ("sales.csv", "written", 1),
        ("sales.csv", "written", 2),
    ]


def test_a_terminal_shows_progress_and_a_scheduler_only_the_summary(
    importer: Importer, monkeypatch: pytest.MonkeyPatch
) -> None:
    importer.put("sales.csv", SALES)
    monkeypatch.setenv("FORCE_COLOR", "1")
    watched = importer.run()
    assert "sales.csv: 2 rows written" in watched.stderr
    monkeypatch.delenv("FORCE_COLOR")
    unwatched = importer.run("--again")
    assert unwatched.stderr == ""
    assert watched.stdout == unwatched.stdout == "sales.csv: 2 rows taken, 0 refused.\n"


def test_a_database_without_schema_says_what_to_run(
    importer: Importer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "new.db"
    file.touch()
    monkeypatch.setenv("SALES_SUPERVISION_DATABASE_URL", f"sqlite:///{file}")
    importer.put("sales.csv", SALES)
    result = importer.run()
    assert result.exit_code == 2
    assert "run `sales-supervision db upgrade`" in result.stderr


def test_each_file_that_was_taken_is_in_the_audit_trail_with_its_rows(importer: Importer) -> None:
    importer.put("customers.csv", "customer_code,customer_name\nK1,Kiosk\n,Nobody\n")
    importer.put("sales.csv", "nothing\n1\n")
    importer.run()
    importer.run()
    *_, entry, again = [one for one in trail(importer.database) if one.action == "data_imported"]
    assert entry.user_name == "command line"
    assert entry.detail is not None
    told = dict(entry.detail)
    assert told.pop("system_user")
    assert told == {
        "file": "customers.csv",
        "feed": "customers",
        "rows": 1,
        "refused": 1,
    }
    assert again.action == entry.action
