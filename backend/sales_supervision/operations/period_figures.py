"""Figures of a period, as the lines of the report want them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sales_supervision.operations.buckets import counted, quantile
from sales_supervision.operations.observations import Figure
from sales_supervision.storage.hourly_figure_storage import FigureKey

_NOT_FOR_PEOPLE = (
    "/health",
    "/metrics",
    "/guides",
    "/incidents",
    "/problems",
    "/operations",
    "/api/operations",
)
"""Routes that machines and administrators ask."""

_API = "/api/"

_SLOW_ON_PURPOSE = ("/api/sign-in", "/api/me/password")
"""Routes that hash a password: how long they take is chosen, and says nothing of the server."""


@dataclass(frozen=True, slots=True)
class EndpointFigures:
    """One route template with its method: answers, errors of ours, and durations by bucket."""

    requests: int
    errors: int
    buckets: Mapping[int, int]

    @property
    def p50(self) -> float | None:
        return quantile(self.buckets, 0.5)

    @property
    def p95(self) -> float | None:
        return quantile(self.buckets, 0.95)


@dataclass(slots=True)
class PeriodFigures:
    """Hourly figures, added up and taken apart."""

    requests: Counter[str] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    durations: defaultdict[str, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    saves: Counter[tuple[str, str]] = field(default_factory=Counter)
    save_durations: Counter[int] = field(default_factory=Counter)
    problems: Counter[str] = field(default_factory=Counter)
    down_at: set[str] = field(default_factory=set)
    statements: int = 0
    slow_statements: int = 0

    @classmethod
    def of(cls, totals: Mapping[FigureKey, int]) -> PeriodFigures:
        return cls.of_all([totals])

    @classmethod
    def of_all(cls, many: Iterable[Mapping[FigureKey, int]]) -> PeriodFigures:
        """The figures of several times together."""
        figures = cls()
        for totals in many:
            for key, amount in totals.items():
                figures._add(key, amount)
        return figures

    def endpoints(self) -> dict[str, EndpointFigures]:
        """By method and route template, those that serve people."""
        return {
            endpoint: EndpointFigures(
                self.requests[endpoint], self.errors[endpoint], self.durations[endpoint]
            )
            for endpoint in sorted(self.requests)
            if _serves_people(endpoint)
        }

    def api_durations(self) -> Counter[int]:
        """Durations of all endpoints of the API that serve people, by bucket; signing in aside."""
        every: Counter[int] = Counter()
        for endpoint, buckets in self.durations.items():
            template = _template_of(endpoint)
            if template.startswith(_SLOW_ON_PURPOSE):
                continue
            if _serves_people(endpoint) and template.startswith(_API):
                every.update(buckets)
        return every

    def outcomes(self, outcome: str) -> int:
        """Saves and merges that ended so."""
        return sum(amount for (_, how), amount in self.saves.items() if how == outcome)

    @property
    def saved(self) -> int:
        return counted(self.save_durations)

    def _add(self, key: FigureKey, amount: int) -> None:
        match key.figure:
            case Figure.REQUESTS:
                endpoint, _, status = key.subject.rpartition(" ")
                self.requests[endpoint] += amount
                if status == "5xx":
                    self.errors[endpoint] += amount
                elif status == "4xx":
                    self.refused[endpoint] += amount
            case Figure.REQUEST_SECONDS:
                self.durations[key.subject][key.bucket] += amount
            case Figure.SAVES:
                how, _, outcome = key.subject.partition(" ")
                self.saves[how, outcome] += amount
            case Figure.SAVE_SECONDS:
                self.save_durations[key.bucket] += amount
            case Figure.PROBLEMS:
                self.problems[key.subject] += amount
            case Figure.DATABASE_DOWN:
                self.down_at.add(key.subject)
            case Figure.STATEMENT_SECONDS:
                self.statements += amount
            case Figure.SLOW_STATEMENTS:
                self.slow_statements += amount
            case _:
                pass  # A figure of a later release, kept by another replica.


def _serves_people(endpoint: str) -> bool:
    return not _template_of(endpoint).startswith(_NOT_FOR_PEOPLE)


def _template_of(endpoint: str) -> str:
    return endpoint.partition(" ")[2]
