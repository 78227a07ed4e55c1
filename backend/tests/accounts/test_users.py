"""Users: names nobody else has, links that work once, an administrator who remains."""

from __future__ import annotations

from datetime import timedelta
from threading import Barrier, Thread

import pytest

from sales_supervision.accounts.accounts import Accounts
from sales_supervision.accounts.errors import (
    AccountError,
    LastAdministratorError,
    LinkInvalidError,
    NameRefusedError,
    PasswordRefusedError,
    UserExistsError,
    UserNotFoundError,
)
from sales_supervision.accounts.users import LINK_LASTS, Changes
from sales_supervision.domain.access import EVERY_ROUTE, Role, Scope, User
from sales_supervision.storage.engine import Database
from tests.accounts.trails import everything_stored, trail
from tests.clocks import NOON, StandingClock
from tests.people import OFFICE, OTHER_PASSWORD, PASSWORD, TABLET, add_person

NOWHERE = Scope()


def test_a_user_is_kept_as_added(accounts: Accounts) -> None:
    assert accounts.users.are_none()
    scope = Scope(routes=frozenset({"1004", "متجر"}), territories=frozenset({"North"}))
    added = accounts.users.add("  Amal   N. ", Role.MANAGER, scope, OFFICE)
    assert added.user == User("Amal N.", Role.MANAGER, scope)
    assert (added.is_active, added.has_password, added.sign_ins) == (True, False, 0)
    assert (added.made_at, added.signed_in_at) == (NOON, None)
    assert accounts.users.find("amal n.") == added
    assert accounts.users.all() == [added]
    assert not accounts.users.are_none()


@pytest.mark.parametrize(
    "same", ["Straße", "STRASSE", "strasse", " Straße ", "ｓｔｒａｓｓｅ", "Stra\u00dfe"]
)
def test_names_that_differ_by_case_or_width_are_one(accounts: Accounts, same: str) -> None:
    accounts.users.add("Straße", Role.VIEWER, NOWHERE, OFFICE)
    with pytest.raises(UserExistsError, match="There is a user Straße already"):
        accounts.users.add(same, Role.ADMINISTRATOR, EVERY_ROUTE, OFFICE)
    assert accounts.users.find(same).user.role is Role.VIEWER


@pytest.mark.parametrize(
    "name",
    [
        *("", "?", " . ", "a/b", "a\\b", "a\u0000b", "\ud800x", "x" * 101, "ﷺ" * 100),
        *("Command Line", "command-line", "ROOT", "ｒｏｏｔ", "(An unknown name)"),
        *("\u202eAmal", "Am\u200bal", "\u0405ara", "Sar\u0430", "Amal \u041dasser"),
    ],
)
def test_what_can_be_no_name_is_refused(accounts: Accounts, name: str) -> None:
    with pytest.raises(NameRefusedError):
        accounts.users.add(name, Role.VIEWER, NOWHERE, OFFICE)
    assert accounts.users.are_none()


@pytest.mark.parametrize(
    "name", ["Сара", "نورة العلي", "Noor نور", "Åse-Marie O’Neil", "山田たろう", "Dana 2", "Rooted"]
)
def test_names_of_any_script_can_be_had(accounts: Accounts, name: str) -> None:
    assert accounts.users.add(name, Role.VIEWER, NOWHERE, OFFICE).user.user_name == name


