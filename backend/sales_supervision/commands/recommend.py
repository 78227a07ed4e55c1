"""``sales-supervision recommend``: recommended orders for a range of dates."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime
from difflib import get_close_matches
from typing import Annotated

import typer

from sales_supervision.clock import system_clock, today
from sales_supervision.commands.configuration import open_newest_database, read_settings
from sales_supervision.commands.counting import counted
from sales_supervision.commands.failing import fail
from sales_supervision.recommendations.purchase_cycles import PurchaseCycleRecommender
from sales_supervision.recommendations.service import RouteDayRecommended, recommend_range
from sales_supervision.storage.catalogue_storage import CatalogueStorage

_MOST_NAMED = 10


def _date(text: str) -> date:
    with suppress(ValueError):
        return datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 - a date has no zone
    raise typer.BadParameter(f"{text} is not a date such as 2026-11-23.")


def recommend(  # noqa: PLR0917 - each argument is an option of the command
    route: Annotated[
        list[str] | None, typer.Option(help="Route code; give it several times for several.")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="All routes.")] = False,
    first: Annotated[
        date | None,
        typer.Option("--from", parser=_date, metavar="DATE", help="First date, or today."),
    ] = None,
    last: Annotated[
        date | None,
        typer.Option("--to", parser=_date, metavar="DATE", help="Last date, or the first one."),
    ] = None,
    again: Annotated[bool, typer.Option(help="Remake what the recommender made before.")] = False,
    replace_feed: Annotated[bool, typer.Option(help="Replace also what a feed gave.")] = False,
) -> None:
    """Make recommended orders from the sales history, where there are none yet."""
    settings = read_settings()
    database = open_newest_database(settings)
    start = first or today(system_clock, settings.zone)
    end = last or start
    if end < start:
        fail(f"--to {end} lies before --from {start}.", code=2)
    with database.reading() as connection:
        known = [found.route_code for found in CatalogueStorage(connection).routes()]
    routes = known if every else route or []
    if not routes:
        fail("Name a route with --route, or take all of them with --all.", code=2)
    for route_code in routes:
        if route_code not in known:
            fail(f"There is no route {route_code}; {_others(route_code, known)}.", code=2)
    made = 0
    for route_code in routes:
        done = recommend_range(
            database,
            route_code,
            start,
            end,
            now=system_clock(),
            recommender=PurchaseCycleRecommender(),
            again=again,
            replace_feed=replace_feed,
            progress=_say,
        )
        made += sum(day.lines is not None for day in done)
        if not done:
            typer.echo(f"{route_code}: no journey plan {_range(start, end)}.")
    typer.echo(f"Made recommended orders for {counted(made, 'route day')}.")


def _others(route_code: str, known: list[str]) -> str:
    """The routes that may have been meant."""
    if len(known) <= _MOST_NAMED:
        return f"known are {', '.join(known) or 'none'}"
    nearest = get_close_matches(route_code, known)
    if nearest:
        return f"the nearest are {', '.join(nearest)}"
    return f"known are {', '.join(known[:_MOST_NAMED])} and {len(known) - _MOST_NAMED} more"


def _say(day: RouteDayRecommended) -> None:
    what = "kept as it was" if day.lines is None else counted(day.lines, "line")
    typer.echo(f"{day.route_code} {day.on}: {what}")


def _range(first: date, last: date) -> str:
    return f"on {first}" if first == last else f"from {first} to {last}"
