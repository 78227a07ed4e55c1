"""A database with the depot in it, its supervisors signed in and some way into their day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta

from benchmarks.filled_database import feed_days, route_days, visiting
from benchmarks.load.cast import Supervisor
from benchmarks.load.depot import Depot, Person
from sales_supervision.accounts.device import Device
from sales_supervision.accounts.last_seen import LastSeen
from sales_supervision.accounts.names import name_key
from sales_supervision.accounts.sign_ins import PASSWORD, SignIns
from sales_supervision.clock import system_clock
from sales_supervision.domain.access import Role, Scope, User
from sales_supervision.storage.account_storage import ACCOUNTS, AccountStorage
from sales_supervision.storage.draft_storage import DraftKey
from sales_supervision.storage.engine import Database
from sales_supervision.storage.migrating import upgrade

_DEVICE = Device("127.0.0.1", "benchmark")


def set_stage(url: str, depot: Depot, say: Callable[[str], None]) -> list[Supervisor]:
    """Fill the empty database at ``url``; returns who is signed in, in the order of the depot."""
    people = list(depot.people())
    database = Database(url)
    try:
        upgrade(database)
        say(f"loading {len(depot.days):,} route days")
        feed_days(database, depot.demo, depot.days)
        say(f"signing in {len(people):,} supervisors")
        supervisors = _signed_in(database, people)
        days = route_days(database)
        for number, person in enumerate(people):
            if number % 50 == 0:
                say(f"beginning days: {number:,} of {len(people):,}")
            first = person.days[0]
            if person.begun:
                key = DraftKey(first.route_code, first.on, person.user_name)
                days.change(key, visiting(first, person.begun))
        return supervisors
    finally:
        database.dispose()


def _signed_in(database: Database, people: Sequence[Person]) -> list[Supervisor]:
    """Without a password, whose cost is measured elsewhere and on purpose high."""
    last_seen = LastSeen(database, system_clock)
    sign_ins = SignIns(
        database, system_clock, last_seen, idle=timedelta(hours=12), longest=timedelta(days=2)
    )
    supervisors = []
    with database.writing(ACCOUNTS) as connection:
        accounts = AccountStorage(connection)
        for person in people:
            routes = frozenset(day.route_code for day in person.days)
            user = User(person.user_name, Role.SUPERVISOR, Scope(routes=routes))
            accounts.add(user, name_key(person.user_name), system_clock())
            signed_in = sign_ins.begin(connection, person.user_name, PASSWORD, _DEVICE)
            days = [(day.route_code, day.on.isoformat()) for day in person.days]
            supervisors.append(Supervisor(person.user_name, signed_in.cookie, days))
    last_seen.close()
    return supervisors
