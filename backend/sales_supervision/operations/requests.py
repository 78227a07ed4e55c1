"""Answered requests, observed: their rate, their errors, their durations, and how saves went."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sales_supervision.clock import Clock
from sales_supervision.operations.observations import Figure, Observations

SAVES: Mapping[tuple[str, str], str] = {
    ("POST", "/api/days/{route_code}/{date}/session"): "save",
    ("POST", "/api/days/{route_code}/{date}/session/merge"): "merge",
}
"""The operations that save a day, and how."""

OUTCOMES = ("done", "conflict", "refused", "failed")
CONFLICT = "version-conflict"

MAINTENANCE = "maintenance"
"""The problem of a write during an announced maintenance: wanted, so no error."""

SMOKE_RUN = "Smoke-Run"
"""Header of each request of a smoke test, with an id of the run: it asks to be in no figure."""

DATABASE_DOWN = "database-unavailable"
"""The problem of a request that the database did not answer."""

NO_TEMPLATE = "(no such address)"
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class Answered:
    """A request and its answer. ``template``: of its route, None where there was no route;
    ``problem``: type of the problem that it was answered with."""

    method: str
    template: str | None
    status: int
    seconds: float
    problem: str | None


class RequestObserver:
    """Counts each Answered."""

    def __init__(self, observations: Observations, clock: Clock) -> None:
        self._observations = observations
        self._clock = clock
        for how in SAVES.values():
            for outcome in OUTCOMES:
                observations.count(Figure.SAVES, how, outcome, amount=0)

    def __call__(self, answered: Answered) -> None:
        observations = self._observations
        method = answered.method if answered.method in _METHODS else "OTHER"
        template = answered.template or NO_TEMPLATE
        observations.count(Figure.REQUESTS, method, template, _class_of(answered))
        observations.time(Figure.REQUEST_SECONDS, method, template, seconds=answered.seconds)
        if answered.problem is not None:
            observations.count(Figure.PROBLEMS, answered.problem)
            if answered.problem == DATABASE_DOWN:
                observations.count(Figure.DATABASE_DOWN, f"{self._clock():%H:%M}")
        how = SAVES.get((method, template))
        if how is not None:
            outcome = _outcome_of(answered)
            observations.count(Figure.SAVES, how, outcome)
            if outcome == "done":
                observations.time(Figure.SAVE_SECONDS, how, seconds=answered.seconds)


def _class_of(answered: Answered) -> str:
    # A refusal that was announced is not an error of ours.
    status = 400 if answered.problem == MAINTENANCE else answered.status
    return f"{status // 100}xx"


def _outcome_of(answered: Answered) -> str:
    if answered.status < 400:
        return "done"
    if answered.problem == CONFLICT:
        return "conflict"
    return "failed" if _class_of(answered) == "5xx" else "refused"
