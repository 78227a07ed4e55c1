"""The period of a report covers what was asked, and is held against one of the same length."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sales_supervision.operations.periods import length_of, period_until
from sales_supervision.storage.engine import Database
from tests.clocks import NOON, StandingClock
from tests.operations.conftest import Watched
from tests.operations.made_figures import an_hour, keep

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize("asked", ["1h", "24h", "7d", "4w"])
@pytest.mark.parametrize("minutes", [0, 1, 26, 59])
def test_it_covers_what_was_asked_and_as_much_before(asked: str, minutes: int) -> None:
    now, length = NOON + minutes * MINUTE, length_of(asked)
    period = period_until(now, length)
    assert length <= now - period.first < length + HOUR
    assert period.first - period.before == now - period.first
    assert period.whole_before - period.before == period.cut_share * HOUR
    assert 0 <= period.cut_share < 1


def test_the_last_hour_is_one_though_the_present_one_has_just_begun(
    watched: Watched, database: Database, clock: StandingClock
) -> None:
    keep(database, "another", an_hour(NOON - HOUR, errors=3))
    clock.pass_time(minutes=26)
    report = watched.report("1h")
    assert (report["since"], report["made_at"]) == ("2026-03-17T07:00:00Z", "2026-03-17T08:26:00Z")
    assert report["before_since"] == "2026-03-17T05:34:00Z"
    errors = next(line for line in report["lines"] if line["key"] == "production_errors")
    assert errors["value"] == 3


def test_steady_use_is_told_as_steady_at_any_minute(
    watched: Watched, database: Database, clock: StandingClock
) -> None:
    """Not as less of everything than before, for the time that the present hour still has."""
    for hours in range(1, 60):
        keep(database, "another", an_hour(NOON - hours * HOUR, conflicts=30))
    keep(database, "another", an_hour(NOON, conflicts=15))
    clock.pass_time(minutes=30)
    conflicts = next(
        line for line in watched.report("24h")["lines"] if line["key"] == "version_conflicts"
    )
    assert conflicts["value"] == conflicts["before"] == 24 * 30 + 15
