"""``docs/feeds.md`` is true: its tables are the formats, and its examples can be imported."""

from __future__ import annotations

import re

import pytest
from typer.testing import CliRunner

from sales_supervision.cli import app
from sales_supervision.commands.counting import counted
from sales_supervision.feeds.checking import rules
from sales_supervision.feeds.formats import FORMATS, Kind, Known
from sales_supervision.storage.feed_storage import Feed
from tests.feeds.conftest import REPOSITORY
from tests.feeds.importer import FED_TABLES, Importer

DOCUMENT = REPOSITORY / "docs" / "feeds.md"

TYPES = {
    Kind.CODE: "code",
    Kind.SHORT_TEXT: "text 100",
    Kind.TEXT: "text 200",
    Kind.LONG_TEXT: "text 500",
    Kind.DATE: "date",
    Kind.QUANTITY: "quantity",
    Kind.DAYS: "whole number from 0",
    Kind.SEQUENCE: "whole number from 1",
    Kind.NUMBER: "number",
    Kind.SCORE: "number 0-100",
    Kind.TIER: "tier",
    Kind.MOMENT: "time",
}


@pytest.fixture(scope="module")
def document() -> str:
    return DOCUMENT.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def sections(document: str) -> dict[str, str]:
    """The section of each feed, by its title."""
    parts = re.split(
        r"^### (.+)$", document.split("\n## What becomes of rows", maxsplit=1)[0], flags=re.M
    )
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def _example(section: str) -> str:
    (block,) = re.findall(r"^```csv\n(.*?)^```$", section, flags=re.M | re.S)
    assert isinstance(block, str)
    return block


def test_there_is_a_section_for_each_feed_in_the_order_of_import(
    sections: dict[str, str],
) -> None:
    assert list(sections) == [feed.value for feed in Feed]


@pytest.mark.parametrize("feed", Feed)
def test_the_columns_of_a_feed_are_those_of_its_table(feed: Feed, sections: dict[str, str]) -> None:
    table = re.findall(r"^\| `(\w+)` \| ([^|]+) \| (yes|no) \| (.*) ?\|$", sections[feed], re.M)
    documented = [
        (name, kind.strip(), required == "yes", [known for known in Known if known.value in words])
        for name, kind, required, words in (
            (name, kind, required, words if words.startswith("a known") else "")
            for name, kind, required, words in table
        )
    ]
    assert documented == [
        (column.name, TYPES[column.kind], column.required, [column.known] if column.known else [])
        for column in FORMATS[feed].columns
    ]


@pytest.mark.parametrize("feed", Feed)
def test_the_key_of_a_feed_and_whether_it_replaces_days_are_told(
    feed: Feed, sections: dict[str, str]
) -> None:
    key = re.search(r"^Key: (.+?)\.", sections[feed], flags=re.M)
    assert key is not None
    assert tuple(re.findall(r"`(\w+)`", key[1])) == FORMATS[feed].key
    assert ("Replaces whole route days" in sections[feed]) == (FORMATS[feed].day is not None)


def test_the_examples_are_imported_without_a_refused_row(
    empty_importer: Importer, sections: dict[str, str]
) -> None:
    for feed, section in sections.items():
        empty_importer.put(f"{feed}.csv", _example(section))
    result = empty_importer.run()
    assert result.exit_code == 0, result.output
    for feed, table in FED_TABLES.items():
        lines = len(_example(sections[feed]).splitlines()) - 1
        assert f"{feed}.csv: {counted(lines, 'row')} taken, 0 refused.\n" in result.stdout
        assert len(empty_importer.rows(table)) == lines


@pytest.mark.parametrize("feed", Feed)
def test_an_example_shows_every_column_of_its_feed(feed: Feed, sections: dict[str, str]) -> None:
    header = _example(sections[feed]).splitlines()[0]
    assert header.split(",") == [column.name for column in FORMATS[feed].columns]


def test_every_reason_for_refusing_a_row_is_listed(document: str) -> None:
    table = document.split("\n## What becomes of rows")[1].split("\n## ", maxsplit=1)[0]
    listed = set(re.findall(r"`([^`]+)`", "".join(re.findall(r"^\| (`.+?) \|", table, re.M))))
    reasons = {
        reason
        for found in FORMATS.values()
        for column in found.columns
        for _, reason in rules(column)
    }
    other_lengths = {reason for reason in reasons if re.search(r"than (100|200|500)", reason)}
    elsewhere = {
        *(f"is not a known {known.value}" for known in Known),
        "is missing",
        "stands beyond the last column that the first line names",
        "stands in this file before; the first row counts",
    }
    assert listed == (reasons - other_lengths) | elsewhere


def test_every_option_of_the_command_is_told(document: str) -> None:
    help_text = CliRunner().invoke(app, ["import", "--help"], env={"COLUMNS": "200"}).stdout
    options = set(re.findall(r"--[a-z]+", help_text)) - {"--help", "--no"}
    told = set(re.findall(r"^\| `(--[a-z]+)", document, re.M))
    assert told == options


def test_the_owner_of_the_real_data_is_named(document: str) -> None:
    assert "Daqing Chen (2015)" in document
    assert "CC BY 4.0" in document
