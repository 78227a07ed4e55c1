"""``users``: whoever may run commands on the server decides who comes in."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from typer.testing import CliRunner

from sales_supervision.accounts.accounts import Accounts
from sales_supervision.accounts.composition import compose_accounts
from sales_supervision.cli import app
from sales_supervision.clock import system_clock
from sales_supervision.domain.access import Role, Scope
from sales_supervision.loopback import address_here
from sales_supervision.settings import Settings
from sales_supervision.storage.engine import Database
from tests.accounts.trails import everything_stored, trail
from tests.commands.command_line import run
from tests.people import CHEAP, OTHER_PASSWORD, PASSWORD, TABLET

FIRST = "sales-supervision users add NAME --role administrator --every-route"


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in CHEAP.items():
        monkeypatch.setenv(f"SALES_SUPERVISION_{name.upper()}", str(value))


@pytest.fixture
def accounts(newest: Database) -> Iterator[Accounts]:
    composed = compose_accounts(newest, Settings.model_validate(CHEAP), system_clock)
    yield composed
    composed.close()


def test_the_first_administrator_comes_in_by_a_link(accounts: Accounts, newest: Database) -> None:
    assert FIRST in run("users", "list").output
    added = run("users", "add", "Amal", "--role", "administrator", "--every-route")
    assert added.exit_code == 0
    assert "SALES_SUPERVISION_PUBLIC_URL" in added.sentence
    assert added.output.startswith("Amal is an administrator now and has every route.\n")
    link = re.search(r"http://localhost:8000/#reset=(\S+)", added.output)
    assert link is not None
    assert accounts.users.reset(link[1], PASSWORD, TABLET) == "Amal"
    assert accounts.password_sign_in.sign_in("amal", PASSWORD, TABLET)
    assert link[1] not in everything_stored(newest)
    assert FIRST not in run("users", "list").output
    assert {entry.user_name for entry in trail(newest)[:2]} == {"command line"}


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://localhost:8000"),
        ("::1", "http://[::1]:8000"),
        ("192.168.1.4", "http://192.168.1.4:8000"),
    ],
)
def test_an_address_has_the_same_name_in_a_link_and_where_the_server_tells_it(
    host: str, address: str
) -> None:
    assert address_here(host, 8000) == address


def test_a_password_is_asked_for_and_never_an_argument(accounts: Accounts) -> None:
    typed = f"{PASSWORD}\n{PASSWORD}\n"
    arguments = ["users", "add", "Amal", "--role", "viewer", "--ask-password"]
    result = CliRunner().invoke(app, arguments, input=typed)
    assert result.exit_code == 0
    assert PASSWORD not in result.output
    assert "#reset=" not in result.output
    assert accounts.password_sign_in.sign_in("Amal", PASSWORD, TABLET)
    assert run("users", "add", "Badr", "--role", "viewer", "--password", "x").exit_code == 2
    weak = CliRunner().invoke(
        app, [*arguments[:2], "Badr", *arguments[3:]], input="password1234\npassword1234\n"
    )
    assert weak.exit_code == 2
    assert "among the first that would be tried" in weak.stderr


def test_users_are_listed_and_changed(accounts: Accounts) -> None:
    run("users", "add", "Amal", "--role", "administrator", "--every-route")
    ran = run(
        *("users", "add", "Badr K", "--role", "supervisor"),
        *("--route", "1005", "--route", "1004", "--territory", "North"),
    )
    assert "Badr K is a supervisor now and has 1004, 1005, all of North." in ran.output
    badr = accounts.users.find("badr k").user
    assert badr.scope == Scope(False, frozenset({"1004", "1005"}), frozenset({"North"}))
    assert run("users", "set-role", "badr k", "manager").output == "Badr K is a manager now.\n"
    assert accounts.users.find("Badr K").user.role is Role.MANAGER
    listed = run("users", "list").output
    assert re.search(r"Badr K +manager +1004, 1005, all of North +yes +never", listed)
    assert run("users", "disable", "Badr K").exit_code == 0
    assert "disabled" in run("users", "list").output
    assert run("users", "enable", "Badr K").exit_code == 0
    assert accounts.users.find("Badr K").is_active


def test_a_forgotten_password_is_replaced_by_link(
    accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SALES_SUPERVISION_PUBLIC_URL", "https://sales.example.com")
    run("users", "add", "Amal", "--role", "viewer")
    ran = run("users", "reset-link", "AMAL")
    link = re.search(r"https://sales\.example\.com/#reset=(\S+)", ran.output)
    assert link is not None
    assert accounts.users.reset(link[1], OTHER_PASSWORD, TABLET) == "Amal"


@pytest.mark.usefixtures("accounts")
def test_what_cannot_be_is_one_sentence() -> None:
    run("users", "add", "Amal", "--role", "administrator", "--every-route")
    for arguments, sentence in (
        (("add", "AMAL", "--role", "viewer"), "There is a user Amal already; choose another name."),
        (
            ("set-role", "Amal", "viewer"),
            "This is the last administrator; make another user an administrator first.",
        ),
        (("disable", "nobody"), "There is no user nobody."),
        (("reset-link", "nobody"), "There is no user nobody."),
    ):
        ran = run("users", *arguments)
        assert (ran.exit_code, ran.output, ran.sentence) == (2, "", sentence)
    assert "king" in run("users", "set-role", "Amal", "king").sentence


def test_routes_are_given_anew_and_what_there_is_not_is_said(
    accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SALES_SUPERVISION_PUBLIC_URL", "https://sales.example.com")
    nothing = run("users", "add", "Badr", "--role", "administrator")
    assert "Without a route they see no day" in nothing.sentence
    ran = run("users", "set-routes", "badr", "--route", "9999", "--territory", "North")
    assert (ran.exit_code, ran.output) == (0, "Badr has 9999, all of North now.\n")
    assert "There is no route 9999 and no territory North yet" in ran.sentence
    assert run("users", "set-routes", "Badr", "--every-route").sentence == ""
    assert accounts.users.find("Badr").user.scope == Scope(everything=True)


def test_no_link_is_made_for_who_is_let_in_no_more(accounts: Accounts) -> None:
    run("users", "add", "Amal", "--role", "viewer", "--every-route")
    run("users", "disable", "Amal")
    ran = run("users", "reset-link", "Amal")
    assert (ran.exit_code, ran.output) == (2, "")
    assert ran.sentence == "Amal is let in no more; let them in again first."
    assert not accounts.users.find("Amal").is_active
