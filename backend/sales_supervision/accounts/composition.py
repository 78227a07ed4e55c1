"""The parts of accounts, wired by the settings."""

from __future__ import annotations

from datetime import timedelta

from sales_supervision.accounts.accounts import Accounts
from sales_supervision.accounts.api_tokens import ApiTokens
from sales_supervision.accounts.last_seen import LastSeen
from sales_supervision.accounts.oidc_sign_in import OidcSignIn, RoleMapping
from sales_supervision.accounts.password_sign_in import PasswordSignIn
from sales_supervision.accounts.passwords import Passwords
from sales_supervision.accounts.sign_ins import SignIns
from sales_supervision.accounts.throttling import Throttling
from sales_supervision.accounts.users import Users
from sales_supervision.clock import Clock
from sales_supervision.settings import Settings
from sales_supervision.storage.engine import Database

RETURN_PATH = "/api/sign-in/oidc/return"


def compose_accounts(database: Database, settings: Settings, clock: Clock) -> Accounts:
    passwords = compose_passwords(settings)
    last_seen = LastSeen(database, clock)
    sign_ins = SignIns(
        database,
        clock,
        last_seen,
        idle=timedelta(hours=settings.sign_in_idle_hours),
        longest=timedelta(hours=settings.sign_in_longest_hours),
    )
    return Accounts(
        users=Users(database, clock, passwords),
        sign_ins=sign_ins,
        password_sign_in=PasswordSignIn(
            database, clock, passwords, Throttling(database, clock), sign_ins
        ),
        tokens=ApiTokens(database, clock, last_seen),
        oidc=_oidc(database, settings, clock, sign_ins),
        passwords=passwords,
        last_seen=last_seen,
    )


def compose_passwords(settings: Settings) -> Passwords:
    return Passwords(
        passes=settings.password_hash_passes, memory_mib=settings.password_hash_memory_mib
    )


def _oidc(
    database: Database, settings: Settings, clock: Clock, sign_ins: SignIns
) -> OidcSignIn | None:
    if settings.oidc_issuer is None or settings.oidc_client_id is None:
        return None
    # Only now: it loads packages for signatures and OAuth that few need.
    from sales_supervision.accounts.oidc_provider import Client, OidcProvider  # noqa: PLC0415

    secret = settings.oidc_client_secret
    provider = OidcProvider(
        Client(
            issuer=settings.oidc_issuer,
            client_id=settings.oidc_client_id,
            client_secret=secret.get_secret_value() if secret else None,
            scopes=settings.oidc_scopes,
            return_address=f"{settings.public_url}{RETURN_PATH}",
        ),
        clock,
    )
    mapping = RoleMapping(settings.oidc_role_claim, settings.oidc_roles)
    return OidcSignIn(database, clock, provider, sign_ins, mapping)
