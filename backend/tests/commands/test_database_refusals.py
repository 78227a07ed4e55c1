"""A database that a command cannot use: one sentence, and what to do about it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from sales_supervision.storage.engine import Database
from sales_supervision.storage.schema import NEWEST_STEP
from tests.commands.command_line import run
from tests.commands.conftest import use

NEEDING_A_SCHEMA = [
    ("demo", "load"),
    ("recommend", "--all"),
    ("serve", "--port", "0"),
    ("import", "."),
]

NEEDING_A_DATABASE = [
    ("import", "."),
    ("recommend", "--all"),
    ("users", "list"),
    ("maintenance", "status"),
    ("report",),
    ("db", "copy", "--to", "sqlite:///other.db"),
]
"""Those that could only find a new database empty."""


@pytest.fixture(autouse=True)
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """The logs of the test run stay as they are."""
    monkeypatch.setattr("sales_supervision.commands.serve.set_up_logs", lambda *_given: None)


@pytest.mark.parametrize("command", NEEDING_A_SCHEMA, ids=" ".join)
def test_no_command_works_on_a_database_without_schema(
    command: tuple[str, ...], fresh: Path
) -> None:
    fresh.touch()
    ran = run(*command)
    assert (ran.exit_code, ran.output, ran.sentence) == (
        2,
        "",
        f"The database has no schema yet; this release's newest step is {NEWEST_STEP}: "
        "run `sales-supervision db upgrade`.",
    )


@pytest.mark.parametrize("command", NEEDING_A_DATABASE, ids=" ".join)
def test_a_file_that_is_not_there_is_named_and_neither_it_nor_its_folder_is_made(
    command: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mistyped = tmp_path / "mistyped" / "days.db"
    use(monkeypatch, f"sqlite:///{mistyped}")
    ran = run(*command)
    assert (ran.exit_code, ran.output, ran.sentence) == (
        2,
        "",
        f"There is no database {mistyped}: set SALES_SUPERVISION_DATABASE_URL as the servers have "
        "it, or make a new one with `sales-supervision db upgrade`.",
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", NEEDING_A_SCHEMA, ids=" ".join)
def test_no_command_works_on_the_schema_of_another_release(
    command: tuple[str, ...], newest: Database
) -> None:
    with newest.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'of_next_year'"))
    ran = run(*command)
    assert ran.exit_code == 2
    assert ran.sentence.startswith(
        "The database is at step of_next_year, which this release does not know: "
    )


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        pytest.param("elsewhere://x/y", "elsewhere", id="unknown kind"),
        pytest.param("postgresql+no_such_driver://x/y", "no_such_driver", id="no driver"),
        pytest.param("sqlite:///garbage.txt", "file is not a database", id="another file"),
        pytest.param("sqlite:///garbage.txt/x.db", "garbage.txt", id="folder in the way"),
        pytest.param("sqlite:////proc/no/x.db", "No such file or directory", id="no folder"),
    ],
)
def test_a_database_that_cannot_be_opened_is_said_to_be(
    url: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "garbage.txt").write_text("This is no database. " * 500)
    use(monkeypatch, url)
    for command in (("db", "upgrade"), ("demo", "load")):
        ran = run(*command)
        assert (ran.exit_code, ran.output) == (2, "")
        assert ran.sentence.startswith("The database cannot be opened (")
        assert ran.sentence.endswith("; check SALES_SUPERVISION_DATABASE_URL.")
        assert reason in ran.sentence
        assert "\n" not in ran.sentence


@pytest.mark.parametrize(
    "url",
    ["days.db", "postgresql://ali:s3cret@host:port/sales"],
)
@pytest.mark.parametrize("command", [*NEEDING_A_SCHEMA, ("db", "upgrade"), ("checklist",)])
def test_what_is_no_address_is_refused_and_no_password_repeated(
    url: str, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, url)
    ran = run(*command)
    assert (ran.exit_code, ran.output) == (2, "")
    assert ran.sentence.startswith("SALES_SUPERVISION_DATABASE_URL: ")
    assert "must be an address such as " in ran.sentence
    assert "s3c" not in ran.sentence
    assert "\n" not in ran.sentence


def test_a_missing_driver_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    use(monkeypatch, "postgresql+psycopg://somewhere/sales")
    ran = run("db", "current")
    assert ran.exit_code == 2
    assert ran.sentence.startswith("The database cannot be opened (")
    assert "psycopg" in ran.sentence
