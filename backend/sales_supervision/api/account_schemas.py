"""What goes over HTTP about accounts: signing in, one's own devices and tokens, users."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, SecretStr, StringConstraints

from sales_supervision.accounts.api_tokens import LONGEST_DAYS
from sales_supervision.api.schemas import Code, Model, UserName
from sales_supervision.domain.access import Permission, Role

Password = Annotated[SecretStr, Field(min_length=1, max_length=1000)]
Secret = Annotated[SecretStr, Field(min_length=1, max_length=200)]
Territory = Annotated[
    str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f]+$")
]
Label = Annotated[
    str,
    StringConstraints(
        min_length=1, max_length=100, pattern=r"^[^\x00-\x1f\x7f-\x9f]*$", strip_whitespace=True
    ),
]


class NameAndPassword(Model):
    user_name: UserName
    password: Password


class SignedInAs(Model):
    """Who is signed in now; what they may is told by `/api/me`."""

    user_name: str


class SignedOut(Model):
    provider_sign_out: str | None = Field(
        description="Where the browser must go to sign out of the company's account as well."
    )


class ChosenPassword(Model):
    """``token``: what stands after `#reset=` in the link."""

    token: Secret
    password: Password


class ChangedPassword(Model):
    current_password: Password
    password: Password


class Device(Model):
    """Where one is signed in."""

    sign_in_id: str
    how: Literal["password", "oidc"]
    agent: str = Field(description="What the browser calls itself.")
    address: str
    signed_in_at: datetime
    seen_at: datetime = Field(description="Last used, to the minute.")
    expires_at: datetime
    is_this_one: bool


class NewToken(Model):
    token_name: Label
    permissions: list[Permission] = Field(min_length=1, max_length=20)
    days: int = Field(ge=1, le=LONGEST_DAYS, strict=True, description="How long it is valid.")


class Token(Model):
    """A token for a program; the token itself is not kept."""

    token_id: str
    token_name: str
    permissions: list[Permission]
    made_at: datetime
    expires_at: datetime
    used_at: datetime | None = Field(description="Last used, to the minute; null: never.")


class MadeToken(Token):
    token: str = Field(description="The token itself, told this once.")


class User(Model):
    user_name: str
    role: Role
    everything: bool = Field(description="Every route is theirs.")
    routes: list[str]
    territories: list[str]
    is_active: bool = Field(description="False: may not sign in, and no token of theirs is valid.")
    has_password: bool
    has_company_account: bool
    has_role_of_groups: bool = Field(
        description="Each sign-in with the company's account gives the role of their groups there."
    )
    made_at: datetime
    signed_in_at: datetime | None
    devices: int = Field(description="On how many they are signed in.")


class NewUser(Model):
    user_name: UserName
    role: Role
    everything: bool = False
    routes: list[Code] = Field(default=[], max_length=1000)
    territories: list[Territory] = Field(default=[], max_length=1000)


class UserChanges(Model):
    """What is left out or null stays as it is."""

    role: Role | None = None
    everything: bool | None = None
    routes: list[Code] | None = Field(default=None, max_length=1000)
    territories: list[Territory] | None = Field(default=None, max_length=1000)
    is_active: bool | None = None


class ResetLink(Model):
    link: str = Field(description="With which the user chooses a password once; told this once.")
    expires_at: datetime
