"""Accounts, as the interface and the command line use them."""

from __future__ import annotations

from dataclasses import dataclass

from sales_supervision.accounts.api_tokens import ApiTokens
from sales_supervision.accounts.last_seen import LastSeen
from sales_supervision.accounts.oidc_sign_in import OidcSignIn
from sales_supervision.accounts.password_sign_in import PasswordSignIn
from sales_supervision.accounts.passwords import Passwords
from sales_supervision.accounts.sign_ins import SignedIn, SignIns
from sales_supervision.accounts.users import Users
from sales_supervision.domain.access import User


@dataclass(frozen=True, slots=True)
class Accounts:
    """``oidc``: None where the settings name no provider."""

    users: Users
    sign_ins: SignIns
    password_sign_in: PasswordSignIn
    tokens: ApiTokens
    oidc: OidcSignIn | None
    passwords: Passwords
    last_seen: LastSeen

    def user_of_session(self, cookie: str, *, is_use: bool = True) -> SignedIn | None:
        """Who the cookie stands for; None where it is unknown or over. One indexed read."""
        return self.sign_ins.find(cookie, is_use=is_use)

    def user_of_token(self, bearer: str) -> User | None:
        """Who the token stands for, limited to what it may; None where it is not valid."""
        return self.tokens.user_of(bearer)

    def close(self) -> None:
        """Write what is noted and not written yet."""
        self.last_seen.close()
