"""An upgrade under load, and the way back: the release before reads everything written.

As docs/operations.md has it, on a database that both releases share.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import isclose
from pathlib import Path
from typing import Any

import httpx2
import pytest
from sqlalchemy import inspect

from sales_supervision.demo.loading import load_demo
from sales_supervision.storage.account_tables import user
from sales_supervision.storage.engine import Database
from tests.conftest import SMALL_DEMO
from tests.database_servers import address_of
from tests.deploy.conftest import days_of
from tests.deploy.crew import Crew, headers_of, let_in
from tests.deploy.proxy import Certificate, Proxy, free_port
from tests.deploy.releases import Release, ServerProcess, release_before

REQUESTS_A_SECOND = 30


@pytest.fixture
def both(shared: Database, tmp_path: Path) -> tuple[Release, Release]:
    """The release before and this one, on one database."""
    address = address_of(shared)
    before = release_before(tmp_path / "before")
    return Release(address, tmp_path, before), Release(address, tmp_path)


def test_an_upgrade_under_load_and_the_way_back_lose_nothing(
    shared: Database, both: tuple[Release, Release], tmp_path: Path, certificate: Certificate
) -> None:
    old, new = both
    step = _step_in(old.run("db", "upgrade"))
    load_demo(shared, SMALL_DEMO)
    days = days_of(shared)
    old_knows_accounts = inspect(shared.engine).has_table(user.name)
    if old_knows_accounts:
        let_in(shared, len(days))
    ports = (free_port(), free_port())
    trusted = certificate.trusted()
    servers: list[ServerProcess] = [old.serve(port) for port in ports]
    try:
        for server in servers:
            server.wait_until_ready()
        with Proxy(tmp_path, certificate, ports) as proxy:
            with Crew(proxy.address, days, REQUESTS_A_SECOND, trusted) as crew:
                assert _step_in(new.run("db", "upgrade")) != step
                if not old_knows_accounts:
                    let_in(shared, len(days))
                # Both releases work on the newest schema for a while.
                for number, port in enumerate(ports):
                    servers[number].stop()
                    servers[number] = new.serve(port)
                    servers[number].wait_until_ready()
            assert crew.kept.failures == [], proxy.errors()
            assert crew.kept.saved
            written = _all_of(proxy.address, days, trusted)

            for server in servers:
                server.stop()
            new.run("db", "backup", "before-the-way-back.bak")
            assert _step_in(new.run("db", "downgrade", step, "--yes")) == step
            old.run("db", "check")
            servers = [old.serve(port) for port in ports]
            for server in servers:
                server.wait_until_ready()

            read = _all_of(proxy.address, days, trusted)
            assert list(_differences(written, read)) == []
            with Crew(proxy.address, days, REQUESTS_A_SECOND, trusted) as again:
                again.wait_for_saves(len(days))
            assert again.kept.failures == [], proxy.errors()
    finally:
        for server in servers:
            server.kill()


def _step_in(said: str) -> str:
    return said.rpartition("at step ")[2].partition(" ")[0]


def _differences(before: Any, after: Any, path: str = "") -> Iterator[str]:
    """What is not as it was, each by its path: the whole would be too much to look through."""
    if isinstance(before, dict) and isinstance(after, dict):
        for name in sorted(before.keys() | after.keys()):
            yield from _differences(before.get(name), after.get(name), f"{path} > {name}")
    elif isinstance(before, float) and isinstance(after, float):
        # A mean is worked out anew by each release, and the one before added up in its own order.
        if not isclose(before, after, rel_tol=1e-12):
            yield f"{path}: {before!r} became {after!r}"
    elif before != after:
        yield f"{path}: {before!r} became {after!r}"


def _all_of(address: str, days: list[str], trusted: Any) -> dict[str, Any]:
    """What everybody sees of their day, and every version saved of it."""
    seen: dict[str, Any] = {}
    with httpx2.Client(base_url=address, verify=trusted, timeout=60) as http:
        for number, day in enumerate(days):
            headers = headers_of(f"Supervisor-{number}")
            opened = http.get(day, headers=headers).raise_for_status().json()
            seen[day] = {part: opened[part] for part in ("mode", "session", "draft", "state")}
            versions = http.get(f"{day}/versions", headers=headers).raise_for_status().json()
            seen[f"{day}/versions"] = versions
            for version in versions:
                path = f"{day}/versions/{version['record_version']}"
                seen[path] = http.get(path, headers=headers).raise_for_status().json()["state"]
    return seen
