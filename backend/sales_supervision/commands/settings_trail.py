"""Which settings a server starts with that are not those of the start before, in the trail."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from pydantic import SecretStr

from sales_supervision.accounts.device import By
from sales_supervision.accounts.trail import note
from sales_supervision.domain.access import EVERY_ROUTE
from sales_supervision.settings import Settings
from sales_supervision.storage.audit_storage import AuditSearch, AuditStorage
from sales_supervision.storage.engine import Database
from sales_supervision.storage.retrying import retried

CHANGED = "settings_changed"

_SETTINGS = "settings"
"""The lock of whoever notes settings."""

_OF_THE_PROCESS = frozenset({"host", "port"})
"""Where a server listens is its own: two beside each other would take turns in the trail."""

_MARK_DIGITS = 3
"""12 bits of a hash: enough to notice another secret, and too little to find it by."""


@retried
def note_settings(database: Database, settings: Settings, by: By, now: datetime) -> list[str]:
    """Record what differs from the start before, or from the defaults; returns the names.

    A secret is told as a mark that changes with it. Raises DatabaseUnavailableError.
    """
    with database.writing(_SETTINGS) as connection:
        before = _told(Settings.model_construct())
        past = AuditStorage(connection).search(AuditSearch(action=CHANGED), EVERY_ROUTE, 10_000)
        for record in reversed(past):
            changes = (record.entry.detail or {}).get("settings", {})
            before |= {name: change["after"] for name, change in changes.items()}
        changed = {
            name: {"before": before.get(name), "after": value}
            for name, value in _told(settings).items()
            if before.get(name) != value
        }
        if changed:
            note(connection, CHANGED, by.user_name, by.device, now, settings=changed)
        return sorted(changed)


def _told(settings: Settings) -> dict[str, Any]:
    shown = settings.model_dump(mode="json")
    return {
        name: _without_secret(name, getattr(settings, name), shown[name])
        for name in sorted(shown)
        if name not in _OF_THE_PROCESS
    }


def _without_secret(name: str, value: object, shown: Any) -> Any:
    if isinstance(value, SecretStr):
        return f"secret {_mark(name, value.get_secret_value())}"
    if isinstance(value, str) and "://" in value:
        address = urlsplit(value)
        if address.password or address.query:
            plain = address._replace(netloc=address.netloc.rpartition("@")[2], query="")
            return f"{plain.geturl()} with secret {_mark(name, value)}"
    return shown


def _mark(name: str, secret: str) -> str:
    return f"#{sha256(f'{name}:{secret}'.encode()).hexdigest()[:_MARK_DIGITS]}"
