"""A browser, the built page, and for each test a server of its own over a fresh demo."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, BrowserContext, ViewportSize, expect, sync_playwright

from sales_supervision.app import PAGE_IN_PACKAGE
from sales_supervision.demo.generator import DemoSpec
from sales_supervision.demo.loading import load_demo
from sales_supervision.storage.engine import Database
from tests.browser.day_api import DayApi
from tests.browser.day_page import DayPage
from tests.browser.english import FRONTEND
from tests.browser.served import Server

HERE = Path(__file__).parent
ROUTE = "1004"
DESKTOP = {"width": 1440, "height": 900}
PHONE_SIZE: ViewportSize = {"width": 390, "height": 844}
PHONE = {
    "viewport": PHONE_SIZE,
    "is_mobile": True,
    "has_touch": True,
    "device_scale_factor": 2,
}
PATIENCE = 10_000
"""Milliseconds until something that should appear is missed; generous, for slow machines."""

_CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_RESULTS = HERE.parents[1] / "test-results"
_FAILED = pytest.StashKey[bool]()

Serve = Callable[..., Server]
OpenBrowser = Callable[..., DayPage]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report: pytest.TestReport = yield  # type: ignore[assignment]
    if report.when == "call":
        item.stash[_FAILED] = report.failed
    return report  # type: ignore[return-value]


@pytest.fixture(scope="session")
def web_folder() -> Path:
    """The built page: the folder that the environment names, or the package's if it is fresh."""
    if chosen := os.environ.get("SALES_SUPERVISION_WEB_FOLDER"):
        return Path(chosen).resolve()
    index = PAGE_IN_PACKAGE / "index.html"
    if not index.is_file():
        pytest.fail("The page is not built; run `make build` first.", pytrace=False)
    sources = [FRONTEND / "index.html", *(FRONTEND / "src").rglob("*"), *FRONTEND.glob("*.json")]
    newest = max(
        (source for source in sources if source.is_file() and ".test." not in source.name),
        key=lambda source: source.stat().st_mtime,
    )
    if newest.stat().st_mtime > index.stat().st_mtime:
        pytest.fail(
            f"{newest.relative_to(FRONTEND.parent)} is newer than the built page; "
            "run `make build` first.",
            pytrace=False,
        )
    return PAGE_IN_PACKAGE


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests; each gets contexts of its own in it."""
    path = shutil.which(os.environ.get("SALES_SUPERVISION_CHROMIUM") or "chromium")
    if path is None:
        pytest.fail(
            "There is no Chromium; install it (Debian: apt install chromium) or name it with "
            "SALES_SUPERVISION_CHROMIUM.",
            pytrace=False,
        )
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(_CHROMIUM_FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def time_zone() -> str:
    """A zone where it is about noon: today stays today, and the vans are half-way."""
    return f"Etc/GMT{datetime.now(UTC).hour - 12:+d}"


@pytest.fixture(scope="session")
def demo_file(
    empty_template: Path, tmp_path_factory: pytest.TempPathFactory, time_zone: str
) -> Path:
    """A demo of today: three routes, among them 1004, of up to 18 customers and 30 items."""
    file = tmp_path_factory.mktemp("demo") / "demo.db"
    shutil.copy(empty_template, file)
    database = Database(f"sqlite:///{file}")
    now = datetime.now(UTC)
    load_demo(
        database,
        DemoSpec(
            today=now.astimezone(ZoneInfo(time_zone)).date(),
            now=now,
            time_zone=time_zone,
            routes=3,
            customers=(14, 18),
            items=30,
            history_days=90,
            plan_days=5,
        ),
    )
    with database.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.dispose()
    return file


@pytest.fixture(scope="session")
def serve(time_zone: str, web_folder: Path) -> Iterator[Serve]:
    """Start a server over a database file, with settings of the test's own; not waited for."""
    servers: list[Server] = []

    def start(database: Path, port: int = 0, **settings: str) -> Server:
        common = {"time_zone": time_zone, "web_folder": str(web_folder)}
        servers.append(Server(database, common | settings, port))
        return servers[-1]

    yield start
    for server in servers:
        server.kill()


@pytest.fixture(scope="session")
def take_server(
    serve: Serve, demo_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[], Server]:
    """Hand out servers over a fresh demo each; the next starts up while a test is at work."""
    spares: list[Server] = []

    def prepare_spare() -> None:
        spares.append(serve(Path(shutil.copy(demo_file, tmp_path_factory.mktemp("served")))))

    def take() -> Server:
        if not spares:
            prepare_spare()
        server = spares.pop()
        prepare_spare()
        server.wait_until_ready()
        return server

    return take


@pytest.fixture
def server(take_server: Callable[[], Server]) -> Iterator[Server]:
    """A server of this test's own over a fresh demo of today."""
    server = take_server()
    yield server
    server.kill()


@pytest.fixture
def api(server: Server) -> Iterator[DayApi]:
    """Route 1004 today, beside the page."""
    with DayApi(server.address, ROUTE) as api:
        yield api


@pytest.fixture
def open_browser(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[OpenBrowser]:
    """A page in a browser context of its own, as another person or device has it.

    The test fails on whatever the pages complain of; screenshots and a trace are kept then.
    """
    contexts: list[BrowserContext] = []
    pages: list[DayPage] = []

    def open_one(address: str, **options: Any) -> DayPage:
        context = chromium.new_context(**{"viewport": DESKTOP, "locale": "en-GB"} | options)
        context.set_default_timeout(PATIENCE)
        context.tracing.start(snapshots=True)
        contexts.append(context)
        pages.append(DayPage(context.new_page(), address))
        return pages[-1]

    yield open_one
    complaints = [complaint for page in pages for complaint in page.watch.complaints]
    failed = request.node.stash.get(_FAILED, True) or bool(complaints)
    for number, (context, page) in enumerate(zip(contexts, pages, strict=True)):
        if failed:
            evidence = _RESULTS / f"{request.node.name}-{number}"
            page.page.screenshot(path=evidence.with_suffix(".png"), full_page=True)
            context.tracing.stop(path=evidence.with_suffix(".zip"))
        context.close()
    assert complaints == []


@pytest.fixture
def day_page(open_browser: OpenBrowser, server: Server) -> DayPage:
    """The page on a desk, not opened yet."""
    return open_browser(server.address)
