"""What goes over HTTP about who asks."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from sales_supervision.api.schemas import Model, UserName
from sales_supervision.domain.access import Permission, Role

WaysToSignIn = Literal["accounts", "demo", "oidc"]


class Me(Model):
    """Whose drafts and saves those of this device are, and what they may."""

    user_name: str
    role: Role
    permissions: list[Permission]
    everything: bool = Field(description="Every route is theirs.")
    routes: list[str] = Field(description="Codes of the routes that are theirs by name.")
    territories: list[str] = Field(description="Territories whose routes are theirs.")
    sign_in: WaysToSignIn = Field(
        description="How they signed in; `demo`: anyone at the server's computer is signed in."
    )
    password: bool = Field(description="They have a password here.")
    csrf_token: str | None = Field(
        description="What each change sends in `X-CSRF-Token`; null where none is asked for."
    )


class TryAs(Model):
    """Who to be on a demo."""

    user_name: UserName
    role: Role | None = Field(default=None, description="The same as now if left out.")


class IdentityProvider(Model):
    name: str


class SignIn(Model):
    """How one becomes somebody here."""

    sign_in: Literal["accounts", "demo"]
    password: bool = Field(description="With a name and a password of this server.")
    oidc: IdentityProvider | None = Field(description="Through this provider of identities.")
    has_users: bool = Field(
        description="False: nobody can sign in yet; the first administrator is made by a command."
    )
    demo: bool = Field(description="The database holds demo data.")
    version: str
