"""Settings and database as commands need them: a wrong setting is a sentence, not a traceback."""

from __future__ import annotations

from pathlib import Path

import typer
from pydantic import ValidationError
from sqlalchemy import make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DBAPIError

from sales_supervision.commands.failing import fail
from sales_supervision.settings import Settings
from sales_supervision.storage.engine import Database
from sales_supervision.storage.errors import DatabaseUnavailableError
from sales_supervision.storage.schema import SchemaError, require_newest


def read_settings() -> Settings:
    """Settings from the environment; exits with a sentence a setting where one is wrong."""
    try:
        settings = Settings()
        settings.policy  # noqa: B018 - settings that contradict each other are refused here
    except ValidationError as error:
        fail(
            "\n".join(
                f"SALES_SUPERVISION_{str(item['loc'][0]).upper()}: {item['msg']}"
                for item in error.errors()
            ),
            code=2,
        )
    except ValueError as error:
        fail(str(error), code=2)
    return settings


def tell_database(settings: Settings) -> Settings:
    """Say on standard error which database a command works on, and return ``settings``.

    A shell that lacks the server's environment works on another one, which nobody would notice.
    """
    typer.echo(f"Database: {name_of_database(make_url(settings.database_url))}", err=True)
    return settings


def name_of_database(url: URL) -> str:
    """The address of a database for people: a whole path, no password, no options."""
    shown = url.set(query={})
    if shown.get_backend_name() == "sqlite" and shown.database not in (None, "", ":memory:"):
        shown = shown.set(database=str(Path(str(shown.database)).resolve()))
    return shown.render_as_string(hide_password=True)


def open_database(settings: Settings, *, may_make: bool = False) -> Database:
    """The database, whatever its schema; exits with a sentence where it cannot be opened.

    ``may_make``: the file of SQLite is made where it is missing; else that is a refusal.
    """
    if settings.database_url in ("sqlite://", "sqlite:///:memory:"):
        fail(
            "A database in memory ends with the command; name a file: sqlite:///days.db.",
            2,
        )
    try:
        if not may_make:
            _require_file(make_url(settings.database_url))
        database = Database(settings.database_url)
        with database.reading():
            return database
    except DatabaseUnavailableError as error:
        fail(str(error), 2)
    except (ArgumentError, DBAPIError, ImportError, OSError, ValueError) as error:
        reason = str(getattr(error, "orig", None) or error).splitlines()[0]
        fail(f"The database cannot be opened ({reason}); check SALES_SUPERVISION_DATABASE_URL.", 2)


def _require_file(url: URL) -> None:
    if url.get_backend_name() != "sqlite" or not url.database:
        return
    file = Path(url.database)
    if not (file.exists() or url.database.startswith("file:")):
        fail(
            f"There is no database {file.resolve()}: set SALES_SUPERVISION_DATABASE_URL as the "
            "servers have it, or make a new one with `sales-supervision db upgrade`.",
            2,
        )


def open_newest_database(settings: Settings, *, may_make: bool = False) -> Database:
    """The database with the schema of this release; exits with a sentence otherwise."""
    database = open_database(settings, may_make=may_make)
    try:
        require_newest(database)
    except SchemaError as error:
        fail(str(error), code=2)
    return database
