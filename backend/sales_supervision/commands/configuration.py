"""Settings and database as commands need them: a wrong setting is a sentence, not a traceback."""

from __future__ import annotations

from pydantic import ValidationError
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


def open_database(settings: Settings) -> Database:
    """The database, whatever its schema; exits with a sentence where it cannot be opened."""
    if settings.database_url in ("sqlite://", "sqlite:///:memory:"):
        fail(
            "A database in memory ends with the command; name a file: sqlite:///days.db.",
            2,
        )
    try:
        database = Database(settings.database_url)
        with database.reading():
            return database
    except DatabaseUnavailableError as error:
        fail(str(error), 2)
    except (ArgumentError, DBAPIError, ImportError, OSError, ValueError) as error:
        reason = str(getattr(error, "orig", None) or error).splitlines()[0]
        fail(f"The database cannot be opened ({reason}); check SALES_SUPERVISION_DATABASE_URL.", 2)


def open_newest_database(settings: Settings) -> Database:
    """The database with the schema of this release; exits with a sentence otherwise."""
    database = open_database(settings)
    try:
        require_newest(database)
    except SchemaError as error:
        fail(str(error), code=2)
    return database
