"""``sales-supervision db check``: the real schema beside the one that this release knows."""

from __future__ import annotations

import typer

from sales_supervision.commands.configuration import open_database, read_settings, tell_database
from sales_supervision.commands.failing import fail
from sales_supervision.storage import schema
from sales_supervision.storage.expected_schema import expected_schema
from sales_supervision.storage.schema_differences import Severity, schema_differences


def check() -> None:
    """Compare the schema with what this release knows.

    Exit code 0: it is that of this release, harmless differences aside. 1: it is not, and each
    difference is listed. 2: it cannot be compared.
    """
    database = open_database(tell_database(read_settings()))
    with database.reading() as connection:
        version = schema.schema_version(connection)
        if version.current is None or version.current not in schema.STEPS:
            fail(schema.refusal(version), code=2)
        found = schema_differences(connection, expected_schema(version.current))
    for difference in found:
        typer.echo(f"{difference} ({difference.severity})")
    wrong = sum(difference.severity is not Severity.HARMLESS for difference in found)
    if wrong:
        fail(f"The schema at step {version.current} differs in {wrong} places that matter.")
    typer.echo(f"The schema is that of step {version.current}.")
    if not version.is_newest:
        fail(schema.refusal(version))
