"""Users: their roles, their routes, how they may sign in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Row,
    Select,
    Table,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)

from sales_supervision.domain.access import Role, Scope, User, known_permissions
from sales_supervision.storage.account_tables import (
    sign_in_session,
    user,
    user_identity,
    user_route,
)
from sales_supervision.storage.bulk import insert_rows
from sales_supervision.storage.moments import from_stored, from_stored_or_none, to_stored

ACCOUNTS = "accounts"
"""The lock of whoever writes users, sign-ins, tokens and reset links."""

ROUTE, TERRITORY = "route", "territory"

WHO: tuple[Column[Any], ...] = (
    user.c.user_name,
    user.c.role,
    user.c.every_route,
    user_route.c.kind,
    user_route.c.value,
)
"""What a query reads to know a user: a row a route, one row where there is none (outer join)."""


@dataclass(frozen=True, slots=True)
class Account:
    """``signed_in_at``: the last time, None for never; ``sign_ins``: how many are open."""

    user: User
    is_active: bool
    has_password: bool
    has_identity: bool
    made_at: datetime
    signed_in_at: datetime | None
    sign_ins: int = 0


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a password is compared with; None where the user has none."""

    user_name: str
    is_active: bool
    password_hash: str | None


class AccountStorage:
    """Works within the caller's transaction; who writes holds the lock ACCOUNTS."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(
        self, added: User, name_key: str, now: datetime, password_hash: str | None = None
    ) -> None:
        """Raises IntegrityError where the name is taken (see ``retrying``)."""
        self._connection.execute(
            insert(user).values(
                user_name=added.user_name,
                name_key=name_key,
                role=added.role.value,
                every_route=added.scope.everything,
                is_active=True,
                password_hash=password_hash,
                made_at=to_stored(now),
            )
        )
        self._write_routes(added.user_name, added.scope)

    def credentials(self, name_key: str) -> Credentials | None:
        row = self._connection.execute(
            select(user.c.user_name, user.c.is_active, user.c.password_hash).where(
                user.c.name_key == name_key
            )
        ).one_or_none()
        return None if row is None else Credentials(*row)

    def account(self, name_key: str) -> Account | None:
        found = self._accounts(name_key)
        return found[0] if found else None

    def accounts(self) -> list[Account]:
        """Every user, by name."""
        return self._accounts(None)

    def is_empty(self) -> bool:
        return self._connection.execute(select(user.c.user_name).limit(1)).first() is None

    def active_with_role(self, role: Role) -> int:
        """How many users who may sign in have the role."""
        return self._connection.execute(
            select(func.count()).where(user.c.role == role.value, user.c.is_active.is_(True))
        ).scalar_one()

    def set_role(self, user_name: str, role: Role) -> None:
        self._set(user_name, role=role.value)

    def set_active(self, user_name: str, *, is_active: bool) -> None:
        self._set(user_name, is_active=is_active)

    def set_password(self, user_name: str, password_hash: str) -> None:
        self._set(user_name, password_hash=password_hash)

    def note_sign_in(self, user_name: str, now: datetime) -> None:
        self._set(user_name, signed_in_at=to_stored(now))

    def set_scope(self, user_name: str, scope: Scope) -> None:
        self._set(user_name, every_route=scope.everything)
        self._connection.execute(delete(user_route).where(user_route.c.user_name == user_name))
        self._write_routes(user_name, scope)

    def of_identity(self, issuer: str, subject: str) -> str | None:
        """The name of the user whom a provider knows as ``subject``."""
        return self._connection.execute(
            select(user_identity.c.user_name).where(
                user_identity.c.issuer == issuer, user_identity.c.subject == subject
            )
        ).scalar_one_or_none()

    def link_identity(self, user_name: str, issuer: str, subject: str) -> None:
        self._connection.execute(
            insert(user_identity).values(issuer=issuer, subject=subject, user_name=user_name)
        )

    def _set(self, user_name: str, **values: object) -> None:
        self._connection.execute(update(user).where(user.c.user_name == user_name).values(**values))

    def _write_routes(self, user_name: str, scope: Scope) -> None:
        named = {ROUTE: scope.routes, TERRITORY: scope.territories}
        insert_rows(
            self._connection,
            user_route,
            [
                {"user_name": user_name, "kind": kind, "value": value}
                for kind, values in named.items()
                for value in sorted(values)
            ],
        )

    def _accounts(self, name_key: str | None) -> list[Account]:
        sign_ins = (
            select(func.count())
            .where(sign_in_session.c.user_name == user.c.user_name)
            .scalar_subquery()
            .label("sign_ins")
        )
        identities = (
            select(func.count())
            .where(user_identity.c.user_name == user.c.user_name)
            .scalar_subquery()
            .label("identities")
        )
        query = (
            select(
                *WHO,
                user.c.is_active,
                user.c.password_hash,
                user.c.made_at,
                user.c.signed_in_at,
                sign_ins,
                identities,
            )
            .outerjoin(user_route, user_route.c.user_name == user.c.user_name)
            .order_by(user.c.name_key)
        )
        if name_key is not None:
            query = query.where(user.c.name_key == name_key)
        by_name: dict[str, list[Row[*tuple[Any, ...]]]] = {}
        for row in self._connection.execute(query):
            by_name.setdefault(row.user_name, []).append(row)
        return [
            Account(
                user=user_of(rows),
                is_active=rows[0].is_active,
                has_password=rows[0].password_hash is not None,
                has_identity=rows[0].identities > 0,
                made_at=from_stored(rows[0].made_at),
                signed_in_at=from_stored_or_none(rows[0].signed_in_at),
                sign_ins=rows[0].sign_ins,
            )
            for rows in by_name.values()
        ]


def rows_of_secret(
    connection: Connection, table: Table, token_sha256: str, *more: Column[Any]
) -> Sequence[Row[*tuple[Any, ...]]]:
    """What ``table`` has under the hash of a cookie or token, beside the columns WHO of its user.

    In one statement; ``more``: of the user. Empty where there is none, or its user is not active.
    """
    return connection.execute(_of_secret(table, *more), {"token_sha256": token_sha256}).all()


@cache
def _of_secret(table: Table, *more: Column[Any]) -> Select[*tuple[Any, ...]]:
    return (
        select(*WHO, *more, *(column for column in table.c if column is not table.c.user_name))
        .select_from(table)
        .join(user, user.c.user_name == table.c.user_name)
        .outerjoin(user_route, user_route.c.user_name == user.c.user_name)
        .where(table.c.token_sha256 == bindparam("token_sha256"), user.c.is_active.is_(True))
    )


def user_of(rows: Sequence[Row[*tuple[Any, ...]]], limited_to: Iterable[str] | None = None) -> User:
    """The user whom rows with the columns WHO are about; ``limited_to``: permissions of a token."""
    named: dict[str, set[str]] = {ROUTE: set(), TERRITORY: set()}
    for row in rows:
        if row.kind is not None:
            named[row.kind].add(row.value)
    scope = Scope(rows[0].every_route, frozenset(named[ROUTE]), frozenset(named[TERRITORY]))
    limits = None if limited_to is None else known_permissions(limited_to)
    return User(rows[0].user_name, Role(rows[0].role), scope, limits)
