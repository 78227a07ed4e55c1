"""Live touches nothing; ready gives its reasons."""

from __future__ import annotations

import pytest

from sales_supervision.api import health
from sales_supervision.storage.engine import Database
from sales_supervision.storage.migrating import downgrade
from tests.operations.conftest import Watched


def test_ready_names_what_it_looked_at(watched: Watched) -> None:
    answer = watched.http.get("/health/ready")
    assert answer.status_code == 200
    checks = {check["name"]: check["status"] for check in answer.json()["checks"]}
    assert checks == {"database": "ok", "schema": "ok", "disk": "ok"}


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
    assert watched.http.get("/health/live").status_code == 200
