"""One-time links with which somebody chooses a password. A link is known by its hash alone."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from sales_supervision.storage.account_tables import reset_link, user
from sales_supervision.storage.moments import to_stored


class ResetLinkStorage:
    """Works within the caller's transaction; who writes holds the lock ACCOUNTS."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def replace(
        self, user_name: str, token_sha256: str, made_by: str, now: datetime, expires_at: datetime
    ) -> None:
        """Keep the link in place of the one that the user may have."""
        self.forget(user_name)
        self._connection.execute(
            insert(reset_link).values(
                token_sha256=token_sha256,
                user_name=user_name,
                made_by=made_by,
                made_at=to_stored(now),
                expires_at=to_stored(expires_at),
            )
        )

    def user_name(self, token_sha256: str, now: datetime) -> str | None:
        """Whose link it is; None for a link unknown, used or expired, or of a disabled user."""
        return self._connection.execute(
            select(reset_link.c.user_name)
            .join(user, user.c.user_name == reset_link.c.user_name)
            .where(
                reset_link.c.token_sha256 == token_sha256,
                reset_link.c.expires_at > to_stored(now),
                user.c.is_active.is_(True),
            )
        ).scalar_one_or_none()

    def forget(self, user_name: str) -> None:
        self._connection.execute(delete(reset_link).where(reset_link.c.user_name == user_name))
