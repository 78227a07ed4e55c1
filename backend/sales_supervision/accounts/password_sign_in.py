"""Signing in with a name and a password, and changing one's own."""

from __future__ import annotations

import structlog
from sqlalchemy import Connection

from sales_supervision.accounts.device import Device
from sales_supervision.accounts.errors import (
    NoPasswordError,
    SignInBusyError,
    SignInFailedError,
    TooManyAttemptsError,
    WrongPasswordError,
)
from sales_supervision.accounts.names import NOBODY, name_key
from sales_supervision.accounts.password_rules import check_password
from sales_supervision.accounts.passwords import Passwords
from sales_supervision.accounts.sign_ins import PASSWORD, NewSignIn, SignedIn, SignIns
from sales_supervision.accounts.throttling import Attempt, Throttling
from sales_supervision.accounts.trail import note
from sales_supervision.clock import Clock
from sales_supervision.storage.account_storage import ACCOUNTS, AccountStorage, Credentials
from sales_supervision.storage.engine import Database
from sales_supervision.storage.reset_link_storage import ResetLinkStorage
from sales_supervision.storage.retrying import retried
from sales_supervision.storage.sign_in_storage import SignInStorage

log = structlog.get_logger(__name__)


class PasswordSignIn:
    """The same steps, the same work and the same words, whether or not there is such a user."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        passwords: Passwords,
        throttling: Throttling,
        sign_ins: SignIns,
    ) -> None:
        self._database = database
        self._clock = clock
        self._passwords = passwords
        self._throttling = throttling
        self._sign_ins = sign_ins

    def sign_in(self, user_name: str, password: str, device: Device) -> NewSignIn:
        """Raises SignInFailedError, TooManyAttemptsError or SignInBusyError."""
        key = name_key(user_name)
        attempt = self._attempt(key, device)
        known = self._credentials(key)
        usable = known if known is not None and known.is_active else None
        if not self._is_right(usable, password, attempt) or usable is None:
            self._note_failure(known.user_name if known else NOBODY, device)
            raise SignInFailedError
        renewed = None
        if usable.password_hash and self._passwords.is_outdated(usable.password_hash):
            renewed = self._passwords.hash(password)
        return self._begin(usable, attempt, renewed, device)

    def change(self, signed_in: SignedIn, current: str, password: str, device: Device) -> NewSignIn:
        """Choose another password: every other sign-in of the user ends, this one begins anew.

        Raises NoPasswordError, WrongPasswordError, PasswordRefusedError, TooManyAttemptsError or
        SignInBusyError.
        """
        user_name = signed_in.user.user_name
        known = self._credentials(name_key(user_name))
        if known is None or known.password_hash is None:
            raise NoPasswordError
        check_password(password, user_name)
        attempt = self._attempt(name_key(user_name), device)
        if not self._is_right(known, current, attempt):
            self._note_failure(user_name, device)
            raise WrongPasswordError
        chosen = self._passwords.hash(password)
        return self._keep_changed(user_name, chosen, attempt, device)

    @retried
    def _keep_changed(
        self, user_name: str, password_hash: str, attempt: Attempt, device: Device
    ) -> NewSignIn:
        with self._database.writing(ACCOUNTS) as connection:
            self._throttling.succeed(connection, attempt)
            keep_password(connection, user_name, password_hash)
            note(connection, "password_changed", user_name, device, self._clock())
            return self._sign_ins.begin(connection, user_name, PASSWORD, device)

    @retried
    def _begin(
        self, known: Credentials, attempt: Attempt, renewed: str | None, device: Device
    ) -> NewSignIn:
        with self._database.writing(ACCOUNTS) as connection:
            storage = AccountStorage(connection)
            # While the password was compared an administrator may have changed or disabled it.
            if storage.credentials(name_key(known.user_name)) != known:
                raise SignInFailedError
            self._throttling.succeed(connection, attempt)
            if renewed is not None:
                storage.set_password(known.user_name, renewed)
            return self._sign_ins.begin(connection, known.user_name, PASSWORD, device)

    def _attempt(self, key: str, device: Device) -> Attempt:
        try:
            return self._throttling.begin(key, device.address)
        except TooManyAttemptsError as error:
            # Under a name that nobody has people type passwords, too: it is not told.
            log.warning(
                "sign_in_delayed",
                account=key if self._credentials(key) else NOBODY,
                address=device.address,
                seconds=error.seconds,
            )
            raise

    def _credentials(self, key: str) -> Credentials | None:
        with self._database.reading() as connection:
            return AccountStorage(connection).credentials(key)

    def _is_right(self, known: Credentials | None, password: str, attempt: Attempt) -> bool:
        try:
            return self._passwords.verify(known.password_hash if known else None, password)
        except SignInBusyError:
            self._throttling.withdraw(attempt)
            raise

    @retried
    def _note_failure(self, user_name: str, device: Device) -> None:
        with self._database.writing(ACCOUNTS) as connection:
            note(connection, "sign_in_failed", user_name, device, self._clock())


def keep_password(connection: Connection, user_name: str, password_hash: str) -> None:
    """Keep a new password, in the caller's transaction; it ends all that the old one opened."""
    AccountStorage(connection).set_password(user_name, password_hash)
    ResetLinkStorage(connection).forget(user_name)
    SignInStorage(connection).end_all(user_name)
