"""Who is signed in, on which device. A cookie is known by its hash alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from sales_supervision.domain.access import User
from sales_supervision.storage.account_storage import rows_of_secret, user_of
from sales_supervision.storage.account_tables import sign_in_session, user
from sales_supervision.storage.moments import from_stored, to_stored


@dataclass(frozen=True, slots=True)
class SignIn:
    """One device's; ``how``: ``password`` or ``oidc``; ``agent``: what the browser calls itself."""

    sign_in_id: str
    user_name: str
    how: str
    agent: str
    address: str
    signed_in_at: datetime
    seen_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class FoundSignIn:
    """``id_token``: what the provider is told at sign-out, None after a password."""

    sign_in: SignIn
    user: User
    has_password: bool
    id_token: str | None


class SignInStorage:
    """Works within the caller's transaction; who writes holds the lock ACCOUNTS."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, sign_in: SignIn, token_sha256: str, id_token: str | None = None) -> None:
        self._connection.execute(
            insert(sign_in_session).values(
                token_sha256=token_sha256,
                sign_in_id=sign_in.sign_in_id,
                user_name=sign_in.user_name,
                how=sign_in.how,
                agent=sign_in.agent,
                address=sign_in.address,
                id_token=id_token,
                signed_in_at=to_stored(sign_in.signed_in_at),
                seen_at=to_stored(sign_in.seen_at),
                expires_at=to_stored(sign_in.expires_at),
            )
        )

    def find(self, token_sha256: str) -> FoundSignIn | None:
        """In one statement, with the user and their routes; None for a user who is not active."""
        rows = rows_of_secret(self._connection, sign_in_session, token_sha256, user.c.password_hash)
        if not rows:
            return None
        row = rows[0]
        return FoundSignIn(
            _sign_in(row), user_of(rows), row.password_hash is not None, row.id_token
        )

    def of_user(self, user_name: str) -> list[SignIn]:
        """Newest first."""
        table = sign_in_session
        rows = self._connection.execute(
            select(table)
            .where(table.c.user_name == user_name)
            .order_by(table.c.signed_in_at.desc(), table.c.sign_in_id)
        )
        return [_sign_in(row) for row in rows]

    def see(self, sign_in_id: str, user_name: str, now: datetime) -> None:
        """Note that the user's sign-in is still used."""
        table = sign_in_session
        self._connection.execute(
            update(table)
            .where(table.c.user_name == user_name, table.c.sign_in_id == sign_in_id)
            .values(seen_at=to_stored(now))
        )

    def end(self, user_name: str, sign_in_id: str) -> bool:
        """False where the user has no such sign-in."""
        table = sign_in_session
        return bool(
            self._connection.execute(
                delete(table).where(
                    table.c.user_name == user_name, table.c.sign_in_id == sign_in_id
                )
            ).rowcount
        )

    def end_all(self, user_name: str, *, but: str | None = None) -> int:
        """End every sign-in of the user, except the one with the id ``but``; how many ended."""
        table = sign_in_session
        query = delete(table).where(table.c.user_name == user_name)
        if but is not None:
            query = query.where(table.c.sign_in_id != but)
        return self._connection.execute(query).rowcount

    def forget_expired(self, now: datetime) -> None:
        table = sign_in_session
        self._connection.execute(delete(table).where(table.c.expires_at <= to_stored(now)))


def _sign_in(row: Row[*tuple[Any, ...]]) -> SignIn:
    return SignIn(
        sign_in_id=row.sign_in_id,
        user_name=row.user_name,
        how=row.how,
        agent=row.agent,
        address=row.address,
        signed_in_at=from_stored(row.signed_in_at),
        seen_at=from_stored(row.seen_at),
        expires_at=from_stored(row.expires_at),
    )
