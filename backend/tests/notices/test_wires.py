"""Processes wake each other: here the look of each second is as good as switched off."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from threading import Thread

import pytest
from anyio import to_thread
from fakeredis import TcpFakeServer
from sqlalchemy import text

from sales_supervision.notices import hub as hub_module
from sales_supervision.notices.hub import NoticeHub
from sales_supervision.notices.notice import Saved
from sales_supervision.notices.postgresql import PostgresqlWire
from sales_supervision.notices.redis import RedisWire
from sales_supervision.notices.subscription import Subscription
from sales_supervision.notices.wire import Wire
from sales_supervision.storage.audit_storage import AuditEntry, AuditStorage
from sales_supervision.storage.engine import Database
from tests.clocks import TODAY

DAY = ("R1", TODAY)
PATIENCE = 30.0


@pytest.fixture(autouse=True)
def no_polling(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub_module, "LOOK_SECONDS", 3_600.0)
    monkeypatch.setattr(hub_module, "FIRST_WAIT_SECONDS", 0.05)


@pytest.fixture
def redis_address() -> Iterator[str]:
    server = TcpFakeServer(("127.0.0.1", 0), server_type="redis")
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"redis://127.0.0.1:{server.server_address[1]}/0"
    server.shutdown()
    server.server_close()


def system_clock() -> datetime:
    return datetime.now(UTC)


def save(database: Database, version: int) -> None:
    entry = AuditEntry("session_saved", "Maryam", *DAY, record_version=version)
    with database.writing() as connection:
        AuditStorage(connection).record(entry, system_clock())


@asynccontextmanager
async def listening(database: Database, *wires: Wire) -> AsyncIterator[tuple[NoticeHub, Told]]:
    """Another process that listens to the day; only a wire makes it look again."""
    hub = NoticeHub(database, system_clock, wires)
    async with hub.running(), hub.watching(DAY, "Huda", "tab", None) as subscription:
        told = Told(subscription)
        await told.people("Huda")
        yield hub, told


class Told:
    def __init__(self, subscription: Subscription) -> None:
        self._news = subscription.news()

    async def version(self) -> int:
        async with asyncio.timeout(PATIENCE):
            async for news in self._news:
                if isinstance(news, Saved):
                    return news.record_version
        raise AssertionError("The stream ended.")

    async def people(self, *names: str) -> None:
        async with asyncio.timeout(PATIENCE):
            async for news in self._news:
                if isinstance(news, tuple) and [one.user_name for one in news] == list(names):
                    return
        raise AssertionError("The stream ended.")


def test_postgresql_wakes_a_process_when_another_commits(database: Database) -> None:
    if database.dialect != "postgresql":
        pytest.skip("PostgreSQL alone does this.")

    async def run() -> None:
        async with listening(database, PostgresqlWire(database.url)) as (_, told):
            await to_thread.run_sync(save, database, 1)
            assert await told.version() == 1

    asyncio.run(run())


def test_the_process_listens_again_when_the_connection_broke(database: Database) -> None:
    if database.dialect != "postgresql":
        pytest.skip("PostgreSQL alone does this.")
    others = text(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE application_name = 'sales-supervision notices' AND datname = current_database()"
    )

    def break_connection() -> None:
        is_broken = False
        while not is_broken:
            with database.writing() as connection:
                is_broken = bool(connection.execute(others).all())

    async def run() -> None:
        async with listening(database, PostgresqlWire(database.url)) as (_, told):
            for version in (1, 2):
                await to_thread.run_sync(break_connection)
                # Told now or as soon as the process listens again: nothing is lost between.
                await to_thread.run_sync(save, database, version)
                assert await told.version() == version

    asyncio.run(run())


def test_redis_wakes_a_process_when_another_tells(database: Database, redis_address: str) -> None:
    async def run() -> None:
        async with listening(database, RedisWire(redis_address)) as (_, told):
            other = NoticeHub(database, system_clock, [RedisWire(redis_address)])
            async with other.running():  # Nobody listens there.
                await to_thread.run_sync(save, database, 1)
                other.tell(DAY)
                assert await told.version() == 1

    asyncio.run(run())


def test_a_process_wakes_itself(database: Database) -> None:
    async def run() -> None:
        async with listening(database) as (hub, told):
            await to_thread.run_sync(save, database, 1)
            hub.tell(DAY)
            assert await told.version() == 1

    asyncio.run(run())
