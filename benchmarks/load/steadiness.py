"""Whether something grows while the work stays the same: the verdict of a soak."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmarks.load.watching import Look

_SHARE = 0.05
"""Growth from the first quarter to the last that is taken for none,"""
_LEAST = {"memory, MiB": 8.0}
_LEAST_COUNT = 8.0
"""or so much where that is more: pools and caches breathe."""

_LONG_ENOUGH = 600.0
"""Seconds below which nothing is called flat."""


@dataclass(frozen=True, slots=True)
class Course:
    """How a figure went: means of the first and the last quarter, and by least squares a slope."""

    figure: str
    first_quarter: float
    last_quarter: float
    most: float
    an_hour: float
    seconds: float

    @property
    def verdict(self) -> str:
        if self.grows:
            return "grows"
        return "flat" if self.seconds >= _LONG_ENOUGH else "too short to tell"

    @property
    def grows(self) -> bool:
        """The last quarter is well above the first, and the line points upwards too."""
        allowed = max(_LEAST.get(self.figure, _LEAST_COUNT), _SHARE * self.first_quarter)
        return self.last_quarter - self.first_quarter > allowed and self.an_hour > 0


def slope(points: Sequence[tuple[float, float]]) -> float:
    """Of the line through ``points`` by least squares; 0 where they are at one place."""
    count = len(points)
    mean_x = sum(x for x, _ in points) / count
    mean_y = sum(y for _, y in points) / count
    spread = sum((x - mean_x) ** 2 for x, _ in points)
    if spread == 0:
        return 0.0
    return sum((x - mean_x) * (y - mean_y) for x, y in points) / spread


def course_of(figure: str, points: Sequence[tuple[float, float]]) -> Course:
    """``points``: seconds and values, in order, at least four."""
    quarter = max(1, len(points) // 4)
    values = [value for _, value in points]
    return Course(
        figure=figure,
        first_quarter=sum(values[:quarter]) / quarter,
        last_quarter=sum(values[-quarter:]) / quarter,
        most=max(values),
        an_hour=3600 * slope(points),
        seconds=points[-1][0] - points[0][0],
    )


def courses_of(looks: Sequence[Look]) -> list[Course]:
    """Of the servers together: memory, threads, files, sockets, connections and tasks."""
    figures: dict[str, list[tuple[float, float]]] = {}
    for look in looks:
        for figure, value in _figures(look).items():
            figures.setdefault(figure, []).append((look.at, value))
    return [course_of(figure, points) for figure, points in figures.items() if len(points) >= 4]


def _figures(look: Look) -> Mapping[str, float]:
    servers = [use for group, use in look.uses.items() if group.startswith("server")]
    found: dict[str, float] = {
        "memory, MiB": sum(use.memory for use in servers),
        "threads": sum(use.threads for use in servers),
        "open files": sum(use.files for use in servers),
        "open sockets": sum(use.sockets for use in servers),
    }
    if look.database.server_id is not None:
        found["database connections"] = look.database.connections
        database = look.uses.get("database")
        if database is not None:
            found["memory of the database, MiB"] = database.memory
    return {**found, **look.told}
