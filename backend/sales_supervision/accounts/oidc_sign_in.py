"""Signing in with the company's account: out to the provider, back with what it vouches for."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

from sales_supervision.accounts.device import Device
from sales_supervision.accounts.errors import NameRefusedError, ProviderError, ProviderProblem
from sales_supervision.accounts.names import MOST_CHARACTERS, NOBODY, name_key, new_name
from sales_supervision.accounts.secret_values import derived, new_secret
from sales_supervision.accounts.sign_ins import OIDC, NewSignIn, SignIns
from sales_supervision.accounts.trail import note
from sales_supervision.clock import Clock
from sales_supervision.domain.access import Role, Scope, User
from sales_supervision.storage.account_storage import ACCOUNTS, AccountStorage
from sales_supervision.storage.engine import Database
from sales_supervision.storage.retrying import retried
from sales_supervision.storage.sign_in_storage import SignInStorage

if TYPE_CHECKING:
    from sales_supervision.accounts.oidc_provider import OidcProvider, Vouched

_NAMING_CLAIMS = ("preferred_username", "email", "name")
_LONGEST_SUBJECT = 255


@dataclass(frozen=True, slots=True)
class Departure:
    """``cookie``: the browser's own secret, by which it is recognised when it comes back."""

    address: str
    cookie: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the browser brings back from the provider."""

    cookie: str | None
    state: str | None
    code: str | None
    error: str | None
    issuer: str | None


@dataclass(frozen=True, slots=True)
class RoleMapping:
    """``claim``: which claim lists the groups of a person, a dot between nested names."""

    claim: str | None
    roles: Mapping[str, Role]

    @property
    def is_set(self) -> bool:
        """Whether the provider's groups say who has which role."""
        return self.claim is not None and bool(self.roles)

    def role(self, claims: Mapping[str, Any]) -> Role:
        """The highest role that the person's groups give; a viewer's where none does."""
        found: Any = claims
        for part in (self.claim or "").split("."):
            found = found.get(part) if isinstance(found, Mapping) else None
        groups = found if isinstance(found, list) else [found]
        order = list(Role)
        given = [
            self.roles[group] for group in groups if isinstance(group, str) and group in self.roles
        ]
        return max(given, key=order.index, default=Role.VIEWER)


class OidcSignIn:
    """Between the two halves the server keeps nothing: all is derived from the browser's cookie."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        provider: OidcProvider,
        sign_ins: SignIns,
        mapping: RoleMapping,
    ) -> None:
        self._database = database
        self._clock = clock
        self._provider = provider
        self._sign_ins = sign_ins
        self._mapping = mapping

    @property
    def gives_roles(self) -> bool:
        """Whether each sign-in brings the role up to date with the person's groups."""
        return self._mapping.is_set

    def depart(self) -> Departure:
        """Raises ProviderError where the provider does not answer."""
        secret = new_secret()
        address = self._provider.authorization_address(
            derived(secret, "state"), derived(secret, "nonce"), derived(secret, "verifier")
        )
        return Departure(address, secret)

    def arrive(self, answer: Answer, device: Device) -> NewSignIn:
        """Sign in whom the provider vouches for; a user of theirs is made the first time.

        Where groups give roles, the role is brought up to date.

        Raises ProviderError; the failure is in the audit trail.
        """
        try:
            return self._sign_in(self._vouched(answer), device)
        except ProviderError as error:
            self._note_failure(error.why, device)
            raise

    def sign_out_address(self, id_token: str, back_to: str) -> str | None:
        """Where to sign out of the provider too, None where that is not offered."""
        return self._provider.sign_out_address(id_token, back_to)

    def _vouched(self, answer: Answer) -> Vouched:
        secret = answer.cookie or ""
        expected = derived(secret, "state")
        told = (answer.state or "").encode()
        if not secret or not hmac.compare_digest(expected.encode(), told):
            raise ProviderError(ProviderProblem.NOT_BEGUN_HERE, "state")
        self._provider.check_answering_issuer(answer.issuer)
        if answer.code is None:
            raise ProviderError(ProviderProblem.NOT_COMPLETED, f"error {answer.error!r}")
        return self._provider.redeem(
            answer.code, derived(secret, "nonce"), derived(secret, "verifier")
        )

    @retried
    def _sign_in(self, vouched: Vouched, device: Device) -> NewSignIn:
        subject = vouched.claims["sub"]
        if not isinstance(subject, str) or not 0 < len(subject) <= _LONGEST_SUBJECT:
            raise ProviderError(ProviderProblem.NOT_CONFIRMED, "no usable sub")
        with self._database.writing(ACCOUNTS) as connection:
            storage = AccountStorage(connection)
            name = storage.of_identity(self._provider.issuer, subject)
            if name is None:
                name = self._make_user(connection, vouched.claims, subject, device)
            known = storage.account(name_key(name))
            if known is None or not known.is_active:
                raise ProviderError(ProviderProblem.DISABLED, f"disabled: {name}")
            if self.gives_roles:
                self._follow_role(connection, known.user, vouched.claims, device)
            return self._sign_ins.begin(connection, name, OIDC, device, vouched.id_token)

    def _make_user(
        self, connection: Connection, claims: Mapping[str, Any], subject: str, device: Device
    ) -> str:
        """Never a user who is there already, whatever the provider calls them: who may choose their
        name there must not choose who they are here."""
        storage = AccountStorage(connection)
        wanted = _name(claims, subject)
        name, number = wanted, 1
        while storage.account(name_key(name)) is not None:
            number += 1
            ending = f" ({number})"
            name = wanted[: MOST_CHARACTERS - len(ending)] + ending
        role = self._mapping.role(claims)
        storage.add(User(name, role, Scope()), name_key(name), self._clock())
        storage.link_identity(name, self._provider.issuer, subject)
        now = self._clock()
        note(connection, "user_added", name, device, now, about=name, role=role, how=OIDC)
        return name

    def _follow_role(
        self, connection: Connection, user: User, claims: Mapping[str, Any], device: Device
    ) -> None:
        """Give what the groups give now, and end what was open under the role before.

        The last administrator keeps the role, so that somebody can still give it to others.
        """
        storage, now, before = AccountStorage(connection), self._clock(), user.role
        role = self._mapping.role(claims)
        if role is before:
            return
        detail = {"about": user.user_name, "before": before, "after": role, "how": OIDC}
        if before is Role.ADMINISTRATOR and storage.active_with_role(before) == 1:
            note(connection, "role_kept", user.user_name, device, now, **detail)
            return
        storage.set_role(user.user_name, role)
        SignInStorage(connection).end_all(user.user_name)
        note(connection, "role_changed", user.user_name, device, now, **detail)

    @retried
    def _note_failure(self, why: str, device: Device) -> None:
        now = self._clock()
        with self._database.writing(ACCOUNTS) as connection:
            note(connection, "sign_in_failed", NOBODY, device, now, how=OIDC, why=why[:200])


def _name(claims: Mapping[str, Any], subject: str) -> str:
    """The first claim that can be a user name, else what the provider itself calls the person."""
    for told in (*(claims.get(claim) for claim in _NAMING_CLAIMS), subject):
        if isinstance(told, str):
            try:
                return new_name(told[:MOST_CHARACTERS])
            except NameRefusedError:
                continue
    return "user"
