"""``sales-supervision maintenance``: announce it, call it off, say what is announced."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from sales_supervision.clock import system_clock
from sales_supervision.commands.configuration import (
    open_newest_database,
    read_settings,
    tell_database,
)
from sales_supervision.commands.failing import fail
from sales_supervision.commands.moments import UnclearMomentError, next_moment
from sales_supervision.commands.operating import operator
from sales_supervision.domain.maintenance import Maintenance
from sales_supervision.maintenance.announcing import Announcing
from sales_supervision.settings import Settings

MESSAGE_LENGTH = 500

LONGEST = timedelta(hours=24)
"""Longer is more likely a mistyped date, and would refuse every change until somebody notices."""

maintenance = typer.Typer(
    name="maintenance",
    help="A span of time in which people read and nothing is changed.",
    no_args_is_help=True,
)


@maintenance.command()
def on(
    until: Annotated[str, typer.Option(help="When it ends: 18:30, or 2026-11-25T18:30.")],
    message: Annotated[str, typer.Option(help="What people are told.")],
    from_: Annotated[
        str | None, typer.Option("--from", help="When it starts, as --until; now if left out.")
    ] = None,
    long: Annotated[
        bool, typer.Option("--long", help="It is meant to last for more than 24 hours.")
    ] = False,
) -> None:
    """Announce maintenance, in place of what was announced before. It ends by itself.

    Times are of the deployment's time zone. Every server knows within seconds.
    """
    settings, announcing = _announcing()
    now = system_clock()
    try:
        starts_at = (
            now if from_ is None else next_moment(from_, now, settings.zone, may_be_now=True)
        )
        ends_at = next_moment(until, max(starts_at, now), settings.zone)
    except UnclearMomentError as error:
        fail(str(error), 2)
    if not message.strip() or len(message) > MESSAGE_LENGTH:
        fail(f"--message must have 1 to {MESSAGE_LENGTH} characters.", 2)
    if ends_at <= max(starts_at, now):
        fail("Maintenance must end in the future, and after it starts; mend --until.", 2)
    lasts = ends_at - max(starts_at, now)
    if lasts > LONGEST and not long:
        fail(
            f"Until {_local(ends_at, settings.zone)} nobody could change anything for "
            f"{_days_and_hours(lasts)}; mend --until, or add --long if that is meant.",
            2,
        )
    announced = Maintenance(starts_at, ends_at, message.strip())
    announcing.announce(announced, operator())
    typer.echo(_told(announced, now, settings.zone))


@maintenance.command()
def off() -> None:
    """End maintenance now, or call off what is announced."""
    settings, announcing = _announcing()
    ended = announcing.call_off(operator())
    if ended is None:
        typer.echo("No maintenance is announced.")
        return
    word = "ended" if ended.is_on(system_clock()) else "called off"
    typer.echo(f"Maintenance until {_local(ended.ends_at, settings.zone)} is {word}.")


class Expected(StrEnum):
    """What a checklist expects to be announced."""

    ANNOUNCED = "announced"
    NOTHING = "nothing"


@maintenance.command()
def status(
    expect: Annotated[
        Expected | None, typer.Option(help="Exit code 1 where it is otherwise.")
    ] = None,
) -> None:
    """Say what is announced or on."""
    settings, announcing = _announcing()
    found = announcing.find()
    typer.echo(
        "No maintenance is announced."
        if found is None
        else _told(found, system_clock(), settings.zone)
    )
    if expect is not None and (found is not None) is not (expect is Expected.ANNOUNCED):
        raise typer.Exit(1)


def _announcing() -> tuple[Settings, Announcing]:
    settings = tell_database(read_settings())
    return settings, Announcing(open_newest_database(settings), system_clock)


def _told(announced: Maintenance, now: datetime, zone: ZoneInfo) -> str:
    span = f"until {_local(announced.ends_at, zone)}: {announced.message}"
    if announced.is_on(now):
        return f"Maintenance is on {span}"
    return f"Maintenance is announced from {_local(announced.starts_at, zone)} {span}"


def _days_and_hours(length: timedelta) -> str:
    days, rest = divmod(length, timedelta(days=1))
    return f"{days:,} d {rest // timedelta(hours=1)} h"


def _local(moment: datetime, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M} ({zone.key})"
