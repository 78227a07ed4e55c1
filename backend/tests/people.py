"""People with accounts, whose passwords are cheap to compare."""

from __future__ import annotations

from argon2 import PasswordHasher

from sales_supervision.accounts.device import By, Device
from sales_supervision.accounts.names import name_key
from sales_supervision.domain.access import EVERY_ROUTE, Role, Scope, User
from sales_supervision.storage.account_storage import ACCOUNTS, AccountStorage
from sales_supervision.storage.engine import Database
from tests.clocks import NOON

PASSES, MEMORY_MIB = 2, 19
"""The least that the settings allow."""

CHEAP = {"password_hash_passes": PASSES, "password_hash_memory_mib": MEMORY_MIB}

PASSWORD = "unlikely green horses"
OTHER_PASSWORD = "seven quiet lampposts"
_HASH = PasswordHasher(PASSES, MEMORY_MIB * 1024, 1).hash(PASSWORD)

TABLET = Device("192.0.2.7", "A tablet", "request-of-a-tablet")
OFFICE = By("Huda", Device("192.0.2.1", "The office", "request-of-the-office"))


def add_person(
    database: Database,
    user_name: str,
    role: Role = Role.SUPERVISOR,
    scope: Scope = EVERY_ROUTE,
    *,
    has_password: bool = True,
) -> User:
    """A user whose password is PASSWORD."""
    person = User(user_name, role, scope)
    with database.writing(ACCOUNTS) as connection:
        AccountStorage(connection).add(
            person, name_key(user_name), NOON, _HASH if has_password else None
        )
    return person
