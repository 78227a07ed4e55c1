"""Who may do what: roles, their permissions, and the routes that are somebody's.

``docs/permissions.md`` has the same tables; a test keeps them equal.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

COMMAND_LINE = "command line"
"""In the audit trail: whoever may run commands on the server. It can be no user's name."""


class Role(StrEnum):
    """What somebody is here for; each may all that the one before may."""

    VIEWER = "viewer"
    SUPERVISOR = "supervisor"
    MANAGER = "manager"
    ADMINISTRATOR = "administrator"


class Permission(StrEnum):
    """What an operation needs; on operations of a route, it needs the route too."""

    VIEW = "view"
    """Look at days, saved sessions, versions, reviews and notices."""
    SUPERVISE = "supervise"
    """Change one's draft, save and merge."""
    REVIEW = "review"
    """Have reviews written, and judge them."""
    REOPEN = "reopen"
    """Make a saved day live again."""
    SEE_AUDIT = "see-audit"
    """Search the audit trail of everything."""
    SEE_OPERATIONS = "see-operations"
    """Look at the operations page, the report and the money that reviews cost."""
    OPERATE = "operate"
    """Announce maintenance, and make days for smoke tests."""
    MANAGE_USERS = "manage-users"
    """Users, their roles, routes, sessions and tokens."""


_VIEWER = frozenset({Permission.VIEW})
_SUPERVISOR = _VIEWER | {Permission.SUPERVISE, Permission.REVIEW}
_MANAGER = _SUPERVISOR | {Permission.REOPEN}

PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.VIEWER: _VIEWER,
    Role.SUPERVISOR: _SUPERVISOR,
    Role.MANAGER: _MANAGER,
    Role.ADMINISTRATOR: frozenset(Permission),
}


@dataclass(frozen=True, slots=True)
class Scope:
    """The routes that are somebody's: all, or those named, or those of territories named."""

    everything: bool = False
    routes: frozenset[str] = frozenset()
    territories: frozenset[str] = frozenset()

    def covers(self, route_code: str, territory: str | None) -> bool:
        """Whether the route, which is in ``territory``, is among them."""
        return (
            self.everything
            or route_code in self.routes
            or (territory is not None and territory in self.territories)
        )


EVERY_ROUTE = Scope(everything=True)


@dataclass(frozen=True, slots=True)
class User:
    """Who asks. Drafts, saves and audit entries are kept under ``user_name``."""

    user_name: str
    role: Role
    scope: Scope
    limited_to: frozenset[Permission] | None = None
    """What a token may at most; None for a person who signed in."""

    def may(self, permission: Permission) -> bool:
        """Whether the role has the permission, and the token too where one is used."""
        return permission in PERMISSIONS[self.role] and (
            self.limited_to is None or permission in self.limited_to
        )


def known_permissions(names: Iterable[str]) -> frozenset[Permission]:
    """Those that there are among ``names``: an earlier release may have given others."""
    wanted = set(names)
    return frozenset(permission for permission in Permission if permission in wanted)
