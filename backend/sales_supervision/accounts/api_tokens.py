"""Tokens of integrators: made by a user for a program, limited, expiring, shown once."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from sales_supervision.accounts.device import By, Device
from sales_supervision.accounts.errors import TokenNotFoundError, TokenRefusedError
from sales_supervision.accounts.last_seen import LastSeen
from sales_supervision.accounts.secret_values import kept_of, new_secret
from sales_supervision.accounts.trail import note
from sales_supervision.clock import Clock
from sales_supervision.domain.access import Permission, User
from sales_supervision.storage.account_storage import ACCOUNTS
from sales_supervision.storage.api_token_storage import ApiToken, ApiTokenStorage
from sales_supervision.storage.engine import Database
from sales_supervision.storage.retrying import retried

PREFIX = "sales_supervision_"
"""By which a token is recognised where it should not be, such as in a repository."""

LONGEST_DAYS = 365


@dataclass(frozen=True, slots=True)
class NewApiToken:
    """``secret`` is told this once."""

    token: ApiToken
    secret: str


class ApiTokens:
    def __init__(self, database: Database, clock: Clock, last_seen: LastSeen) -> None:
        self._database = database
        self._clock = clock
        self._last_seen = last_seen

    def user_of(self, secret: str) -> User | None:
        """For whom the token stands, limited to its permissions; None where it is not valid."""
        if not secret.startswith(PREFIX):
            return None
        with self._database.glancing() as connection:
            found = ApiTokenStorage(connection).find(kept_of(secret))
        if found is None or self._clock() >= found.token.expires_at:
            return None
        self._last_seen.token(found.token)
        return found.user

    def of_user(self, user_name: str) -> list[ApiToken]:
        """Newest first; those that expired too, until they are removed."""
        with self._database.reading() as connection:
            return ApiTokenStorage(connection).of_user(user_name)

    @retried
    def make(
        self, user: User, token_name: str, permissions: Set[Permission], days: int, device: Device
    ) -> NewApiToken:
        """Raises TokenRefusedError for permissions that the user does not have."""
        lacking = sorted(one for one in permissions if not user.may(one))
        if lacking:
            raise TokenRefusedError(f"You do not have the permission {lacking[0]} yourself.")
        now, secret = self._clock(), PREFIX + new_secret()
        token = ApiToken(
            token_id=str(uuid4()),
            user_name=user.user_name,
            token_name=token_name,
            permissions=frozenset(permissions),
            made_at=now,
            expires_at=now + timedelta(days=days),
        )
        detail = {
            "token_id": token.token_id,
            "token_name": token_name,
            "permissions": sorted(permissions),
            "days": days,
        }
        with self._database.writing(ACCOUNTS) as connection:
            ApiTokenStorage(connection).add(token, kept_of(secret))
            note(connection, "token_made", user.user_name, device, now, **detail)
        return NewApiToken(token, secret)

    @retried
    def remove(self, user_name: str, token_id: str, by: By) -> None:
        """It is not valid from now on, whoever of its user and the administrators removes it.

        Raises TokenNotFoundError.
        """
        detail = {"token_id": token_id}
        if by.user_name != user_name:
            detail["about"] = user_name
        with self._database.writing(ACCOUNTS) as connection:
            if not ApiTokenStorage(connection).remove(user_name, token_id):
                raise TokenNotFoundError
            note(connection, "token_removed", by.user_name, by.device, self._clock(), **detail)
