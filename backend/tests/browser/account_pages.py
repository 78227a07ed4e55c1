"""A server whose people sign in, and the pages on which they do."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import expect

from sales_supervision.accounts.composition import compose_accounts
from sales_supervision.accounts.device import By, Device
from sales_supervision.clock import system_clock
from sales_supervision.domain.access import EVERY_ROUTE, Role, Scope
from sales_supervision.settings import Settings
from sales_supervision.storage.engine import Database
from tests.browser.day_page import DayPage
from tests.browser.english import english
from tests.browser.served import Server

PASSWORD = "lantern gravel otter seventeen"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account and the password PASSWORD."""

    user_name: str
    role: Role
    scope: Scope = EVERY_ROUTE


HUDA = Person("Huda Khalid", Role.SUPERVISOR, Scope(routes=frozenset({"1004"})))
MARYAM = Person("Maryam Ali", Role.SUPERVISOR)
OMAR = Person("Omar Nasser", Role.ADMINISTRATOR)
PEOPLE = (HUDA, MARYAM, OMAR)


@contextmanager
def served_with_accounts(
    serve: Callable[..., Server], demo_file: Path, folder: Path, port: int = 0, **settings: str
) -> Iterator[Server]:
    """A server over a fresh demo, to which PEOPLE sign in."""
    database = Path(shutil.copy(demo_file, folder))
    _add_people(database)
    server = serve(database, port, **{"sign_in": "accounts", **settings})
    server.wait_until_ready()
    yield server
    server.kill()


def _add_people(file: Path) -> None:
    database = Database(f"sqlite:///{file}")
    accounts = compose_accounts(database, Settings(), system_clock)
    by = By("Tests", Device("127.0.0.1", "The tests"))
    for person in PEOPLE:
        accounts.users.add(person.user_name, person.role, person.scope, by, PASSWORD)
    accounts.close()
    database.dispose()


def sign_in(page: DayPage, person: Person, password: str = PASSWORD) -> None:
    """Fill in the form that is open, and wait until the sign-in page is left."""
    fill_in(page, person.user_name, password)
    expect(page.page).not_to_have_url(f"{page.address}/sign-in")


def fill_in(page: DayPage, user_name: str, password: str) -> None:
    """Fill in the form that is open, and send it."""
    form = page.page.locator("form")
    form.get_by_label(english("signIn:name"), exact=True).fill(user_name)
    form.get_by_label(english("signIn:password"), exact=True).fill(password)
    page.button("signIn:signIn").click()


def open_signed_in(page: DayPage, person: Person, path: str) -> None:
    """Open a page of the server, by way of the sign-in page."""
    page.watch.expected_statuses.add(401)
    page.page.goto(f"{page.address}{path}")
    expect(page.page).to_have_url(f"{page.address}/sign-in")
    sign_in(page, person)
    # A route opened without a date gets that of today.
    expect(page.page).to_have_url(re.compile(f"^{re.escape(page.address + path)}"))
    page.watch.expected_statuses.discard(401)


def open_menu(page: DayPage, user_name: str) -> None:
    """Open the menu under one's own name."""
    page.page.get_by_role("button", name=english("identity:open", name=user_name)).click()


def sign_out(page: DayPage, user_name: str) -> None:
    """Sign out by the menu, and wait for the sign-in page."""
    open_menu(page, user_name)
    page.button("identity:signOut.open").click()
    expect(page.page).to_have_url(f"{page.address}/sign-in")
    expect(page.button("signIn:signIn")).to_be_visible()
