"""The targets of the deployment checklist, and whether a figure meets them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Phase(StrEnum):
    """How long after the deployment a target is to be met."""

    DAY_1 = "day_1"
    WEEK_1 = "week_1"
    WEEK_4 = "week_4"


DAYS = {Phase.DAY_1: 1, Phase.WEEK_1: 7, Phase.WEEK_4: 28}


class Status(StrEnum):
    MET = "met"
    NOT_MET = "not_met"
    NOT_ENOUGH_DATA = "not_enough_data"


class Compared(StrEnum):
    """How a value is to stand to its goal."""

    AT_MOST = "at_most"
    BELOW = "below"
    ABOVE = "above"
    AT_LEAST = "at_least"


class LineKey(StrEnum):
    """The lines of the report, in their order."""

    PRODUCTION_ERRORS = "production_errors"
    SAVE_SECONDS = "save_seconds"
    RESPONSE_SECONDS = "response_seconds"
    TIMES_AS_FAST = "times_as_fast"
    CACHE_HIT_PERCENT = "cache_hit_percent"
    DOLLARS_SPENT = "dollars_spent"
    DOLLARS_SAVED = "dollars_saved"
    COST_REDUCTION_PERCENT = "cost_reduction_percent"
    VERSION_CONFLICTS = "version_conflicts"
    MERGES = "merges"
    LOST_EDITS = "lost_edits"
    DUPLICATE_SESSIONS = "duplicate_sessions"
    INTEGRITY_FAULTS = "integrity_faults"
    SLOW_STATEMENTS_PERCENT = "slow_statements_percent"
    STALE_FEEDS = "stale_feeds"


@dataclass(frozen=True, slots=True)
class Goal:
    """``goals``: by phase; a phase without one asks nothing."""

    compared: Compared
    goals: Mapping[Phase, float]
    least_samples: int = 1

    def met_by(self, value: float, phase: Phase) -> bool:
        goal = self.goals[phase]
        return {
            Compared.AT_MOST: value <= goal,
            Compared.BELOW: value < goal,
            Compared.ABOVE: value > goal,
            Compared.AT_LEAST: value >= goal,
        }[self.compared]


PREDECESSOR_SAVE_SECONDS = 0.282
"""A save of 40 customers × 50 items: the predecessor's database time alone."""

_SAMPLES = 20
"""Fewer say nothing about 95 of 100, or about a rate."""

_STATEMENTS = 500
"""Fewer say nothing about one in a hundred: of 42, a single one is 2.4 %."""

_NONE = Goal(Compared.AT_MOST, dict.fromkeys(Phase, 0.0))

GOALS: Mapping[LineKey, Goal] = {
    LineKey.PRODUCTION_ERRORS: _NONE,
    LineKey.SAVE_SECONDS: Goal(Compared.BELOW, dict.fromkeys(Phase, 2.0), _SAMPLES),
    LineKey.RESPONSE_SECONDS: Goal(Compared.BELOW, dict.fromkeys(Phase, 0.3), _SAMPLES),
    LineKey.TIMES_AS_FAST: Goal(Compared.AT_LEAST, {Phase.WEEK_4: 2.0}, _SAMPLES),
    LineKey.CACHE_HIT_PERCENT: Goal(
        Compared.ABOVE, {Phase.DAY_1: 50.0, Phase.WEEK_1: 70.0, Phase.WEEK_4: 85.0}, _SAMPLES
    ),
    LineKey.COST_REDUCTION_PERCENT: Goal(Compared.ABOVE, {Phase.WEEK_4: 0.0}),
    LineKey.LOST_EDITS: _NONE,
    LineKey.DUPLICATE_SESSIONS: _NONE,
    LineKey.INTEGRITY_FAULTS: _NONE,
    LineKey.SLOW_STATEMENTS_PERCENT: Goal(Compared.BELOW, dict.fromkeys(Phase, 1.0), _STATEMENTS),
    LineKey.STALE_FEEDS: _NONE,
}


@dataclass(frozen=True, slots=True)
class Target:
    phase: Phase
    compared: Compared
    value: float
    status: Status


def targets_of(
    key: LineKey, value: float | None, samples: int, days_covered: float
) -> tuple[Target, ...]:
    """The targets of a line and whether its value meets them.

    ``samples``: how many observations the value is made of; ``days_covered``: from how long a time.
    A target of a week is not judged on the figures of a day: there is not enough data.
    """
    goal = GOALS.get(key)
    if goal is None:
        return ()
    return tuple(
        Target(
            phase,
            goal.compared,
            goal.goals[phase],
            _status(goal, phase, value, samples, days_covered),
        )
        for phase in Phase
        if phase in goal.goals
    )


def _status(goal: Goal, phase: Phase, value: float | None, samples: int, days: float) -> Status:
    is_too_early = phase is not Phase.DAY_1 and days < DAYS[phase]
    if value is None or samples < goal.least_samples or is_too_early:
        return Status.NOT_ENOUGH_DATA
    return Status.MET if goal.met_by(value, phase) else Status.NOT_MET
