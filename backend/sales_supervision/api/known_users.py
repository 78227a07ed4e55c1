"""Whom the server knows where people sign in; ``Services.accounts`` answers."""

from __future__ import annotations

from typing import Protocol

from sales_supervision.domain.access import User


class KnownUsers(Protocol):
    def user_of_session(self, cookie: str) -> User | None:
        """Whose sign-in session it is; None for one that is unknown or has ended."""

    def user_of_token(self, bearer: str) -> User | None:
        """Whose API token it is, limited to what the token may; None for one that is not valid."""


class NobodyKnown:
    """Knows nobody."""

    def user_of_session(self, cookie: str) -> User | None:  # noqa: ARG002 - nobody's, whatever it is
        return None

    def user_of_token(self, bearer: str) -> User | None:  # noqa: ARG002 - nobody's, whatever it is
        return None
