"""``db check``, ``sql``, ``adopt``, ``backup`` and ``restore`` at the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import text

from sales_supervision.storage.backup.manifest import manifest_path
from sales_supervision.storage.engine import Database
from sales_supervision.storage.schema import NEWEST_STEP
from tests.commands.command_line import run
from tests.storage.original_database import make_original

SAME = f"The schema is that of step {NEWEST_STEP}.\n"


def test_a_schema_as_it_should_be_is_said_to_be(newest: Database) -> None:
    ran = run("db", "check")
    assert (ran.exit_code, ran.output, ran.sentence) == (0, SAME, "")


def test_what_differs_is_named(newest: Database) -> None:
    with newest.writing() as connection:
        connection.execute(text("DROP INDEX idx_route_session_version"))
        connection.execute(text("ALTER TABLE tbl_route DROP COLUMN territory"))
    ran = run("db", "check")
    assert ran.exit_code == 1
    assert ran.output.splitlines() == [
        "tbl_route: column territory is missing. (can be added)",
        "tbl_supervision_route_summary: index idx_route_session_version on session_id, "
        "record_version is missing. (can be added)",
    ]
    assert ran.sentence.endswith("differs in 2 places that matter.")


def test_an_older_schema_is_as_its_step_and_still_not_this_releases(fresh: Path) -> None:
    run("db", "upgrade", "plan_data")
    ran = run("db", "check")
    assert (ran.exit_code, ran.output) == (1, "The schema is that of step plan_data.\n")
    assert ran.sentence.endswith("run `sales-supervision db upgrade`.")


def test_no_schema_cannot_be_checked(fresh: Path) -> None:
    ran = run("db", "check")
    assert (ran.exit_code, ran.output) == (2, "")


def test_a_script_is_written_without_a_database() -> None:
    ran = run("db", "sql", "baseline:add_optimistic_locking", "--dialect", "postgresql")
    assert ran.exit_code == 0
    assert "ADD COLUMN record_version INTEGER DEFAULT 1 NOT NULL" in ran.output


@pytest.mark.parametrize("steps", ["baseline", "base:", ":head", "base:nowhere", "head:head"])
def test_a_script_wants_two_steps_that_there_are(steps: str) -> None:
    ran = run("db", "sql", steps, "--dialect", "mssql")
    assert (ran.exit_code, ran.output) == (2, "")
    assert ran.sentence.endswith(".")


def test_a_database_of_the_original_is_adopted(fresh: Path) -> None:
    database = Database(f"sqlite:///{fresh}")
    make_original(database)
    database.dispose()
    assert "run `sales-supervision db adopt`" in run("recommend", "--all").sentence
    refused = run("db", "adopt")
    assert refused.exit_code == 1
    assert "not_visited_reason is missing. (can be added)" in refused.output
    assert refused.sentence.endswith("Nothing was changed.")
    adopted = run("db", "adopt", "--complete")
    assert adopted.exit_code == 0
    assert "not_visited_reason is missing. (added)" in adopted.output
    assert adopted.output.endswith("run `sales-supervision db upgrade`.\n")
    assert run("db", "upgrade").exit_code == 0
    assert run("db", "check").exit_code == 0


def test_a_back_up_is_restored_only_when_asked_twice(newest: Database, tmp_path: Path) -> None:
    file = str(tmp_path / "days.bak")
    backed_up = run("db", "backup", file)
    assert backed_up.exit_code == 0
    assert f"rows at step {NEWEST_STEP}. Verified by" in backed_up.output
    assert {made.stat().st_mode & 0o777 for made in tmp_path.glob("days.bak*")} == {0o600}
    again = run("db", "backup", file)
    assert again.exit_code == 1
    assert "is there already" in again.sentence
    assert run("db", "backup", file, "--yes").exit_code == 0
    refused = run("db", "restore", file)
    assert (refused.exit_code, refused.output) == (1, "")
    assert "--yes" in refused.sentence
    newest.dispose()
    restored = run("db", "restore", file, "--yes")
    assert restored.exit_code == 0
    assert "in a new epoch" in restored.output


def test_nothing_is_backed_up_of_a_database_without_schema(fresh: Path, tmp_path: Path) -> None:
    file = tmp_path / "days.bak"
    assert run("db", "backup", str(file)).exit_code == 2
    assert not fresh.exists()
    fresh.touch()
    ran = run("db", "backup", str(file))
    assert ran.exit_code == 1
    assert "has no schema, so there is nothing to back up" in ran.sentence
    assert not file.exists()


def test_an_empty_back_up_is_not_restored(newest: Database, tmp_path: Path) -> None:
    file = tmp_path / "days.bak"
    run("db", "backup", str(file))
    newest.dispose()
    manifest = manifest_path(file)
    written = json.loads(manifest.read_text())
    manifest.write_text(json.dumps(written | {"schema_step": None, "tables": {}}))
    ran = run("db", "restore", str(file), "--yes")
    assert ran.exit_code == 1
    assert "is the back-up of an empty database" in ran.sentence
    assert run("db", "check").exit_code == 0


def test_nothing_is_restored_while_another_program_has_the_file(
    newest: Database, tmp_path: Path
) -> None:
    file = str(tmp_path / "days.bak")
    run("db", "backup", file)
    with newest.reading():
        refused = run("db", "restore", file, "--yes")
        assert refused.exit_code == 1
        assert "is open in another program" in refused.sentence
    newest.dispose()
    assert run("db", "restore", file, "--yes").exit_code == 0


def test_a_back_up_that_cannot_be_written_is_a_sentence(newest: Database) -> None:
    ran = run("db", "backup", "no/such/folder/days.bak")
    assert (ran.exit_code, ran.output) == (1, "")
    assert ran.sentence.startswith("No back-up was made. ")
    assert "\n" not in ran.sentence


def test_going_back_drops_rows_only_when_asked_twice(newest: Database) -> None:
    with newest.writing() as connection:
        connection.execute(
            text("INSERT INTO tbl_route (route_code, route_name) VALUES ('R1', 'R')")
        )
    refused = run("db", "downgrade", "base")
    assert refused.exit_code == 1
    assert "There are rows in tbl_route" in refused.sentence
    assert "--yes" in refused.sentence
    assert "the newest" in run("db", "current").output
    assert "at step none" in run("db", "downgrade", "base", "--yes").output
