"""``demo load``: the demo of today, once."""

from __future__ import annotations

from functools import partial

import pytest

from sales_supervision.commands import demo as demo_command
from sales_supervision.demo.generator import DemoSpec
from sales_supervision.demo.marker import demo_date, is_demo
from sales_supervision.storage.engine import Database
from sales_supervision.storage.feed_storage import Feed, FeedStorage
from tests.clocks import NOON
from tests.commands.command_line import run
from tests.storage.feed_rows import ROWS


@pytest.fixture(autouse=True)
def tiny(monkeypatch: pytest.MonkeyPatch) -> None:
    """The demo of the command, of a size that loads in a moment."""
    smaller = partial(DemoSpec, routes=2, customers=(3, 4), items=6, history_days=10, plan_days=2)
    monkeypatch.setattr(demo_command, "DemoSpec", smaller)


def test_the_demo_is_loaded_up_to_today_and_then_left_alone(newest: Database) -> None:
    first = run("demo", "load")
    with newest.reading() as connection:
        reaches = demo_date(connection)
    *feeds, summary = first.output.splitlines()
    assert first.exit_code == 0
    assert [line.split(":")[0].strip() for line in feeds] == [
        feed.value for feed in Feed if feed is not Feed.RECOMMENDED_ORDERS
    ]
    rows = sum(int(line.split(":")[1].replace(",", "")) for line in feeds)
    assert summary == f"Demo data up to {reaches}: {rows:,} rows."


def test_a_demo_that_reaches_today_is_left_as_it_is(
    newest: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo_command, "system_clock", lambda: NOON)
    run("demo", "load")
    again = run("demo", "load")
    assert (again.exit_code, again.output) == (
        0,
        "The demo data already reaches 2026-03-17.\n",
    )


def test_other_data_is_left_alone(newest: Database) -> None:
    with newest.writing() as connection:
        FeedStorage(connection, NOON).upsert(Feed.CUSTOMERS, ROWS[Feed.CUSTOMERS])
    ran = run("demo", "load")
    assert (ran.exit_code, ran.output) == (1, "")
    assert ran.sentence == (
        "The database holds other data than the demo's; choose an empty database with "
        "SALES_SUPERVISION_DATABASE_URL to load the demo."
    )
    assert not is_demo(newest)
