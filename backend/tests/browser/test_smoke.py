"""``smoke`` against a real server, over HTTP and in a browser, and what it says of broken ones."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import httpx2
import pytest
from junitparser import JUnitXml
from playwright.sync_api import Browser

from sales_supervision import __version__
from sales_supervision.accounts.api_tokens import PREFIX
from sales_supervision.accounts.secret_values import kept_of
from sales_supervision.clock import system_clock
from sales_supervision.domain.access import Permission, Role
from sales_supervision.smoke.deployment import Deployment, SmokeDay
from sales_supervision.smoke.in_browser import IN_BROWSER, _DayInBrowser
from sales_supervision.smoke.over_http import OF_A_DAY
from sales_supervision.smoke.page_texts import TEXTS
from sales_supervision.smoke.steps import Report, Result, StepFailedError
from sales_supervision.storage import tables
from sales_supervision.storage.account_storage import ACCOUNTS
from sales_supervision.storage.api_token_storage import ApiToken, ApiTokenStorage
from sales_supervision.storage.catalogue_storage import CatalogueStorage
from sales_supervision.storage.engine import Database
from tests.browser.conftest import Serve
from tests.browser.english import english
from tests.browser.served import Server
from tests.deploy.proxy import Proxy, make_certificate
from tests.people import add_person

TOKEN = f"{PREFIX}of-a-test"


def smoke(
    *arguments: str, token: str | None = None, trusting: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """In a process of its own: Playwright keeps an event loop in this one."""
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("SALES_SUPERVISION_")}
    return subprocess.run(
        [sys.executable, "-m", "sales_supervision", "smoke", *arguments],
        env=inherited
        | {"COLUMNS": "300"}
        | ({"SALES_SUPERVISION_TOKEN": token} if token else {})
        | ({"SSL_CERT_FILE": str(trusting)} if trusting else {}),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("key", TEXTS)
def test_the_page_is_found_by_its_own_words(key: str) -> None:
    assert TEXTS[key] == english(key, name="{{name}}", item="{{item}}")


@pytest.fixture
def with_accounts(serve: Serve, demo_file: Path, tmp_path: Path) -> Server:
    """A server for people with accounts, and a token of an administrator."""
    server = serve(Path(shutil.copy(demo_file, tmp_path / "demo.db")), sign_in="accounts")
    database = Database(f"sqlite:///{server.database}")
    add_person(database, "Huda", Role.ADMINISTRATOR, has_password=False)
    made = system_clock()
    token = ApiToken(
        "smoke", "Huda", "smoke", frozenset(Permission), made, made + timedelta(days=1)
    )
    with database.writing(ACCOUNTS) as connection:
        ApiTokenStorage(connection).add(token, kept_of(TOKEN))
    database.dispose()
    server.wait_until_ready()
    return server


def test_a_sound_deployment_passes_and_nothing_is_left(
    with_accounts: Server, chromium: Browser, tmp_path: Path
) -> None:
    server = with_accounts
    before = rows(server)
    program = shutil.which(os.environ.get("SALES_SUPERVISION_CHROMIUM") or "chromium")
    assert program

    ran = smoke(
        *("--url", server.address, "--version", __version__, "--browser"),
        *("--chromium", program, "--junit", str(tmp_path / "smoke.xml")),
        token=TOKEN,
    )

    assert ran.returncode == 0, ran.stdout + ran.stderr
    (suite,) = JUnitXml.fromfile(str(tmp_path / "smoke.xml"))
    passed = {case.name for case in suite if case.is_passed}
    assert passed >= {"Health", "Open page", *OF_A_DAY, *IN_BROWSER}
    assert suite.failures == suite.skipped == 0
    assert rows(server) == before
    assert figures(server) == []


def test_without_a_token_it_says_what_is_missing(with_accounts: Server) -> None:
    ran = smoke("--url", with_accounts.address)
    assert ran.returncode == 1
    assert "Nobody is signed in: set SALES_SUPERVISION_TOKEN to one that may view" in ran.stdout


def test_a_certificate_of_ones_own_is_trusted_where_it_is_named(
    with_accounts: Server, chromium: Browser, tmp_path: Path
) -> None:
    program = shutil.which(os.environ.get("SALES_SUPERVISION_CHROMIUM") or "chromium")
    assert program
    port = int(with_accounts.address.rpartition(":")[2])
    certificate = make_certificate(tmp_path)
    with Proxy(tmp_path, certificate, (port, port)) as proxy:
        there = ("--url", proxy.address)
        refused = smoke(*there, token=TOKEN)
        assert refused.returncode == 1
        assert "name its authority in SSL_CERT_FILE" in refused.stdout
        ran = smoke(
            *(*there, "--browser", "--chromium", program),
            token=TOKEN,
            trusting=certificate.certificate,
        )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert " passed, 0 failed, 0 skipped." in ran.stdout


def test_a_page_that_does_not_open_lets_no_later_step_pass() -> None:
    class Page:
        def on(self, *_: object) -> None: ...

        def goto(self, _url: str) -> None:
            raise StepFailedError("net::ERR_CERT_AUTHORITY_INVALID")

    report = Report()
    with Deployment("https://localhost:9", None) as deployment:
        day = _DayInBrowser(deployment, SmokeDay("SMOKE", "1901-01-01"), cast(Any, Page()))
        for name, work in zip(IN_BROWSER, day.works(), strict=True):
            report.try_step(name, work)
    assert [step.result for step in report.steps] == [
        Result.FAILED,
        *[Result.SKIPPED] * (len(IN_BROWSER) - 1),
    ]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--quick", "--browser"), "leave one of them"),
        (("--junit", "/no/such/folder/smoke.xml"), "name a file in a folder that is there"),
    ],
)
def test_what_would_be_noticed_too_late_is_refused_first(
    arguments: tuple[str, ...], sentence: str
) -> None:
    ran = smoke("--url", "http://127.0.0.1:9", *arguments)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert sentence in ran.stderr


def test_a_page_that_is_not_built_fails(serve: Serve, demo_file: Path, tmp_path: Path) -> None:
    server = serve(Path(shutil.copy(demo_file, tmp_path)), web_folder=str(tmp_path))
    server.wait_until_ready()
    ran = smoke("--url", server.address)
    assert ran.returncode == 1
    assert "GET / was answered with 503, not with 200." in ran.stdout


def test_another_version_than_the_one_deployed_fails(server: Server) -> None:
    ran = smoke("--url", server.address, "--version", "9.9.9")
    assert ran.returncode == 1
    assert f"Version {__version__} answers; 9.9.9 was to be deployed." in ran.stdout


def test_a_route_that_is_somebodys_is_not_touched(
    serve: Serve, demo_file: Path, tmp_path: Path
) -> None:
    server = serve(Path(shutil.copy(demo_file, tmp_path)), smoke_route="1004")
    server.wait_until_ready()
    before = rows(server)
    ran = smoke("--url", server.address)
    assert ran.returncode == 1
    assert "The code 1004, reserved for smoke tests, is that of a route" in ran.stdout
    assert "There is no smoke day." in ran.stdout
    assert rows(server) == before


def test_a_browser_that_does_not_start_is_a_failed_step(server: Server, tmp_path: Path) -> None:
    server.wait_until_ready()
    file = tmp_path / "smoke.xml"
    ran = smoke(
        *("--url", server.address, "--browser", "--chromium", "/bin/false"),
        *("--junit", str(file)),
    )
    assert ran.returncode == 1, ran.stdout + ran.stderr
    assert "/bin/false does not start as a browser (" in ran.stdout
    (suite,) = JUnitXml.fromfile(str(file))
    assert (suite.failures, suite.skipped) == (1, len(IN_BROWSER))
    assert "Traceback" not in ran.stderr


def test_a_server_that_does_not_answer_is_told_in_a_sentence() -> None:
    ran = smoke("--url", "http://127.0.0.1:9")
    assert ran.returncode == 1
    assert "http://127.0.0.1:9/health/live does not answer (" in ran.stdout
    assert "Traceback" not in ran.stderr


def figures(server: Server) -> list[str]:
    """What the server counts of requests; what else the test asked of it is a health check."""
    scraped = httpx2.get(f"{server.address}/metrics").text
    counted = re.findall(r'^sales_supervision_requests_total{.*route="([^"]+)"', scraped, re.M)
    assert counted
    return [route for route in counted if not route.startswith("/health/")]


def rows(server: Server) -> dict[str, int]:
    """How many rows the tables have that reports read."""
    database = Database(f"sqlite:///{server.database}")
    with database.reading() as connection:
        counted = {
            table.name: len(connection.execute(table.select()).all())
            for table in (
                tables.route_summary,
                tables.customer_summary,
                tables.item_details,
                tables.draft,
                tables.customer,
                tables.item,
            )
        }
        counted["routes"] = len(CatalogueStorage(connection).routes())
    database.dispose()
    return counted
