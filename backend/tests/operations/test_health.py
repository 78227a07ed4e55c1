"""Live touches nothing; ready gives its reasons."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from sales_supervision.api import health
from sales_supervision.storage.engine import Database
from sales_supervision.storage.migrating import downgrade
from sales_supervision.storage.unavailability import why_unavailable
from tests.http.made_day import AMAL
from tests.operations.conftest import Json, Watched


def statuses(answer: Json) -> dict[str, str]:
    return {check["name"]: check["status"] for check in answer["checks"]}


def test_ready_names_what_it_looked_at(watched: Watched) -> None:
    answer = watched.http.get("/health/ready")
    assert answer.status_code == 200
    assert statuses(answer.json()) == {"database": "ok", "schema": "ok", "disk": "ok"}


def test_a_disk_that_fills_is_a_warning_and_reading_goes_on(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "free_bytes", lambda _url: 12_000_000)
    answer = watched.http.get("/health/ready")
    assert answer.status_code == 200
    assert answer.json()["status"] == "warning"
    assert "Only 12 MB" in answer.json()["checks"][-1]["reason"]


def test_an_older_schema_is_not_ready_and_says_what_to_run(
    watched: Watched, database: Database
) -> None:
    downgrade(database, "presence")
    answer = watched.http.get("/health/ready")
    assert answer.status_code == 503
    assert "db upgrade" in answer.json()["detail"]
    assert answer.json()["errors"][0]["field"] == "schema"
    assert answer.json()["title"] == "The schema is not of this release"
    assert statuses(answer.json()) == {"database": "ok", "schema": "failed", "disk": "ok"}
    assert watched.scraped("problems_total", type="database-unavailable") == 0
    assert watched.http.get("/health/live").status_code == 200


def test_a_database_file_that_was_moved_is_not_ready_and_takes_nothing(
    watched: Watched, database: Database
) -> None:
    if database.dialect != "sqlite":
        pytest.skip("only SQLite's file lies here")
    file = Path(str(database.url.database))
    assert watched.http.get("/health/ready").status_code == 200
    moved = file.rename(file.with_name("moved.db"))
    answer = watched.http.get("/health/ready")
    assert answer.status_code == 503
    assert "was moved, removed or replaced" in answer.json()["detail"]
    assert statuses(answer.json()) == {"database": "failed", "disk": "ok"}
    assert watched.day.try_visit(AMAL, {}).status_code == 503
    assert not file.exists()
    moved.rename(file)
    assert watched.http.get("/health/ready").status_code == 200


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ('FATAL: password authentication failed for user "sales"', "It refuses the user or the"),
        ("connection to 10.0.0.7, port 5432 failed: Connection refused", "Nothing listens at its"),
        ("FATAL: sorry, too many clients already", "It has no connection left."),
        ("secret words", "It does not answer; the log of this server says why."),
    ],
)
def test_the_reason_is_told_without_addresses_and_names(said: str, reason: str) -> None:
    told = why_unavailable(OperationalError("SELECT 1", {}, Exception(said)))
    assert told.startswith(reason)
    assert not any(word in told for word in ("sales", "10.0.0.7", "5432", "secret"))
