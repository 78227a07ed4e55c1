"""``sales-supervision openapi``: the interface's description, from which the page's types come."""

from __future__ import annotations

import json
from tempfile import TemporaryDirectory

import typer

from sales_supervision.app import create_app
from sales_supervision.commands.configuration import read_settings
from sales_supervision.storage.engine import Database
from sales_supervision.storage.migrating import upgrade


def openapi() -> None:
    """Print the OpenAPI document of this release."""
    with TemporaryDirectory() as folder:
        settings = read_settings().model_copy(
            update={"database_url": f"sqlite:///{folder}/empty.db"}
        )
        database = Database(settings.database_url)
        upgrade(database)
        database.dispose()
        document = create_app(settings).openapi()
    typer.echo(json.dumps(document, indent=1, ensure_ascii=False, sort_keys=True))
