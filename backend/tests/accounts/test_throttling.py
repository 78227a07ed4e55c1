"""Failed attempts are slowed down, per account and per address, on a clock that tests move."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from sales_supervision.accounts.errors import TooManyAttemptsError
from sales_supervision.accounts.throttling import FORGOTTEN, LIMITS, Attempt, Throttling, delay
from sales_supervision.storage.account_storage import ACCOUNTS
from sales_supervision.storage.engine import Database
from tests.clocks import StandingClock

ACCOUNT, ADDRESS = LIMITS["account"], LIMITS["address"]


@pytest.fixture
def throttling(database: Database, clock: StandingClock) -> Throttling:
    return Throttling(database, clock)


def fail(
    throttling: Throttling, times: int, name: str = "amal", address: str = "192.0.2.7"
) -> None:
    for _ in range(times):
        throttling.begin(name, address)


def wait_of(throttling: Throttling, name: str = "amal", address: str = "192.0.2.7") -> int | None:
    """Seconds to wait, None where an attempt was taken."""
    try:
        throttling.begin(name, address)
    except TooManyAttemptsError as error:
        return error.seconds
    return None


def test_each_further_failure_doubles_the_wait_up_to_a_longest() -> None:
    waits = [delay(ACCOUNT, count).total_seconds() for count in range(1, 40)]
    assert waits[:8] == [0, 0, 0, 0, 1, 2, 4, 8]
    assert waits[-1] == ACCOUNT.longest.total_seconds()
    assert waits == sorted(waits)


def test_an_account_is_slowed_down_from_whatever_address(
    throttling: Throttling, clock: StandingClock
) -> None:
    for number in range(ACCOUNT.free):
        fail(throttling, 1, address=f"192.0.2.{number}")
    assert wait_of(throttling, address="198.51.100.9") == 1
    assert wait_of(throttling, "badr") is None
    clock.pass_time(seconds=1)
    assert wait_of(throttling) is None
    assert wait_of(throttling) == 2


def test_an_address_is_slowed_down_whatever_the_name(throttling: Throttling) -> None:
    for number in range(ADDRESS.free):
        fail(throttling, 1, name=f"name {number}")
    assert wait_of(throttling, "amal") == 1
    assert wait_of(throttling, "amal", "198.51.100.9") is None


def test_a_household_of_ipv6_counts_as_one_address(throttling: Throttling) -> None:
    for number in range(ADDRESS.free):
        fail(throttling, 1, f"name {number}", f"2001:db8:1:2::{number:x}")
    assert wait_of(throttling, "amal", "2001:db8:1:2:ffff::1") == 1
    assert wait_of(throttling, "amal", "2001:db8:1:3::1") is None


def test_waiting_costs_nothing_more(throttling: Throttling, clock: StandingClock) -> None:
    fail(throttling, ACCOUNT.free)
    assert [wait_of(throttling) for _ in range(10)] == [1] * 10
    clock.pass_time(seconds=1)
    assert wait_of(throttling) is None


def test_it_is_counted_across_servers_and_restarts(
    throttling: Throttling, database: Database, clock: StandingClock
) -> None:
    fail(throttling, ACCOUNT.free)
    assert wait_of(Throttling(database, clock)) == 1


def test_all_is_forgotten_after_a_day(throttling: Throttling, clock: StandingClock) -> None:
    fail(throttling, ACCOUNT.free)
    clock.now += FORGOTTEN + timedelta(seconds=1)
    fail(throttling, ACCOUNT.free - 1)
    assert wait_of(throttling) is None


def succeed(throttling: Throttling, database: Database, attempt: Attempt) -> None:
    with database.writing(ACCOUNTS) as connection:
        throttling.succeed(connection, attempt)


def test_a_success_frees_the_account_but_not_the_address(
    throttling: Throttling, database: Database
) -> None:
    """Or else whoever has an account could try all the others' from one address."""
    for number in range(ADDRESS.free - 1):
        fail(throttling, 1, f"name {number}")
        succeed(throttling, database, throttling.begin("mallory", "192.0.2.7"))
    assert wait_of(throttling, "one more") is None
    assert wait_of(throttling, "another") == 1


def test_an_attempt_that_was_none_is_taken_back(throttling: Throttling) -> None:
    fail(throttling, ACCOUNT.free - 1)
    throttling.withdraw(throttling.begin("amal", "192.0.2.7"))
    assert wait_of(throttling) is None
    assert wait_of(throttling) == 1


def test_attempts_at_the_same_moment_all_count(throttling: Throttling) -> None:
    with ThreadPoolExecutor(8) as threads:
        waits = list(threads.map(lambda _: wait_of(throttling), range(16)))
    assert waits.count(None) == ACCOUNT.free
