"""People with an account, for servers whose people sign in: a name is its own cookie and token."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from fastapi import FastAPI

from sales_supervision.accounts.accounts import Accounts
from sales_supervision.accounts.sign_ins import SignedIn
from sales_supervision.domain.access import User


class KnownPeople:
    """Knows ``sessions`` and ``tokens`` by their secrets."""

    def __init__(self, sessions: Mapping[str, User], tokens: Mapping[str, User]) -> None:
        self._sessions = dict(sessions)
        self._tokens = tokens

    def user_of_session(self, cookie: str) -> User | None:
        return self._sessions.get(cookie)

    def user_of_token(self, bearer: str) -> User | None:
        return self._tokens.get(bearer)

    def end_session(self, cookie: str) -> None:
        self._sessions.pop(cookie, None)


@dataclass(frozen=True, slots=True)
class _AccountsOf(Accounts):
    """The application's accounts, whose cookies and tokens are those of ``people``."""

    people: KnownPeople

    def user_of_session(self, cookie: str) -> SignedIn | None:
        """A cookie is its own CSRF token."""
        user = self.people.user_of_session(cookie)
        if user is None:
            return None
        return SignedIn(user, "sign-in", "password", True, cookie, None)

    def user_of_token(self, bearer: str) -> User | None:
        return self.people.user_of_token(bearer)


def let_in(app: FastAPI, people: KnownPeople) -> None:
    """Make ``people`` those whom ``app`` knows."""
    accounts = app.state.services.accounts
    parts = {part.name: getattr(accounts, part.name) for part in fields(Accounts)}
    app.state.services = replace(app.state.services, accounts=_AccountsOf(**parts, people=people))


def as_known(who: str) -> dict[str, str]:
    """The headers of a browser in which ``who`` is signed in."""
    return {"Cookie": f'session="{who}"', "X-CSRF-Token": who}
