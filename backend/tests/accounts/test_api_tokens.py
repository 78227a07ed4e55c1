"""Tokens: limited, expiring, known by their hash alone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sales_supervision.accounts.accounts import Accounts
from sales_supervision.accounts.device import By
from sales_supervision.accounts.errors import TokenNotFoundError, TokenRefusedError
from sales_supervision.accounts.users import Changes
from sales_supervision.domain.access import Permission, Role, Scope, known_permissions
from sales_supervision.storage.engine import Database
from tests.accounts.trails import everything_stored, trail
from tests.clocks import NOON, StandingClock
from tests.people import OFFICE, TABLET, add_person
from tests.storage.statements import statements_of

VIEW, REOPEN = Permission.VIEW, Permission.REOPEN
R1 = Scope(routes=frozenset({"R1"}))
BADR = By("Badr", TABLET)


def make(accounts: Accounts, database: Database, *permissions: Permission, days: int = 30) -> str:
    manager = add_person(database, "Badr", Role.MANAGER, R1)
    made = accounts.tokens.make(manager, "Reports", frozenset(permissions), days, TABLET)
    return made.secret


def test_a_permission_of_an_earlier_release_lets_a_token_do_nothing() -> None:
    assert known_permissions(["export", "view", ""]) == {VIEW}


def test_a_token_may_what_it_was_made_for_and_its_user_may(
    accounts: Accounts, database: Database
) -> None:
    secret = make(accounts, database, VIEW, REOPEN)
    user = accounts.user_of_token(secret)
    assert user is not None
    assert (user.user_name, user.scope) == ("Badr", R1)
    assert [one for one in Permission if user.may(one)] == [VIEW, REOPEN]
    accounts.users.change("Badr", Changes(role=Role.VIEWER), OFFICE)
    now_less = accounts.user_of_token(secret)
    assert now_less is not None
    assert [one for one in Permission if now_less.may(one)] == [VIEW]


def test_nobody_gives_a_token_more_than_they_may(accounts: Accounts, database: Database) -> None:
    with pytest.raises(TokenRefusedError, match="do not have the permission manage-users"):
        make(accounts, database, VIEW, Permission.MANAGE_USERS)
    assert accounts.tokens.of_user("Badr") == []


def test_a_token_is_stored_as_its_hash(accounts: Accounts, database: Database) -> None:
    secret = make(accounts, database, VIEW)
    assert secret.startswith("sales_supervision_")
    assert secret not in everything_stored(database)
    assert secret.removeprefix("sales_supervision_") not in everything_stored(database)


def test_a_token_expires(accounts: Accounts, database: Database, clock: StandingClock) -> None:
    secret = make(accounts, database, VIEW, days=30)
    clock.now += timedelta(days=30) - timedelta(seconds=1)
    assert accounts.user_of_token(secret)
    clock.now += timedelta(seconds=1)
    assert accounts.user_of_token(secret) is None
    (shown,) = accounts.tokens.of_user("Badr")
    assert shown.expires_at == NOON + timedelta(days=30)


def test_a_token_ends_with_its_user_and_when_removed(
    accounts: Accounts, database: Database
) -> None:
    secret = make(accounts, database, VIEW)
    (shown,) = accounts.tokens.of_user("Badr")
    accounts.users.change("Badr", Changes(is_active=False), OFFICE)
    assert accounts.user_of_token(secret) is None
    accounts.users.change("Badr", Changes(is_active=True), OFFICE)
    assert accounts.user_of_token(secret)
    with pytest.raises(TokenNotFoundError):
        accounts.tokens.remove("Amal", shown.token_id, OFFICE)
    accounts.tokens.remove("Badr", shown.token_id, BADR)
    assert accounts.user_of_token(secret) is None
    with pytest.raises(TokenNotFoundError):
        accounts.tokens.remove("Badr", shown.token_id, BADR)


def test_when_it_was_last_used_is_written_once_a_minute(
    accounts: Accounts, database: Database, clock: StandingClock
) -> None:
    secret = make(accounts, database, VIEW)
    with statements_of(database) as sent:
        for _ in range(5):
            accounts.user_of_token(secret)
        accounts.last_seen.settle()
    assert len([one for one in sent if one.startswith("UPDATE")]) == 1
    (shown,) = accounts.tokens.of_user("Badr")
    assert shown.used_at == NOON


@pytest.mark.parametrize("secret", ["", "x", "sales_supervision_", "sales_supervision_x", "\ud800"])
def test_what_is_no_token_is_nobodys(accounts: Accounts, secret: str) -> None:
    assert accounts.user_of_token(secret) is None


def test_the_trail_tells_of_tokens_but_not_the_token(
    accounts: Accounts, database: Database
) -> None:
    make(accounts, database, VIEW, REOPEN)
    (shown,) = accounts.tokens.of_user("Badr")
    accounts.tokens.remove("Badr", shown.token_id, BADR)
    made, removed = trail(database)
    assert made.detail == {
        "address": "192.0.2.7",
        "token_id": shown.token_id,
        "token_name": "Reports",
        "permissions": ["reopen", "view"],
        "days": 30,
    }
    assert (removed.action, removed.user_name) == ("token_removed", "Badr")
    assert removed.detail == {"address": "192.0.2.7", "token_id": shown.token_id}


def test_an_administrator_removes_another_s_token_under_their_own_name(
    accounts: Accounts, database: Database
) -> None:
    secret = make(accounts, database, VIEW)
    (shown,) = accounts.tokens.of_user("Badr")
    accounts.tokens.remove("Badr", shown.token_id, OFFICE)
    assert accounts.user_of_token(secret) is None
    _, removed = trail(database)
    assert (removed.action, removed.user_name) == ("token_removed", "Huda")
    assert removed.detail == {
        "address": "192.0.2.1",
        "about": "Badr",
        "token_id": shown.token_id,
    }
