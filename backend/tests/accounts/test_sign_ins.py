"""Sign-ins: begun under a new secret, known by its hash, ended by time, people or changes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Connection, event

from sales_supervision.accounts.accounts import Accounts
from sales_supervision.accounts.errors import (
    NoPasswordError,
    PasswordRefusedError,
    SignInFailedError,
    SignInNotFoundError,
    WrongPasswordError,
)
from sales_supervision.accounts.sign_ins import NewSignIn
from sales_supervision.accounts.users import Changes
from sales_supervision.domain.access import EVERY_ROUTE, Role, Scope, User
from sales_supervision.storage.engine import Database
from tests.accounts.trails import actions, everything_stored, trail
from tests.clocks import NOON, StandingClock
from tests.people import OFFICE, OTHER_PASSWORD, PASSWORD, TABLET, add_person
from tests.storage.statements import statements_of

BADRS = Scope(routes=frozenset({"R1", "R2"}), territories=frozenset({"North"}))


@pytest.fixture(autouse=True)
def _people(database: Database) -> None:
    add_person(database, "Amal", Role.ADMINISTRATOR)
    add_person(database, "Badr", Role.SUPERVISOR, BADRS)


def sign_in(accounts: Accounts, name: str = "Badr", password: str = PASSWORD) -> NewSignIn:
    return accounts.password_sign_in.sign_in(name, password, TABLET)


def test_a_cookie_stands_for_its_user_with_role_and_routes(accounts: Accounts) -> None:
    begun = sign_in(accounts, "  BADR ")
    found = accounts.user_of_session(begun.cookie)
    assert found is not None
    assert found.user == User("Badr", Role.SUPERVISOR, BADRS)
    assert (found.how, found.has_password) == ("password", True)
    assert len(begun.cookie) >= 43
    assert accounts.user_of_session(begun.cookie + "x") is None
    assert accounts.user_of_session("\ud800") is None


def test_every_sign_in_has_a_secret_and_a_csrf_token_of_its_own(accounts: Accounts) -> None:
    begun = [sign_in(accounts) for _ in range(3)]
    found = [accounts.user_of_session(one.cookie) for one in begun]
    assert len({one.cookie for one in begun}) == 3
    assert len({one.csrf_token for one in found if one}) == 3


def test_no_secret_is_stored(accounts: Accounts, database: Database) -> None:
    begun = sign_in(accounts)
    found = accounts.user_of_session(begun.cookie)
    assert found is not None
    stored = everything_stored(database)
    assert found.sign_in_id in stored
    for secret in (begun.cookie, found.csrf_token, PASSWORD):
        assert secret not in stored


def test_recognising_a_cookie_is_one_read(accounts: Accounts, database: Database) -> None:
    begun = sign_in(accounts)
    with statements_of(database) as sent:
        accounts.user_of_session(begun.cookie)
    assert len([one for one in sent if one.lstrip().upper().startswith("SELECT")]) == 1


def test_it_ends_after_hours_without_a_request(accounts: Accounts, clock: StandingClock) -> None:
    begun = sign_in(accounts)
    for _ in range(3):
        clock.pass_time(hours=11, minutes=59)
        assert accounts.user_of_session(begun.cookie)
        accounts.last_seen.settle()
    clock.pass_time(hours=12)
    assert accounts.user_of_session(begun.cookie) is None
    assert accounts.sign_ins.of_user("Badr") == []


def test_what_a_page_asks_by_itself_puts_nothing_off(
    accounts: Accounts, clock: StandingClock
) -> None:
    begun = sign_in(accounts)
    for _ in range(11):
        clock.pass_time(hours=1)
        assert accounts.user_of_session(begun.cookie, is_use=False)
        accounts.last_seen.settle()
    clock.pass_time(hours=1)
    assert accounts.user_of_session(begun.cookie) is None


def test_it_ends_after_a_week_however_busy(accounts: Accounts, clock: StandingClock) -> None:
    begun = sign_in(accounts)
    assert begun.lasts == timedelta(days=7)
    for _ in range(167):
        clock.pass_time(hours=1)
        assert accounts.user_of_session(begun.cookie)
        accounts.last_seen.settle()
    clock.pass_time(hours=1)
    assert accounts.user_of_session(begun.cookie) is None


def test_who_is_seen_within_a_few_seconds_is_written_together(
    accounts: Accounts, database: Database, clock: StandingClock
) -> None:
    cookies = [sign_in(accounts).cookie for _ in range(3)]

    def commits_of(seen: list[str]) -> int:
        clock.pass_time(minutes=2)
        commits: list[Connection] = []

        def note(connection: Connection) -> None:
            commits.append(connection)

        event.listen(database.engine, "commit", note)
        for cookie in seen:
            accounts.user_of_session(cookie)
        accounts.last_seen.settle()
        event.remove(database.engine, "commit", note)
        return len(commits)

    assert commits_of(cookies[:1]) == commits_of(cookies) > 0
    assert {one.seen_at for one in accounts.sign_ins.of_user("Badr")} == {clock()}


def test_when_it_was_last_used_is_written_once_a_minute(
    accounts: Accounts, database: Database, clock: StandingClock
) -> None:
    begun = sign_in(accounts)

    def writes(after_seconds: float) -> int:
        clock.pass_time(seconds=after_seconds)
        with statements_of(database) as sent:
            for _ in range(5):
                accounts.user_of_session(begun.cookie)
            accounts.last_seen.settle()
        return len([one for one in sent if one.startswith("UPDATE")])

    assert [writes(after) for after in (1, 58, 1, 1, 59)] == [0, 0, 1, 0, 1]
    (shown,) = accounts.sign_ins.of_user("Badr")
    assert shown.seen_at == NOON + timedelta(minutes=2)


def test_one_sees_and_ends_one_s_own_sign_ins_only(accounts: Accounts) -> None:
    first, second, amals = sign_in(accounts), sign_in(accounts), sign_in(accounts, "Amal")
    shown = accounts.sign_ins.of_user("Badr")
    assert {(one.agent, one.address, one.how) for one in shown} == {
        ("A tablet", "192.0.2.7", "password")
    }
    found = accounts.user_of_session(first.cookie)
    assert found is not None
    with pytest.raises(SignInNotFoundError):
        accounts.sign_ins.end("Amal", found.sign_in_id, TABLET)
    accounts.sign_ins.end("Badr", found.sign_in_id, TABLET)
    assert accounts.user_of_session(first.cookie) is None
    assert accounts.user_of_session(second.cookie)
    assert accounts.sign_ins.end_everywhere("Badr", TABLET) == 1
    assert accounts.user_of_session(second.cookie) is None
    assert accounts.user_of_session(amals.cookie)


@pytest.mark.parametrize(
    "changes",
    [
        Changes(role=Role.MANAGER),
        Changes(is_active=False),
        Changes(routes=["R9"]),
        Changes(everything=True),
    ],
    ids=str,
)
def test_whoever_was_changed_signs_in_anew(accounts: Accounts, changes: Changes) -> None:
    begun, amals = sign_in(accounts), sign_in(accounts, "Amal")
    accounts.users.change("badr", changes, OFFICE)
    assert accounts.user_of_session(begun.cookie) is None
    assert accounts.user_of_session(amals.cookie)


def test_a_change_to_what_is_already_so_ends_nothing(accounts: Accounts) -> None:
    begun = sign_in(accounts)
    accounts.users.change(
        "Badr", Changes(Role.SUPERVISOR, is_active=True, routes=["R2", "R1"]), OFFICE
    )
    assert accounts.user_of_session(begun.cookie)


def test_whoever_is_disabled_does_not_get_in_nor_learn_why(accounts: Accounts) -> None:
    accounts.users.change("Badr", Changes(is_active=False), OFFICE)
    with pytest.raises(SignInFailedError, match="The name or the password is not right"):
        sign_in(accounts)
    accounts.users.change("Badr", Changes(is_active=True), OFFICE)
    assert sign_in(accounts)


def test_a_changed_password_ends_every_other_sign_in(accounts: Accounts) -> None:
    other, this = sign_in(accounts), sign_in(accounts)
    signed_in = accounts.user_of_session(this.cookie)
    assert signed_in is not None
    with pytest.raises(WrongPasswordError):
        accounts.password_sign_in.change(signed_in, OTHER_PASSWORD, OTHER_PASSWORD, TABLET)
    with pytest.raises(PasswordRefusedError):
        accounts.password_sign_in.change(signed_in, PASSWORD, "password1234", TABLET)
    anew = accounts.password_sign_in.change(signed_in, PASSWORD, OTHER_PASSWORD, TABLET)
    assert accounts.user_of_session(anew.cookie)
    assert accounts.user_of_session(other.cookie) is None
    assert accounts.user_of_session(this.cookie) is None
    with pytest.raises(SignInFailedError):
        sign_in(accounts)
    assert sign_in(accounts, password=OTHER_PASSWORD)


def test_whoever_has_no_password_has_none_to_change(accounts: Accounts, database: Database) -> None:
    add_person(database, "Cedar", has_password=False)
    with pytest.raises(SignInFailedError):
        sign_in(accounts, "Cedar", "")
    begun = sign_in(accounts)
    signed_in = accounts.user_of_session(begun.cookie)
    assert signed_in is not None
    cedar = type(signed_in)(
        User("Cedar", Role.VIEWER, EVERY_ROUTE), "id", "oidc", False, "csrf", None
    )
    with pytest.raises(NoPasswordError):
        accounts.password_sign_in.change(cedar, "", OTHER_PASSWORD, TABLET)


def test_the_trail_tells_who_came_from_where(accounts: Accounts, database: Database) -> None:
    begun = sign_in(accounts)
    for name in ("Badr", "a password by mistake"):
        with pytest.raises(SignInFailedError):
            sign_in(accounts, name, "wrong")
    found = accounts.user_of_session(begun.cookie)
    assert found is not None
    accounts.sign_ins.end("Badr", found.sign_in_id, TABLET)
    accounts.sign_ins.end_everywhere("Badr", TABLET)
    told = [(entry.action, entry.user_name) for entry in trail(database)]
    assert told == [
        ("signed_in", "Badr"),
        ("sign_in_failed", "Badr"),
        ("sign_in_failed", "?"),
        ("signed_out", "Badr"),
        ("signed_out_everywhere", "Badr"),
    ]
    assert {entry.request_id for entry in trail(database)} == {TABLET.request_id}
    assert "by mistake" not in everything_stored(database)
    assert actions(database)[0] == "signed_in"
