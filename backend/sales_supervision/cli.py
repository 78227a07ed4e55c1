"""``sales-supervision``: the command line, put together from ``commands/``."""

from __future__ import annotations

import sys
from typing import Any

import typer
from sqlalchemy.exc import DBAPIError
from typer.core import TyperGroup

from sales_supervision.commands.checklist import checklist
from sales_supervision.commands.db import db
from sales_supervision.commands.demo import demo
from sales_supervision.commands.failing import fail
from sales_supervision.commands.import_feeds import import_feeds
from sales_supervision.commands.maintenance import maintenance
from sales_supervision.commands.openapi import openapi
from sales_supervision.commands.recommend import recommend
from sales_supervision.commands.report import report
from sales_supervision.commands.serve import serve
from sales_supervision.commands.smoke import smoke
from sales_supervision.commands.users import users
from sales_supervision.storage.errors import DatabaseUnavailableError


class _Commands(TyperGroup):
    """Left alone, Typer would leave without a word where somebody interrupts."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            fail("Interrupted; nothing half done was kept.", code=130)


app = typer.Typer(
    name="sales-supervision",
    cls=_Commands,
    help="Follow a van route live, redistribute unsold stock, save the day.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
app.command()(serve)
app.command(name="import")(import_feeds)
app.command()(recommend)
app.command()(report)
app.command()(openapi)
app.command()(smoke)
app.command()(checklist)
app.add_typer(db)
app.add_typer(demo)
app.add_typer(users)
app.add_typer(maintenance)


def main() -> None:
    """Run a command; a database that fails is one sentence on standard error, and exit code 2."""
    try:
        app()
    except DatabaseUnavailableError as error:
        typer.echo(f"{error} Nothing half done was kept.", err=True)
        sys.exit(2)
    except DBAPIError as error:
        reason = str(error.orig).splitlines()[0]
        typer.echo(f"The database failed ({reason}); nothing half done was kept.", err=True)
        sys.exit(2)
