"""``db``: the schema up, down, and where it stands."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from sales_supervision.storage.schema import NEWEST_STEP, STEPS
from tests.commands.command_line import run

NEWEST = f"The schema is at step {NEWEST_STEP} (the newest).\n"


def test_a_new_database_is_brought_up_to_the_release(fresh: Path) -> None:
    ran = run("db", "current")
    assert (ran.exit_code, ran.output) == (2, "")
    assert ran.sentence.startswith(f"There is no database {fresh}: set ")
    assert not fresh.exists()
    upgraded = run("db", "upgrade")
    assert (upgraded.exit_code, upgraded.output, upgraded.sentence) == (0, NEWEST, "")
    assert run("db", "current").output == NEWEST
    assert run("db", "upgrade").output == NEWEST
    assert fresh.stat().st_mode & 0o777 == 0o600


def test_the_schema_goes_to_a_named_step_and_back() -> None:
    assert (
        "at step add_optimistic_locking (this release's newest step is"
        in run("db", "upgrade", "add_optimistic_locking").output
    )
    assert "at step baseline" in run("db", "downgrade", "baseline").output
    assert "at step none" in run("db", "downgrade", "base").output


@pytest.mark.parametrize("direction", ["upgrade", "downgrade"])
def test_an_unknown_step_is_refused_in_a_sentence(direction: str) -> None:
    run("db", "upgrade")
    ran = run("db", direction, "no_such_step")
    assert ran.exit_code == 1
    assert ran.sentence.startswith("The schema was not changed: ")
    assert "no_such_step; it knows base, baseline, " in ran.sentence
    assert "\n" not in ran.sentence
    assert run("db", "current").output == NEWEST


def test_each_command_names_its_database_without_its_password(
    fresh: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("db", "upgrade").database == f"Database: sqlite:///{fresh}"
    assert run("maintenance", "status").database == f"Database: sqlite:///{fresh}"
    monkeypatch.setenv(
        "SALES_SUPERVISION_DATABASE_URL",
        "postgresql+psycopg://sales:secret@127.0.0.1:9/days?password=secret",
    )
    ran = run("db", "check")
    assert ran.database == "Database: postgresql+psycopg://sales:***@127.0.0.1:9/days"
    assert "secret" not in ran.sentence


def test_the_steps_are_listed() -> None:
    assert run("db", "steps").output.splitlines() == list(STEPS)


def test_going_down_wants_to_know_where_to() -> None:
    ran = run("db", "downgrade")
    assert ran.exit_code == 2
    assert "Missing argument" in ran.sentence


def test_tables_in_the_way_are_said_to_be(fresh: Path) -> None:
    with closing(sqlite3.connect(fresh)) as connection:
        connection.execute("CREATE TABLE tbl_route (of_somebody_else INTEGER)")
    ran = run("db", "upgrade")
    assert (ran.exit_code, ran.sentence) == (
        1,
        "The schema was not changed: table tbl_route already exists",
    )
    assert "at step none" in run("db", "current").output
