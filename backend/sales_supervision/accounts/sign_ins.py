"""Who is signed in: begun, recognised at each request, ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from sqlalchemy import Connection

from sales_supervision.accounts.device import Device
from sales_supervision.accounts.errors import SignInNotFoundError
from sales_supervision.accounts.last_seen import LastSeen
from sales_supervision.accounts.secret_values import derived, kept_of, new_secret
from sales_supervision.accounts.trail import note
from sales_supervision.clock import Clock
from sales_supervision.domain.access import User
from sales_supervision.storage.account_storage import ACCOUNTS, AccountStorage
from sales_supervision.storage.engine import Database
from sales_supervision.storage.retrying import retried
from sales_supervision.storage.sign_in_storage import SignIn, SignInStorage

PASSWORD, OIDC = "password", "oidc"


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who a cookie stands for. ``csrf_token``: what each change must bring besides the cookie."""

    user: User
    sign_in_id: str
    how: str
    has_password: bool
    csrf_token: str
    id_token: str | None


@dataclass(frozen=True, slots=True)
class NewSignIn:
    """``cookie``: the secret that the browser keeps; it is told this once."""

    cookie: str
    user_name: str
    lasts: timedelta


class SignIns:
    """Ends after ``idle`` without use by a person, and after ``longest`` in any case."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        last_seen: LastSeen,
        *,
        idle: timedelta,
        longest: timedelta,
    ) -> None:
        self._database = database
        self._clock = clock
        self._last_seen = last_seen
        self._idle = idle
        self._longest = longest

    def find(self, cookie: str, *, is_use: bool = True) -> SignedIn | None:
        """Who it stands for; None for a cookie that is unknown or whose time is over.

        ``is_use``: False for what a page asks by itself, which does not put off the end.
        """
        with self._database.glancing() as connection:
            found = SignInStorage(connection).find(kept_of(cookie))
        if found is None:
            return None
        now = self._clock()
        if now >= found.sign_in.expires_at or now >= found.sign_in.seen_at + self._idle:
            return None
        if is_use:
            self._last_seen.sign_in(found.sign_in)
        return SignedIn(
            user=found.user,
            sign_in_id=found.sign_in.sign_in_id,
            how=found.sign_in.how,
            has_password=found.has_password,
            csrf_token=derived(cookie, "csrf"),
            id_token=found.id_token,
        )

    def begin(
        self,
        connection: Connection,
        user_name: str,
        how: str,
        device: Device,
        id_token: str | None = None,
    ) -> NewSignIn:
        """Sign in, in the caller's transaction, always under a new secret."""
        now, secret = self._clock(), new_secret()
        storage = SignInStorage(connection)
        storage.forget_expired(now)
        storage.add(
            SignIn(
                sign_in_id=str(uuid4()),
                user_name=user_name,
                how=how,
                agent=device.agent,
                address=device.address,
                signed_in_at=now,
                seen_at=now,
                expires_at=now + self._longest,
            ),
            kept_of(secret),
            id_token,
        )
        AccountStorage(connection).note_sign_in(user_name, now)
        note(connection, "signed_in", user_name, device, now, how=how)
        return NewSignIn(secret, user_name, self._longest)

    def of_user(self, user_name: str) -> list[SignIn]:
        """Where the user is signed in now, newest first."""
        now = self._clock()
        with self._database.reading() as connection:
            return [
                found
                for found in SignInStorage(connection).of_user(user_name)
                if now < found.expires_at and now < found.seen_at + self._idle
            ]

    @retried
    def end(self, user_name: str, sign_in_id: str, device: Device) -> None:
        """Sign out of one device. Raises SignInNotFoundError where the user is not signed in."""
        with self._database.writing(ACCOUNTS) as connection:
            if not SignInStorage(connection).end(user_name, sign_in_id):
                raise SignInNotFoundError
            note(connection, "signed_out", user_name, device, self._clock())

    @retried
    def end_everywhere(self, user_name: str, device: Device) -> int:
        """Sign out of every device; returns of how many."""
        with self._database.writing(ACCOUNTS) as connection:
            ended = SignInStorage(connection).end_all(user_name)
            now = self._clock()
            note(connection, "signed_out_everywhere", user_name, device, now, sign_ins=ended)
            return ended
