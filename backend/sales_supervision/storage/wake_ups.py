"""Telling every process that a route day has news, from within the transaction that makes them."""

from __future__ import annotations

import json
from datetime import date

from sqlalchemy import Connection, func, select

CHANNEL = "sales_supervision_days"


def announce(connection: Connection, route_code: str, on: date) -> None:
    """PostgreSQL tells its listeners once the transaction is committed; others find out by asking.

    What is told is only that there is news: listeners read them from the tables.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_notify(CHANNEL, as_message(route_code, on))))


def as_message(route_code: str, on: date) -> str:
    """The route day as text for a channel."""
    return json.dumps([route_code, on.isoformat()])


def day_of_message(message: str | bytes) -> tuple[str, date] | None:
    """The route day that ``message`` names, None if it is not one of ours."""
    try:
        route_code, on = json.loads(message)
        return str(route_code), date.fromisoformat(on)
    except (ValueError, TypeError):
        return None
