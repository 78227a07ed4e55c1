"""``sales-supervision report`` in its three forms; its words are those of the page."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from sales_supervision.operations.keeping import hour_of
from sales_supervision.operations.wording import EXPLAINED, INCIDENTS, PHASES, STATUSES, TITLES
from sales_supervision.storage.engine import Database
from sales_supervision.storage.hourly_figure_storage import HourlyKey
from tests.commands.command_line import run
from tests.database_servers import address_of
from tests.operations.made_figures import a_month, an_hour, keep

CATALOGUE = Path(__file__).parents[3] / "frontend/src/features/operations/en.json"


@pytest.fixture
def month(sqlite_database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """A month of use before now, in the database that commands take for theirs."""
    monkeypatch.setenv("SALES_SUPERVISION_DATABASE_URL", address_of(sqlite_database))
    keep(sqlite_database, "a process", a_month(datetime.now(UTC)))


@pytest.mark.usefixtures("month")
def test_the_report_to_read_has_each_line_with_its_targets() -> None:
    ran = run("report")
    assert (ran.exit_code, ran.sentence) == (0, "")
    lines = ran.output.splitlines()
    for title in TITLES.values():
        assert any(line.startswith(title) for line in lines)
    (errors,) = [line for line in lines if line.startswith("Production errors")]
    assert " ".join(errors.split()) == (
        "Production errors 1 0 0: not met 0: not met 0: not enough data"
    )
    assert any("within 9.1 %" in line for line in lines)
    assert any(
        re.match("“Before” is as long a time, 20.* to 20.*; an hour", line) for line in lines
    )


def test_what_is_expected_of_a_day_is_no_target_of_four_weeks(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Saves of 200 ms are soon enough, and not twice as fast as the predecessor's."""
    monkeypatch.setenv("SALES_SUPERVISION_DATABASE_URL", address_of(sqlite_database))
    now = hour_of(datetime.now(UTC))
    for days in range(30):
        hour = now - timedelta(days=days)
        keep(sqlite_database, "a process", an_hour(hour, saved=30, save_seconds=0.2))
    of_a_day = run("report", "--since", "24h", "--expect", "met")
    assert of_a_day.exit_code == 0, of_a_day.sentence
    of_four_weeks = run("report", "--since", "4w", "--expect", "met")
    assert of_four_weeks.exit_code == 1
    assert of_four_weeks.sentence.startswith("Not met: Saves as fast as the predecessor's")


@pytest.mark.parametrize(("minutes", "is_over"), [(1, False), (30, True)])
def test_a_database_that_answers_again_is_told_as_over(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch, minutes: int, is_over: bool
) -> None:
    monkeypatch.setenv("SALES_SUPERVISION_DATABASE_URL", address_of(sqlite_database))
    failed = datetime.now(UTC) - timedelta(minutes=minutes)
    key = HourlyKey(hour_of(failed), "database_down", f"{failed:%H:%M}", 0)
    keep(sqlite_database, "a process", {key: 1})
    told = run("report").output
    assert ("Shows now: The database does not answer" in told) is not is_over
    assert ("The database last did not answer at " in told) is is_over


@pytest.mark.usefixtures("month")
def test_what_is_expected_is_told_beside_what_is_for_a_program() -> None:
    ran = run("report", "--since", "24h", "--format", "json", "--expect", "met")
    assert json.loads(ran.output)["lines"]
    assert ran.sentence.startswith("No target is missed; ")


@pytest.mark.usefixtures("month")
def test_the_report_for_a_program_is_what_the_api_answers() -> None:
    report = json.loads(run("report", "--since", "24h", "--format", "json").output)
    assert [line["key"] for line in report["lines"]] == list(TITLES)
    assert len(report["points"]) == 25  # The hour that has begun is one of them.


@pytest.mark.usefixtures("month")
def test_the_report_as_a_page_is_well_formed_and_needs_nothing_else() -> None:
    page = run("report", "--format", "html").output
    parser = _Elements()
    parser.feed(page)
    assert parser.open == []
    assert parser.linked == []
    assert "{route_code}" in page
    for title in (*TITLES.values(), *EXPLAINED.values()):
        assert escape(title) in page


@pytest.mark.usefixtures("month")
def test_the_report_as_a_page_marks_each_target_and_draws_the_line() -> None:
    page = run("report", "--format", "html").output
    assert 'class="status not_met">✗ Day 1: 0: not met<' in page
    assert 'class="status met">✓ Day 1: &lt; 2.0 s: met<' in page
    assert 'class="status not_enough_data">… Day 1: &gt; 50.0 %: not enough data<' in page
    lines = re.findall(r'<polyline points="([^"]+)"', page)
    assert len(lines) > 1
    assert all(0 <= int(y) <= 140 for line in lines for y in re.findall(r",(\d+)", line))


def test_a_report_without_figures_draws_no_line(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SALES_SUPERVISION_DATABASE_URL", address_of(sqlite_database))
    ran = run("report", "--format", "html")
    assert ran.exit_code == 0
    assert "<svg" not in ran.output


def test_what_is_no_period_is_one_sentence() -> None:
    ran = run("report", "--since", "sometimes")
    assert ran.exit_code == 2
    assert ran.sentence == "'sometimes' is no period such as 24h, 7d or 4w, of at most 366 days."


def test_the_words_are_those_of_the_page() -> None:
    catalogue: dict[str, Any] = json.loads(CATALOGUE.read_text(encoding="utf-8"))
    assert {key: line["title"] for key, line in catalogue["lines"].items()} == TITLES
    assert {key: line["how"] for key, line in catalogue["lines"].items()} == EXPLAINED
    assert catalogue["phases"] == PHASES
    assert catalogue["statuses"] == STATUSES
    assert catalogue["incidents"].keys() == INCIDENTS.keys()
    for incident, title in INCIDENTS.items():
        assert catalogue["incidents"][incident].startswith(title)


class _Elements(HTMLParser):
    """Which elements are still open, and what the page would load."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.linked: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "meta":
            self.open.append(tag)
        self.linked += [str(value) for name, value in attrs if name in {"src", "href"}]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
