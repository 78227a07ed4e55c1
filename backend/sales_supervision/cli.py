"""``sales-supervision``: the command line, put together from ``commands/``."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any, ClassVar

import structlog
import typer
from sqlalchemy.exc import DBAPIError

from sales_supervision.commands.failing import fail
from sales_supervision.commands.loading import LazyCommands
from sales_supervision.interrupts import INTERRUPTED
from sales_supervision.storage.errors import DatabaseUnavailableError


class _Commands(LazyCommands):
    """By name: the module in ``commands/`` that holds it, under the module's own name."""

    modules: ClassVar[Mapping[str, str]] = {
        "serve": "serve",
        "import": "import_feeds",
        "recommend": "recommend",
        "report": "report",
        "openapi": "openapi",
        "smoke": "smoke",
        "checklist": "checklist",
        "db": "db",
        "demo": "demo",
        "users": "users",
        "maintenance": "maintenance",
    }

    def invoke(self, ctx: Any) -> Any:
        # Left alone, Typer would leave without a word where somebody interrupts.
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            fail("Interrupted; nothing half done was kept.", code=INTERRUPTED)


app = typer.Typer(
    name="sales-supervision",
    cls=_Commands,
    help="Follow a van route live, redistribute unsold stock, save the day.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


@app.callback()
def _group() -> None:
    # Typer wants one where no command is registered before it is used.
    pass


def main() -> None:
    """Run a command; a database that fails is one sentence on standard error, and exit code 2."""
    # What a command prints is for programs, too; serving sets up its own.
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    try:
        app()
    except DatabaseUnavailableError as error:
        typer.echo(f"{error} Nothing half done was kept.", err=True)
        sys.exit(2)
    except DBAPIError as error:
        reason = str(error.orig).splitlines()[0]
        typer.echo(f"The database failed ({reason}); nothing half done was kept.", err=True)
        sys.exit(2)
