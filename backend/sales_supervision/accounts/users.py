"""Users as an administrator makes and changes them; whoever changed ends what was open for them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from sales_supervision.accounts.device import By, Device
from sales_supervision.accounts.errors import (
    LastAdministratorError,
    LinkInvalidError,
    UserExistsError,
    UserNotFoundError,
)
from sales_supervision.accounts.names import name_key, new_name
from sales_supervision.accounts.password_rules import check_password
from sales_supervision.accounts.password_sign_in import keep_password
from sales_supervision.accounts.passwords import Passwords
from sales_supervision.accounts.secret_values import kept_of, new_secret
from sales_supervision.accounts.trail import note
from sales_supervision.clock import Clock
from sales_supervision.domain.access import Role, Scope, User
from sales_supervision.storage.account_storage import ACCOUNTS, Account, AccountStorage
from sales_supervision.storage.engine import Database
from sales_supervision.storage.reset_link_storage import ResetLinkStorage
from sales_supervision.storage.retrying import retried
from sales_supervision.storage.sign_in_storage import SignInStorage

LINK_LASTS = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Changes:
    """What becomes of a user; None leaves it as it is."""

    role: Role | None = None
    everything: bool | None = None
    routes: Collection[str] | None = None
    territories: Collection[str] | None = None
    is_active: bool | None = None

    def scope(self, before: Scope) -> Scope:
        return Scope(
            before.everything if self.everything is None else self.everything,
            before.routes if self.routes is None else frozenset(self.routes),
            before.territories if self.territories is None else frozenset(self.territories),
        )


class Users:
    def __init__(self, database: Database, clock: Clock, passwords: Passwords) -> None:
        self._database = database
        self._clock = clock
        self._passwords = passwords

    def are_none(self) -> bool:
        """Whether nobody can sign in yet."""
        with self._database.reading() as connection:
            return AccountStorage(connection).is_empty()

    def all(self) -> list[Account]:
        """By name."""
        with self._database.reading() as connection:
            return AccountStorage(connection).accounts()

    def find(self, user_name: str) -> Account:
        """Raises UserNotFoundError."""
        with self._database.reading() as connection:
            return _account(connection, user_name)

    def add(
        self, user_name: str, role: Role, scope: Scope, by: By, password: str | None = None
    ) -> Account:
        """A user who cannot sign in before they have a password: their own link makes one.

        Raises NameRefusedError, UserExistsError or PasswordRefusedError.
        """
        added = User(new_name(user_name), role, scope)
        password_hash = None
        if password is not None:
            check_password(password, added.user_name)
            password_hash = self._passwords.hash(password)
        return self._add(added, password_hash, by)

    @retried
    def _add(self, added: User, password_hash: str | None, by: By) -> Account:
        now, key = self._clock(), name_key(added.user_name)
        with self._database.writing(ACCOUNTS) as connection:
            storage = AccountStorage(connection)
            if (taken := storage.account(key)) is not None:
                raise UserExistsError(taken.user.user_name)
            storage.add(added, key, now, password_hash)
            detail = {"role": added.role.value, **_told(added.scope)}
            _note(connection, "user_added", by, now, about=added.user_name, **detail)
            return _account(connection, added.user_name)

    @retried
    def change(self, user_name: str, changes: Changes, by: By) -> Account:
        """Every sign-in of a user whose role, routes or standing changed ends at once.

        Raises UserNotFoundError or LastAdministratorError.
        """
        with self._database.writing(ACCOUNTS) as connection:
            before = _account(connection, user_name)
            if self._apply(connection, before, changes, by):
                SignInStorage(connection).end_all(before.user.user_name)
            if before.is_active and before.user.role is Role.ADMINISTRATOR:
                _require_administrator(connection)
            return _account(connection, before.user.user_name)

    def _apply(self, connection: Connection, before: Account, changes: Changes, by: By) -> bool:
        """Whether anything changed."""
        storage, name, now = AccountStorage(connection), before.user.user_name, self._clock()
        role, is_active = changes.role, changes.is_active
        scope = changes.scope(before.user.scope)
        changed = False
        if role is not None and role != (old := before.user.role):
            changed = True
            storage.set_role(name, role)
            _note(connection, "role_changed", by, now, about=name, before=old, after=role)
        if scope != before.user.scope:
            changed = True
            storage.set_scope(name, scope)
            told = {"before": _told(before.user.scope), "after": _told(scope)}
            _note(connection, "routes_changed", by, now, about=name, **told)
        if is_active is not None and is_active != before.is_active:
            changed = True
            storage.set_active(name, is_active=is_active)
            ResetLinkStorage(connection).forget(name)
            action = "user_enabled" if is_active else "user_disabled"
            _note(connection, action, by, now, about=name)
        return changed

    @retried
    def sign_out(self, user_name: str, by: By) -> Account:
        """End every sign-in of the user. Raises UserNotFoundError."""
        with self._database.writing(ACCOUNTS) as connection:
            name = _account(connection, user_name).user.user_name
            ended = SignInStorage(connection).end_all(name)
            now = self._clock()
            _note(connection, "user_signed_out", by, now, about=name, sign_ins=ended)
            return _account(connection, name)

    @retried
    def make_reset_link(self, user_name: str, by: By) -> str:
        """The secret of a link with which the user chooses a password, once, within LINK_LASTS.

        The link that they had before ends. Raises UserNotFoundError.
        """
        now, secret = self._clock(), new_secret()
        with self._database.writing(ACCOUNTS) as connection:
            name = _account(connection, user_name).user.user_name
            storage = ResetLinkStorage(connection)
            storage.replace(name, kept_of(secret), by.user_name, now, now + LINK_LASTS)
            _note(connection, "reset_link_made", by, now, about=name)
        return secret

    def reset(self, secret: str, password: str, device: Device) -> str:
        """Keep the password that whoever has the link chose; returns whose link it was.

        A password that is refused leaves the link as it was. Raises LinkInvalidError,
        PasswordRefusedError or SignInBusyError.
        """
        kept = kept_of(secret)
        with self._database.reading() as connection:
            user_name = ResetLinkStorage(connection).user_name(kept, self._clock())
        if user_name is None:
            raise LinkInvalidError
        check_password(password, user_name)
        return self._keep_reset(kept, self._passwords.hash(password), device)

    @retried
    def _keep_reset(self, token_sha256: str, password_hash: str, device: Device) -> str:
        now = self._clock()
        with self._database.writing(ACCOUNTS) as connection:
            user_name = ResetLinkStorage(connection).user_name(token_sha256, now)
            if user_name is None:
                raise LinkInvalidError
            keep_password(connection, user_name, password_hash)
            note(connection, "password_reset", user_name, device, now)
            return user_name


def _account(connection: Connection, user_name: str) -> Account:
    found = AccountStorage(connection).account(name_key(user_name))
    if found is None:
        raise UserNotFoundError(user_name)
    return found


def _require_administrator(connection: Connection) -> None:
    if not AccountStorage(connection).active_with_role(Role.ADMINISTRATOR):
        raise LastAdministratorError


def _note(connection: Connection, action: str, by: By, now: datetime, **detail: object) -> None:
    note(connection, action, by.user_name, by.device, now, **detail)


def _told(scope: Scope) -> dict[str, object]:
    return {
        "everything": scope.everything,
        "routes": sorted(scope.routes),
        "territories": sorted(scope.territories),
    }
