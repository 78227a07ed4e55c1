"""``sales-supervision db adopt``: take over a database that the original system made."""

from __future__ import annotations

from typing import Annotated

import typer
from sqlalchemy.exc import DBAPIError

from sales_supervision.commands.configuration import open_database, read_settings, tell_database
from sales_supervision.commands.failing import fail
from sales_supervision.storage import adoption
from sales_supervision.storage.errors import DatabaseUnavailableError
from sales_supervision.storage.schema import SchemaError
from sales_supervision.storage.schema_differences import Severity


def adopt(
    complete: Annotated[
        bool, typer.Option(help="Add what is missing and can be added beside the rows.")
    ] = False,
) -> None:
    """Take over a database of the original system, with or without `record_version`.

    Lists what differs. Exit code 0: taken over; run `db upgrade` next. 1: not, and nothing was
    changed. No row is written in either case.
    """
    database = open_database(tell_database(read_settings()))
    try:
        found = adoption.adopt(database, complete=complete)
    except SchemaError as error:
        fail(str(error))
    except (DBAPIError, DatabaseUnavailableError) as error:
        fail(f"The database was not adopted: {getattr(error, 'orig', None) or error}")
    for difference in found.differences:
        done = complete and difference.severity is Severity.ADDABLE
        typer.echo(f"{difference} ({'added' if done and _adopted(found) else difference.severity})")
    blocking, addable = found.of(Severity.BLOCKING), found.of(Severity.ADDABLE)
    if blocking:
        fail(
            f"The database was not adopted: {len(blocking)} of these differences must be mended "
            "first; nothing was changed."
        )
    if addable and not complete:
        fail(
            f"The database was not adopted: {len(addable)} of these can be added without touching "
            "a row; run `sales-supervision db adopt --complete`. Nothing was changed."
        )
    typer.echo(
        f"The database was adopted at step {found.step}: run `sales-supervision db upgrade`."
    )


def _adopted(found: adoption.Adoptable) -> bool:
    return not found.of(Severity.BLOCKING)
