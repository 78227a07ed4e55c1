"""The connection is cut after the commit and before the answer; the page asks again."""

from __future__ import annotations

import socket
from datetime import date
from uuid import uuid4

import httpx2
import pytest

from sales_supervision.storage.engine import Database
from tests.database_servers import address_of
from tests.reliability.killable_server import KillableServer, quick_starts
from tests.reliability.many_days import CUSTOMERS, ITEMS, ROUTE, feed_many_days
from tests.reliability.stored_save import stored_save

PATIENCE = 20.0


def test_a_save_whose_answer_is_lost_is_answered_again_and_makes_no_conflict(
    database: Database,
) -> None:
    [on] = feed_many_days(database, 1)
    key = str(uuid4())
    with (
        KillableServer(address_of(database), quick_starts()) as server,
        httpx2.Client(base_url=server.address, timeout=PATIENCE) as client,
    ):
        body = {"actuals": dict.fromkeys(ITEMS, 7)}
        client.put(f"{_day(on)}/visits/{CUSTOMERS[0]}", json=body).raise_for_status()
        tag = client.get(_day(on)).headers["Version-Tag"]
        _save_and_hang_up(server, on, key, tag)
        _await_commit(client, on)
        assert stored_save(database, on, key).is_whole
        headers = {"If-Match": tag, "Idempotency-Key": key}
        again = client.post(f"{_day(on)}/session", headers=headers)
        assert again.status_code == 201, again.text
        assert again.json()["session"]["record_version"] == 1
        assert again.json()["session"] == client.get(_day(on)).json()["session"]
    assert stored_save(database, on, key).is_whole


def _save_and_hang_up(server: KillableServer, on: date, key: str, tag: str) -> None:
    host, port = server.address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as connection:
        connection.sendall(
            f"POST {_day(on)}/session HTTP/1.1\r\nHost: {host}\r\nIf-Match: {tag}\r\n"
            f"Idempotency-Key: {key}\r\nContent-Length: 0\r\n\r\n".encode()
        )


def _await_commit(client: httpx2.Client, on: date) -> None:
    """Each look is a request: the server answers when it has got to it."""
    for _ in range(500):
        if client.get(_day(on)).json()["mode"] == "historical":
            return
    pytest.fail("The save was not committed though its request had arrived.")


def _day(on: date) -> str:
    return f"/api/days/{ROUTE}/{on.isoformat()}"
