"""Whether a deployment works on the database that this shell has."""

from __future__ import annotations

import typer

from sales_supervision.commands.failing import fail
from sales_supervision.smoke.deployment import Deployment
from sales_supervision.smoke.steps import StepFailedError
from sales_supervision.storage.engine import Database
from sales_supervision.storage.epoch import database_id


def require_same_database(database: Database, url: str) -> None:
    """Exit with a sentence unless the deployment at ``url`` names the epoch of ``database``."""
    try:
        with Deployment(url, None) as deployment:
            found = deployment.ask("GET", "/health/ready").json().get("database_id")
    except StepFailedError as failed:
        fail(str(failed))
    if found is None:
        fail(f"{url} does not tell its database: it is of an older release.")
    with database.reading() as connection:
        own = database_id(connection)
    if found != own:
        fail(
            f"{url} works on another database ({found}) than this shell ({own}): mend --url or "
            "SALES_SUPERVISION_DATABASE_URL."
        )
    typer.echo(f"{url} works on this database ({own}).")
