"""``sales-supervision recommend``: recommended orders for a range of dates."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

import typer

from sales_supervision.clock import system_clock, today
from sales_supervision.commands.configuration import open_newest_database, read_settings
from sales_supervision.commands.failing import fail
from sales_supervision.recommendations.purchase_cycles import PurchaseCycleRecommender
from sales_supervision.recommendations.service import RouteDayRecommended, recommend_range
from sales_supervision.storage.plan_storage import PlanStorage


def recommend(  # noqa: PLR0917 - each argument is an option of the command
    route: Annotated[
        list[str] | None, typer.Option(help="Route code; give it several times for several.")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="All routes.")] = False,
    first: Annotated[
        datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="First date, or today.")
    ] = None,
    last: Annotated[
        datetime | None,
        typer.Option("--to", formats=["%Y-%m-%d"], help="Last date, or the first one."),
    ] = None,
    again: Annotated[bool, typer.Option(help="Remake what the recommender made before.")] = False,
    replace_feed: Annotated[bool, typer.Option(help="Replace also what a feed gave.")] = False,
) -> None:
    """Make recommended orders from the sales history, where there are none yet."""
    settings = read_settings()
    database = open_newest_database(settings)
    start = first.date() if first else today(system_clock, settings.zone)
    end = last.date() if last else start
    if end < start:
        fail(f"--to {end} lies before --from {start}.", code=2)
    with database.reading() as connection:
        known = [found.route_code for found in PlanStorage(connection).routes()]
    routes = known if every else route or []
    if not routes:
        fail("Name a route with --route, or take all of them with --all.", code=2)
    for route_code in routes:
        if route_code not in known:
            fail(f"There is no route {route_code}; known are {', '.join(known) or 'none'}.", code=2)
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
    typer.echo(f"Made recommended orders for {made} route days.")


def _say(day: RouteDayRecommended) -> None:
    what = "kept as it was" if day.lines is None else f"{day.lines} lines"
    typer.echo(f"{day.route_code} {day.on}: {what}")


def _range(first: date, last: date) -> str:
    return f"on {first}" if first == last else f"from {first} to {last}"
