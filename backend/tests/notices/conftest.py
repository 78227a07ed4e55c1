"""Real server processes, one or several on one database, and what is done on them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import httpx2
import pytest

from sales_supervision.storage.engine import Database
from tests.browser.served import Server
from tests.clocks import TODAY
from tests.database_servers import address_of
from tests.http.made_day import ROUTE, feed_made_day

StartServer = Callable[..., "DayServer"]


class DayServer:
    """A server process and the made day on it."""

    def __init__(self, server: Server) -> None:
        self.server = server
        server.wait_until_ready()
        self.day = f"{server.address}/api/days/{ROUTE}/{TODAY.isoformat()}"

    def save(self, user_name: str) -> None:
        self._change(user_name, "session", 201)

    def reopen(self, user_name: str, reason: str) -> None:
        self._change(f"manager:{user_name}", "session/reopen", 200, {"reason": reason})

    def _change(
        self, user_name: str, path: str, status: int, body: dict[str, str] | None = None
    ) -> None:
        """Ask as somebody who has just opened the day."""
        cookie = {"Cookie": f"supervisor_name={user_name}"}
        tag = httpx2.get(self.day, headers=cookie).headers["Version-Tag"]
        answer = httpx2.post(
            f"{self.day}/{path}",
            headers=cookie | {"If-Match": tag, "Idempotency-Key": str(uuid4())},
            json=body,
        )
        assert answer.status_code == status, answer.text


@pytest.fixture
def start_server(database: Database, tmp_path: Path) -> Iterator[StartServer]:
    """Start server processes on this test's database, which holds the made day."""
    feed_made_day(database)
    servers: list[Server] = []

    def start(**settings: str) -> DayServer:
        file = tmp_path / f"server-{len(servers)}.db"
        servers.append(Server(file, {"database_url": address_of(database)} | settings))
        return DayServer(servers[-1])

    yield start
    for server in servers:
        server.kill()
