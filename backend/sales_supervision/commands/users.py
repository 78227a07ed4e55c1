"""``sales-supervision users``: who may come in, for whoever may run commands on the server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from sales_supervision.accounts.composition import compose_passwords
from sales_supervision.accounts.errors import AccountError
from sales_supervision.accounts.users import Changes, Users
from sales_supervision.clock import system_clock
from sales_supervision.commands.configuration import open_newest_database, read_settings
from sales_supervision.commands.failing import fail
from sales_supervision.commands.operating import by_command
from sales_supervision.domain.access import Role, Scope
from sales_supervision.loopback import address_here
from sales_supervision.settings import Settings
from sales_supervision.storage.catalogue_storage import CatalogueStorage

users = typer.Typer(
    name="users", help="Users: who may come in, and what they may.", no_args_is_help=True
)

FIRST_ADMINISTRATOR = (
    "Nobody can sign in yet. Make the first administrator with:\n"
    "  sales-supervision users add NAME --role administrator --every-route"
)

Name = Annotated[str, typer.Argument(metavar="NAME", help="Name of the user.")]

Routes = Annotated[list[str] | None, typer.Option("--route", help="Code of a route of theirs.")]
Territories = Annotated[
    list[str] | None, typer.Option("--territory", help="A territory whose routes are theirs.")
]
EveryRoute = Annotated[bool, typer.Option("--every-route", help="All are theirs.")]


@users.callback()
def users_group() -> None:
    """Users: who may come in, and what they may."""


@users.command()
def add(  # noqa: PLR0917 - options of a command
    name: Name,
    role: Annotated[Role, typer.Option(help="What they are here for.")],
    route: Routes = None,
    territory: Territories = None,
    every_route: EveryRoute = False,
    ask_password: Annotated[
        bool,
        typer.Option("--ask-password", help="Ask for the password here, instead of a link."),
    ] = False,
) -> None:
    """Add a user; prints a link with which they choose a password, once, within 24 hours."""
    settings = read_settings()
    scope = Scope(every_route, frozenset(route or ()), frozenset(territory or ()))
    with _users(settings) as known:
        password = _asked() if ask_password else None
        added = known.add(name, role, scope, by_command(), password).user
        typer.echo(f"{added.user_name} is {_article(role)} now and has {_described(scope)}.")
        _warn(settings, scope)
        if password is None:
            _print_link(known, added.user_name, settings)


@users.command(name="list")
def list_users() -> None:
    """Every user: role, routes, last sign-in."""
    with _users(read_settings()) as known:
        found = known.all()
    if not found:
        typer.echo(FIRST_ADMINISTRATOR)
        return
    table = Table("name", "role", "routes", "may sign in", "last signed in", box=None)
    for account in found:
        user, last = account.user, account.signed_in_at
        table.add_row(
            user.user_name,
            user.role.value,
            _described(user.scope),
            "yes" if account.is_active else "disabled",
            f"{last:%Y-%m-%d %H:%M} UTC" if last else "never",
        )
    Console(soft_wrap=True).print(table)


@users.command()
def set_role(
    name: Name, role: Annotated[Role, typer.Argument(metavar="ROLE", help="The new role.")]
) -> None:
    """Give a user another role, which signs them out everywhere."""
    with _users(read_settings()) as known:
        changed = known.change(name, Changes(role=role), by_command()).user
        typer.echo(f"{changed.user_name} is {_article(role)} now.")


@users.command()
def set_routes(
    name: Name, route: Routes = None, territory: Territories = None, every_route: EveryRoute = False
) -> None:
    """Give a user these routes in place of those they had, which signs them out everywhere."""
    settings = read_settings()
    scope = Scope(every_route, frozenset(route or ()), frozenset(territory or ()))
    changes = Changes(
        everything=scope.everything, routes=scope.routes, territories=scope.territories
    )
    with _users(settings) as known:
        changed = known.change(name, changes, by_command()).user
        typer.echo(f"{changed.user_name} has {_described(scope)} now.")
        _warn(settings, scope)


@users.command()
def disable(name: Name) -> None:
    """Sign a user out everywhere and let them in no more; their drafts and saves stay."""
    with _users(read_settings()) as known:
        changed = known.change(name, Changes(is_active=False), by_command()).user
        typer.echo(f"{changed.user_name} is signed out everywhere and may not sign in.")


@users.command()
def enable(name: Name) -> None:
    """Let a disabled user in again."""
    with _users(read_settings()) as known:
        changed = known.change(name, Changes(is_active=True), by_command()).user
        typer.echo(f"{changed.user_name} may sign in again.")


@users.command()
def reset_link(name: Name) -> None:
    """A link with which a user chooses a password, once, within 24 hours; an older one ends."""
    settings = read_settings()
    with _users(settings) as known:
        _print_link(known, name, settings)


@contextmanager
def _users(settings: Settings) -> Iterator[Users]:
    database = open_newest_database(settings)
    try:
        yield Users(database, system_clock, compose_passwords(settings))
    except AccountError as refused:
        fail(str(refused), 2)
    finally:
        database.dispose()


def _asked() -> str:
    password: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    return password


def _print_link(known: Users, name: str, settings: Settings) -> None:
    secret = known.make_reset_link(name, by_command())
    address = settings.public_url or address_here(settings.host, settings.port)
    typer.echo("They choose a password here, once, within 24 hours:")
    typer.echo(f"  {address}/#reset={secret}")
    if settings.public_url is None:
        typer.echo(
            "That address is right on this computer only. For others set "
            "SALES_SUPERVISION_PUBLIC_URL to the one at which they reach the product.",
            err=True,
        )


def _warn(settings: Settings, scope: Scope) -> None:
    """Say what is likely a mistake, though it may come true with the next import."""
    database = open_newest_database(settings)
    with database.reading() as connection:
        known = CatalogueStorage(connection).routes()
    database.dispose()
    territories = {route.territory for route in known}
    unknown = [
        *(f"route {code}" for code in sorted(scope.routes - {one.route_code for one in known})),
        *(f"territory {name}" for name in sorted(scope.territories - territories)),
    ]
    if unknown:
        typer.echo(
            f"There is no {' and no '.join(unknown)} yet: nothing is seen of it before an import "
            "brings it.",
            err=True,
        )
    if scope == Scope():
        typer.echo(
            "Without a route they see no day: give some with users set-routes NAME --route CODE, "
            "--territory NAME or --every-route.",
            err=True,
        )


def _article(role: Role) -> str:
    return f"an {role}" if role is Role.ADMINISTRATOR else f"a {role}"


def _described(scope: Scope) -> str:
    if scope.everything:
        return "every route"
    named = [*sorted(scope.routes), *(f"all of {name}" for name in sorted(scope.territories))]
    return ", ".join(named) or "no route"
