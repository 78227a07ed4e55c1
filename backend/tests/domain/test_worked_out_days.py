"""Every worked-out day comes out to the unit, by the domain core and by the plain rule."""

from __future__ import annotations

import pytest

from sales_supervision.domain.dynamic_supervisor import supervise
from sales_supervision.domain.policy import RedistributionPolicy
from tests.domain.plain_rule import plain_supervise
from tests.domain.shown_figures import shown_figures
from tests.domain.worked_out_days import WorkedOutDay, worked_out_days

DAYS = worked_out_days()


def test_there_are_24_days_with_something_to_check() -> None:
    assert len(DAYS) == 24
    assert sum(len(day.expected) for day in DAYS) > 24


@pytest.mark.parametrize("day", DAYS, ids=lambda day: f"day-{DAYS.index(day) + 1}")
def test_every_item_comes_out_to_the_unit(day: WorkedOutDay) -> None:
    assert shown_figures(supervise(day.plan, day.visits)) == day.expected


@pytest.mark.parametrize("day", DAYS, ids=lambda day: f"day-{DAYS.index(day) + 1}")
def test_the_plain_rule_agrees_with_the_worked_out_days(day: WorkedOutDay) -> None:
    assert plain_supervise(day.plan, day.visits, RedistributionPolicy()) == day.expected
