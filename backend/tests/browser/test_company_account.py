"""The way to a company's account and back, through a real provider."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from sales_supervision.accounts.names import name_key
from sales_supervision.clock import system_clock
from sales_supervision.domain.access import EVERY_ROUTE, Role, User
from sales_supervision.storage.account_storage import ACCOUNTS, AccountStorage
from sales_supervision.storage.engine import Database
from tests.accounts.oidc_provider import OidcProviderProcess, oidc_provider
from tests.accounts.oidc_provider_process import USUAL_PERSON
from tests.browser.account_pages import served_with_accounts
from tests.browser.conftest import ROUTE, OpenBrowser, Serve
from tests.browser.english import english
from tests.browser.served import Server
from tests.deploy.proxy import free_port


@pytest.fixture(scope="module")
def provider() -> Iterator[OidcProviderProcess]:
    with oidc_provider(f"http://localhost:{free_port()}") as running:
        yield running


@pytest.fixture(scope="module")
def company(
    provider: OidcProviderProcess,
    serve: Serve,
    demo_file: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Server]:
    """A server to which Cedar, whose routes are every one, signs in with the company's account."""
    settings = {
        name: value if isinstance(value, str) else json.dumps(value)
        for name, value in provider.settings.items()
    }
    port = int(provider.public_url.rpartition(":")[2])
    folder = tmp_path_factory.mktemp("company")
    with served_with_accounts(serve, demo_file, folder, port, **settings) as server:
        _add_cedar(server.database, provider.issuer)
        yield server


def _add_cedar(file: Path, issuer: str) -> None:
    database = Database(f"sqlite:///{file}")
    cedar = User("Cedar", Role.MANAGER, EVERY_ROUTE)
    with database.writing(ACCOUNTS) as connection:
        storage = AccountStorage(connection)
        storage.add(cedar, name_key(cedar.user_name), system_clock())
        storage.link_identity(cedar.user_name, issuer, str(USUAL_PERSON["sub"]))
    database.dispose()


def test_after_the_company_s_account_the_page_asked_for_is_open(
    open_browser: OpenBrowser, company: Server, provider: OidcProviderProcess
) -> None:
    """Though the provider refuses first, which is said with what to do."""
    shown = open_browser(company.address)
    page = shown.page
    with_account = page.get_by_role("link", name=english("signIn:with", provider="Bakery ID"))
    shown.watch.expected_statuses.add(401)
    page.goto(f"{shown.address}/?route={ROUTE}")
    expect(page).to_have_url(f"{shown.address}/sign-in")

    provider.tell(at=system_clock(), erring={"error": "access_denied"})
    with_account.click()
    refused = english("signIn:problem.not-completed", provider="Bakery ID")
    expect(page.get_by_role("alert")).to_have_text(refused)
    expect(page).to_have_url(f"{shown.address}/sign-in")

    provider.tell(at=system_clock())
    with_account.click()
    expect(page).to_have_url(re.compile(f"^{re.escape(shown.address)}/\\?route={ROUTE}"))
    expect(shown.badge("live")).to_be_visible()
    me = page.get_by_role("button", name=english("identity:open", name="Cedar"))
    expect(me).to_be_visible()
