"""``openapi``: the description from which the page's types are made."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands.command_line import run

COMMITTED = Path(__file__).parents[3] / "frontend" / "openapi.json"


def test_the_committed_description_is_the_one_of_this_release(fresh: Path) -> None:
    """And printing it needs no database and leaves none."""
    ran = run("openapi")
    assert ran.exit_code == 0
    assert json.loads(ran.output)["info"]["title"] == "Sales Supervision"
    assert ran.output == COMMITTED.read_text(encoding="utf-8"), (
        "frontend/openapi.json is out of date: run `make openapi`."
    )
    assert list(fresh.parent.glob("*.db*")) == []


def test_settings_of_a_deployment_do_not_show_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SALES_SUPERVISION_USER_NAME", "Hind from the office")
    monkeypatch.setenv("SALES_SUPERVISION_WEB_FOLDER", "/nowhere")
    printed = run("openapi").output
    assert "Hind from the office" not in printed
    assert "/nowhere" not in printed
    assert printed == COMMITTED.read_text(encoding="utf-8")
