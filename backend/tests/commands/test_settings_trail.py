"""What the audit trail tells of the settings that a server starts with."""

from __future__ import annotations

from typing import Any

from sales_supervision.commands.operating import by_command
from sales_supervision.commands.settings_trail import note_settings
from sales_supervision.settings import Settings
from sales_supervision.storage.engine import Database
from tests.accounts.trails import everything_stored, trail
from tests.clocks import NOON

SECRET, OTHER = "kept by nobody else", "another that nobody knows"
ADDRESS = "postgresql://sales:hunter2@db.example.com/sales"


def start(database: Database, **settings: Any) -> list[str]:
    given = Settings.model_validate({"database_url": ADDRESS, **settings})
    return note_settings(database, given, by_command(), NOON)


def test_only_what_changed_since_the_start_before_is_told(newest: Database) -> None:
    assert start(newest, time_zone="Asia/Muscat", sign_in="accounts") == [
        "database_url",
        "time_zone",
    ]
    assert start(newest, time_zone="Asia/Muscat") == []
    assert start(newest, time_zone="Asia/Riyadh", port=9000) == ["time_zone"]
    told = trail(newest)[-1]
    assert (told.action, told.user_name) == ("settings_changed", "command line")
    assert told.detail is not None
    assert told.detail["settings"] == {
        "time_zone": {"before": "Asia/Muscat", "after": "Asia/Riyadh"}
    }
    assert start(newest) == ["time_zone"]


def test_of_a_secret_it_is_told_that_it_changed_and_nothing_else(newest: Database) -> None:
    start(newest)
    assert start(newest, oidc_client_secret=SECRET) == ["oidc_client_secret"]
    assert start(newest, oidc_client_secret=SECRET) == []
    assert start(newest, oidc_client_secret=OTHER) == ["oidc_client_secret"]
    stored = everything_stored(newest)
    for secret in (SECRET, OTHER, "hunter2"):
        assert secret not in stored
