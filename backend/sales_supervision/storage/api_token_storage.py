"""Tokens of integrators. A token is known by its hash alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from sales_supervision.domain.access import Permission, User
from sales_supervision.storage.account_storage import rows_of_secret, user_of
from sales_supervision.storage.account_tables import api_token
from sales_supervision.storage.moments import from_stored, from_stored_or_none, to_stored


@dataclass(frozen=True, slots=True)
class ApiToken:
    """``permissions``: what it may at most; never more than its user."""

    token_id: str
    user_name: str
    token_name: str
    permissions: frozenset[Permission]
    made_at: datetime
    expires_at: datetime
    used_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class FoundToken:
    token: ApiToken
    user: User


class ApiTokenStorage:
    """Works within the caller's transaction; who writes holds the lock ACCOUNTS."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, token: ApiToken, token_sha256: str) -> None:
        self._connection.execute(
            insert(api_token).values(
                token_sha256=token_sha256,
                token_id=token.token_id,
                user_name=token.user_name,
                token_name=token.token_name,
                permissions=" ".join(sorted(token.permissions)),
                made_at=to_stored(token.made_at),
                expires_at=to_stored(token.expires_at),
            )
        )

    def find(self, token_sha256: str) -> FoundToken | None:
        """In one statement, with the user and their routes; None for a user who is not active."""
        rows = rows_of_secret(self._connection, api_token, token_sha256)
        if not rows:
            return None
        return FoundToken(_token(rows[0]), user_of(rows, rows[0].permissions.split()))

    def of_user(self, user_name: str) -> list[ApiToken]:
        """Newest first; those that expired too."""
        rows = self._connection.execute(
            select(api_token)
            .where(api_token.c.user_name == user_name)
            .order_by(api_token.c.made_at.desc(), api_token.c.token_id)
        )
        return [_token(row) for row in rows]

    def use(self, token_id: str, user_name: str, now: datetime) -> None:
        """Note that the user's token was used."""
        table = api_token
        self._connection.execute(
            update(table)
            .where(table.c.user_name == user_name, table.c.token_id == token_id)
            .values(used_at=to_stored(now))
        )

    def remove(self, user_name: str, token_id: str) -> bool:
        """False where the user has no such token."""
        table = api_token
        return bool(
            self._connection.execute(
                delete(table).where(table.c.user_name == user_name, table.c.token_id == token_id)
            ).rowcount
        )


def _token(row: Row[*tuple[Any, ...]]) -> ApiToken:
    return ApiToken(
        token_id=row.token_id,
        user_name=row.user_name,
        token_name=row.token_name,
        permissions=frozenset(map(Permission, row.permissions.split())),
        made_at=from_stored(row.made_at),
        expires_at=from_stored(row.expires_at),
        used_at=from_stored_or_none(row.used_at),
    )
