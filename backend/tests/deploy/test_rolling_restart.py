"""Two servers behind the shipped nginx are restarted in turn while people work: nothing fails."""

from __future__ import annotations

from pathlib import Path

import httpx2

from sales_supervision.demo.loading import load_demo
from sales_supervision.storage.engine import Database
from sales_supervision.storage.migrating import upgrade
from sales_supervision.storage.notice_storage import NoticeStorage
from tests.conftest import SMALL_DEMO
from tests.database_servers import address_of
from tests.deploy.conftest import days_of
from tests.deploy.crew import Crew, Ear, let_in
from tests.deploy.proxy import Certificate, Proxy, free_port
from tests.deploy.releases import Release

REQUESTS_A_SECOND = 50


def test_a_rolling_restart_under_load_fails_no_request_and_loses_no_notice(
    shared: Database, tmp_path: Path, certificate: Certificate
) -> None:
    upgrade(shared)
    load_demo(shared, SMALL_DEMO)
    release = Release(address_of(shared), tmp_path)
    ports = (free_port(), free_port())
    servers = [release.serve(port) for port in ports]
    days = days_of(shared)
    let_in(shared, len(days))
    trusted = certificate.trusted()
    try:
        for server in servers:
            server.wait_until_ready()
        with (
            Proxy(tmp_path, certificate, ports) as proxy,
            Ear(proxy.address, days[0], trusted) as ear,
        ):
            with Crew(proxy.address, days, REQUESTS_A_SECOND, trusted) as crew:
                for number, port in enumerate(ports):
                    answered = crew.kept.answers.total()
                    servers[number].stop()
                    servers[number] = release.serve(port)
                    servers[number].wait_until_ready()
                    assert crew.kept.answers.total() > answered
            notices = notices_of(shared, days[0])
            ear.wait_for(notices[-1][0])
            assert httpx2.get(proxy.plain_address).headers["location"] == "https://localhost/"
        assert crew.kept.failures == [], proxy.errors()
        assert ear.heard == notices
        assert ear.connections >= 2  # the first, and one after its server went
    finally:
        for server in servers:
            server.kill()


def notices_of(database: Database, day: str) -> list[tuple[int, str, int]]:
    """What was saved and reopened of a day: id, kind and version."""
    route, on = day.split("/")[-2:]
    with database.reading() as connection:
        return [
            (entry.audit_id, entry.action.removeprefix("session_"), entry.record_version)
            for entry in NoticeStorage(connection).after(0)
            if (entry.route_code, entry.on.isoformat()) == (route, on)
        ]
