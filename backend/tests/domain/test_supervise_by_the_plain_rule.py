"""The fast core and the plain rule agree on every generated day, to the unit and to the source."""

from __future__ import annotations

from hypothesis import given, settings

from sales_supervision.domain.dynamic_supervisor import supervise
from tests.domain.generated_days import GeneratedDay, crowded_days, days
from tests.domain.plain_rule import plain_supervise
from tests.domain.shown_figures import shown_figures


@settings(max_examples=300)
@given(day=days())
def test_supervise_follows_the_specification_to_the_unit(day: GeneratedDay) -> None:
    state = supervise(day.plan, day.visits, day.policy)

    assert shown_figures(state) == plain_supervise(day.plan, day.visits, day.limits)


@settings(max_examples=300)
@given(day=crowded_days())
def test_supervise_follows_the_specification_where_limits_decide(day: GeneratedDay) -> None:
    state = supervise(day.plan, day.visits, day.policy)

    assert shown_figures(state) == plain_supervise(day.plan, day.visits, day.limits)
