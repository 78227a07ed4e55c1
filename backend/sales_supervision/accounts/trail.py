"""What the audit trail says of accounts. Never a password, a cookie, a token or a link."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from sales_supervision.accounts.device import Device
from sales_supervision.storage.audit_storage import AuditEntry, AuditStorage


def note(
    connection: Connection,
    action: str,
    by: str,
    device: Device,
    now: datetime,
    **detail: object,
) -> None:
    """Record, in the caller's transaction, what ``by`` did from ``device``."""
    origin = {"address": device.address, "system_user": device.system_user}
    told = {name: value for name, value in origin.items() if value}
    AuditStorage(connection).record(
        AuditEntry(action, by, request_id=device.request_id, detail={**told, **detail}), now
    )
