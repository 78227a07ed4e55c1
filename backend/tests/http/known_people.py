"""People with an account, for servers whose people sign in: a name is its own cookie and token."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from fastapi import FastAPI

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


def let_in(app: FastAPI, people: KnownPeople) -> None:
    """Make ``people`` those whom ``app`` knows."""
    app.state.services = replace(app.state.services, accounts=people)
