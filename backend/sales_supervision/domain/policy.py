"""The rules of a deployment: limits of redistribution, weights and zones of the scores."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import inf, isclose


@dataclass(frozen=True, slots=True)
class RedistributionPolicy:
    """Limits of the classic policy.

    A customer ahead gets at most ``max(min_extra_units, ⌊R · max_extra_percent / 100⌋)`` units of
    an item on top of its recommendation R, and one visit's draw goes to at most
    ``max_customers_per_draw`` customers.
    """

    max_extra_percent: int = 50
    min_extra_units: int = 1
    max_customers_per_draw: int = 5

    def __post_init__(self) -> None:
        if min(self.max_extra_percent, self.min_extra_units) < 0 or self.max_customers_per_draw < 1:
            raise ValueError(
                "Redistribution limits cannot be negative, and a draw needs a customer."
            )

    def cap(self, recommended: int) -> int:
        """Most units that redistribution may add to a recommendation of ``recommended`` units."""
        return max(self.min_extra_units, recommended * self.max_extra_percent // 100)


@dataclass(frozen=True, slots=True)
class ScoringPolicy:
    """Perfect zone of actual/recommended, the ratio where accuracy reaches 0, and the weights."""

    perfect_from: float = 0.75
    perfect_to: float = 1.20
    zero_at: float = 2.00
    coverage_weight: float = 0.4
    accuracy_weight: float = 0.6

    def __post_init__(self) -> None:
        if not 0 < self.perfect_from <= 1 <= self.perfect_to < self.zero_at < inf:
            raise ValueError("Scoring zones must satisfy 0 < from <= 1 <= to < zero.")
        coverage, accuracy = self.coverage_weight, self.accuracy_weight
        if not (0 <= coverage <= 1 and 0 <= accuracy <= 1 and isclose(coverage + accuracy, 1)):
            raise ValueError(
                "The weights of coverage and accuracy must be shares that add up to 1."
            )


@dataclass(frozen=True, slots=True)
class Policy:
    redistribution: RedistributionPolicy = field(default_factory=RedistributionPolicy)
    scoring: ScoringPolicy = field(default_factory=ScoringPolicy)
