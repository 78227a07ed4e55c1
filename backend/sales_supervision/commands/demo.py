"""``sales-supervision demo``: demo data."""

from __future__ import annotations

import typer

from sales_supervision.clock import system_clock, today
from sales_supervision.commands.configuration import open_newest_database, read_settings
from sales_supervision.commands.failing import fail
from sales_supervision.demo.generator import DemoSpec
from sales_supervision.demo.loading import NotADemoError, load_demo
from sales_supervision.settings import Settings
from sales_supervision.storage.engine import Database

demo = typer.Typer(name="demo", help="Demo data: a bakery in the Gulf.", no_args_is_help=True)


@demo.callback()
def demo_group() -> None:
    """Demo data: a bakery in the Gulf."""


@demo.command()
def load() -> None:
    """Load the demo up to today; a demo of an earlier day moves on."""
    settings = read_settings()
    try:
        load_up_to_today(open_newest_database(settings, may_make=True), settings)
    except NotADemoError as error:
        fail(str(error))


def load_up_to_today(database: Database, settings: Settings) -> None:
    """Load the demo and say how it goes. Raises NotADemoError where the data is not the demo's."""
    spec = DemoSpec(
        today=today(system_clock, settings.zone),
        now=system_clock(),
        time_zone=settings.time_zone,
    )
    rows = load_demo(database, spec, lambda feed, count: typer.echo(f"  {feed}: {count:,}"))
    typer.echo(
        f"Demo data up to {spec.today}: {rows:,} rows."
        if rows
        else f"The demo data already reaches {spec.today}."
    )