def test_two_administrators_who_add_the_same_user_make_one(
    accounts: Accounts, database: Database
) -> None:
    together, refused = Barrier(2), list[AccountError]()

    def add() -> None:
        together.wait(60)
        try:
            accounts.users.add("Amal", Role.VIEWER, NOWHERE, OFFICE)
        except UserExistsError as error:
            refused.append(error)

    threads = [Thread(target=add) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
    assert len(accounts.users.all()) == 1
    assert [entry.action for entry in trail(database)] == ["user_added"]


def test_an_administrator_remains(accounts: Accounts, database: Database) -> None:
    for name in ("Amal", "Badr"):
        add_person(database, name, Role.ADMINISTRATOR)
    accounts.users.change("Badr", Changes(is_active=False), OFFICE)
    for changes in (Changes(role=Role.MANAGER), Changes(is_active=False)):
        with pytest.raises(LastAdministratorError):
            accounts.users.change("Amal", changes, OFFICE)
    assert accounts.users.find("Amal").user.role is Role.ADMINISTRATOR
    accounts.users.change("Badr", Changes(is_active=True), OFFICE)
    accounts.users.change("Amal", Changes(role=Role.MANAGER), OFFICE)
    assert [entry.action for entry in trail(database)] == [
        "user_disabled",
        "user_enabled",
        "role_changed",
    ]


def test_nobody_who_is_not_there_is_changed(accounts: Accounts) -> None:
    for work in (
        lambda: accounts.users.find("nobody"),
        lambda: accounts.users.change("nobody", Changes(role=Role.VIEWER), OFFICE),
        lambda: accounts.users.make_reset_link("nobody", OFFICE),
        lambda: accounts.users.sign_out("nobody", OFFICE),
    ):
        with pytest.raises(UserNotFoundError, match="There is no user nobody"):
            work()


def test_a_link_gives_a_password_once(accounts: Accounts, database: Database) -> None:
    add_person(database, "Badr")
    begun = accounts.password_sign_in.sign_in("Badr", PASSWORD, TABLET)
    link = accounts.users.make_reset_link("badr", OFFICE)
    assert link not in everything_stored(database)
    assert accounts.user_of_session(begun.cookie)
    assert accounts.users.reset(link, OTHER_PASSWORD, TABLET) == "Badr"
    assert accounts.user_of_session(begun.cookie) is None
    with pytest.raises(LinkInvalidError):
        accounts.users.reset(link, PASSWORD, TABLET)
    assert accounts.password_sign_in.sign_in("Badr", OTHER_PASSWORD, TABLET)


def test_a_password_that_is_refused_leaves_the_link(accounts: Accounts, database: Database) -> None:
    add_person(database, "Badr", has_password=False)
    link = accounts.users.make_reset_link("Badr", OFFICE)
    with pytest.raises(PasswordRefusedError):
        accounts.users.reset(link, "password1234", TABLET)
    assert accounts.users.reset(link, PASSWORD, TABLET) == "Badr"


def test_a_link_used_twice_at_once_gives_one_password(
    accounts: Accounts, database: Database
) -> None:
    add_person(database, "Badr", has_password=False)
    link = accounts.users.make_reset_link("Badr", OFFICE)
    together, done = Barrier(2), list[str]()

    def use(password: str) -> None:
        together.wait(60)
        try:
            accounts.users.reset(link, password, TABLET)
            done.append(password)
        except LinkInvalidError:
            pass

    threads = [Thread(target=use, args=(one,)) for one in (PASSWORD, OTHER_PASSWORD)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (chosen,) = done
    assert accounts.password_sign_in.sign_in("Badr", chosen, TABLET)


def test_links_end(accounts: Accounts, database: Database, clock: StandingClock) -> None:
    add_person(database, "Badr")
    replaced = accounts.users.make_reset_link("Badr", OFFICE)
    late = accounts.users.make_reset_link("Badr", OFFICE)
    clock.now += LINK_LASTS - timedelta(seconds=1)
    with pytest.raises(LinkInvalidError):
        accounts.users.reset(replaced, OTHER_PASSWORD, TABLET)
    clock.now += timedelta(seconds=1)
    with pytest.raises(LinkInvalidError):
        accounts.users.reset(late, OTHER_PASSWORD, TABLET)
    disabled = accounts.users.make_reset_link("Badr", OFFICE)
    accounts.users.change("Badr", Changes(is_active=False), OFFICE)
    with pytest.raises(LinkInvalidError):
        accounts.users.reset(disabled, OTHER_PASSWORD, TABLET)
    accounts.users.change("Badr", Changes(is_active=True), OFFICE)
    with pytest.raises(LinkInvalidError):
        accounts.users.reset(disabled, OTHER_PASSWORD, TABLET)


def test_the_trail_tells_who_did_what_to_whom(accounts: Accounts, database: Database) -> None:
    accounts.users.add("Badr", Role.VIEWER, NOWHERE, OFFICE)
    accounts.users.change("Badr", Changes(Role.SUPERVISOR, routes=["R1"]), OFFICE)
    accounts.users.sign_out("Badr", OFFICE)
    accounts.users.reset(accounts.users.make_reset_link("Badr", OFFICE), PASSWORD, TABLET)
    told = trail(database)
    nowhere: dict[str, object] = {"everything": False, "routes": [], "territories": []}
    by = {"address": "192.0.2.1", "about": "Badr"}
    assert [(entry.action, entry.user_name, entry.detail) for entry in told] == [
        ("user_added", "Huda", {**by, "role": "viewer", **nowhere}),
        ("role_changed", "Huda", {**by, "before": "viewer", "after": "supervisor"}),
        (
            "routes_changed",
            "Huda",
            {**by, "before": nowhere, "after": {**nowhere, "routes": ["R1"]}},
        ),
        ("user_signed_out", "Huda", {**by, "sign_ins": 0}),
        ("reset_link_made", "Huda", by),
        ("password_reset", "Badr", {"address": "192.0.2.7"}),
    ]
