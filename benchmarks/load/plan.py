"""Which plays are made, and how long each takes."""

from __future__ import annotations

import os
from dataclasses import KW_ONLY, dataclass, field
from math import ceil

from benchmarks.load.cast import Pace
from benchmarks.load.depot import DepotSize

BEGUN_A_SECOND = 5.0
"""Supervisors that begin in a second. In life 500 come to work within some minutes; here within 100
seconds, so that a play does not take an evening."""

_CHANGES_A_CUSTOMER = 3.3
_SETTLING = 20.0
_MORE = 1.2
"""Some days are short, and some were saved by somebody else."""


@dataclass(frozen=True, slots=True)
class Play:
    """``seconds``: how long it counts, after everybody began and ``settling`` seconds more."""

    supervisors: int
    database: str
    processes: int
    _: KW_ONLY
    seconds: float
    seed: int = 7
    pace: Pace = field(default_factory=Pace)
    settling: float = _SETTLING
    customers: tuple[int, int] = (30, 45)

    @property
    def name(self) -> str:
        return f"{self.database}-{self.processes}-{self.supervisors}"

    @property
    def warm_up(self) -> float:
        return self.supervisors / BEGUN_A_SECOND + self.settling

    @property
    def changes_wanted(self) -> float:
        """A second, if nobody had to wait."""
        return self.supervisors / self.pace.change_every

    @property
    def cores(self) -> int:
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1

    @property
    def depot(self) -> DepotSize:
        """Large enough that nobody runs out of days."""
        changes_a_day = self.customers[0] * 0.7 * _CHANGES_A_CUSTOMER
        changes = (self.warm_up + self.seconds) / self.pace.change_every
        days_each = ceil(_MORE * changes / changes_a_day) + 1
        return DepotSize(self.supervisors, days_each, self.customers)
