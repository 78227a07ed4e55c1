"""``make reliability``: more kills and more steps than CI has time for, as a table."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test
from rich.console import Console
from rich.table import Table

from sales_supervision.storage.migrating import upgrade
from tests.database_servers import DatabaseServer, address_of, database_server, server_names
from tests.reliability.killable_server import KillableServer, quick_starts
from tests.reliability.killed_saves import kill_saves
from tests.reliability.many_days import feed_many_days
from tests.reliability.two_people import TwoPeople

Row = tuple[str, str, str, str]


def main() -> int:
    """Print what was tried, how often and what was lost; 1 where anything was."""
    parser = argparse.ArgumentParser(prog="make reliability", description=__doc__)
    parser.add_argument("--kills", type=int, default=1_000, help="kill -9 during a save, in all")
    parser.add_argument("--examples", type=int, default=100, help="days of two people, a database")
    options = parser.parse_args()
    table = Table("tried", "on", "how often", "lost or half")
    lost = 0
    with tempfile.TemporaryDirectory(prefix="reliability-") as folder:
        names = server_names()
        for name in names:
            server = database_server(name, Path(folder))
            template = server.template("empty", upgrade)
            for row, missing in _tried(server, template, options.kills // len(names), options):
                table.add_row(*row)
                lost += missing
    console = Console()
    console.print(table)
    console.print(
        "Not proved by this: a kill is not a power cut. The operating system lives on and writes "
        "what it was given; that data also survives the loss of power rests on SQLite's "
        "synchronous=FULL and PostgreSQL's fsync, which the tests' own PostgreSQL has switched off."
    )
    return 1 if lost else 0


def _tried(
    server: DatabaseServer, template: str, kills: int, options: argparse.Namespace
) -> Iterator[tuple[Row, int]]:
    yield _killed(server, template, kills)
    yield _two_people(server, template, options.examples)


def _killed(server: DatabaseServer, template: str, kills: int) -> tuple[Row, int]:
    database = server.copy(template)
    dates = feed_many_days(database, kills + 3)
    with KillableServer(address_of(database), quick_starts()) as running:
        ends = kill_saves(database, running, dates, Random())
    server.drop(database)
    told = (
        f"{ends.tried:,} ({ends.absent:,} before the commit, {ends.stored_unacknowledged:,} after "
        f"it, {ends.acknowledged:,} after the answer)"
    )
    missing = len(ends.lost) + len(ends.half)
    return ("kill -9 of the server during a save", server.name, told, str(missing)), missing


def _two_people(server: DatabaseServer, template: str, examples: int) -> tuple[Row, int]:
    class OnThisDatabase(TwoPeople):
        pass

    OnThisDatabase.server, OnThisDatabase.template = server, template
    run_state_machine_as_test(
        OnThisDatabase,
        settings=settings(max_examples=examples, stateful_step_count=50, deadline=None),
    )
    told = f"{examples:,} days of up to 50 steps"
    return ("two people, two replicas, repeats and reorders", server.name, told, "0"), 0


if __name__ == "__main__":
    sys.exit(main())
