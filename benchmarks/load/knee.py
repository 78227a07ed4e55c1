"""How many supervisors it takes until they have to wait."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Search:
    """Doubles until a play fails the limit, then halves what is between, to a tenth.

    ``carried``: the most that was carried so far, 0 for none; ``missed``: the fewest that were not.
    """

    start: int
    most: int
    carried: int = 0
    missed: int | None = None

    def next(self) -> int | None:
        """How many to try next; None when it is known well enough."""
        if self.missed is None:
            if self.carried >= self.most:
                return None
            return min(self.most, self.carried * 2 or self.start)
        middle = (self.carried + self.missed) // 2
        if self.missed - self.carried <= max(1, self.missed // 10):
            return None
        return middle

    def tried(self, supervisors: int, *, keeps_limit: bool) -> None:
        if keeps_limit:
            self.carried = max(self.carried, supervisors)
        else:
            self.missed = min(supervisors, self.missed or supervisors)

    def __str__(self) -> str:
        if self.missed is None:
            return f"{self.carried} supervisors are carried; no more were tried"
        if self.carried == 0:
            return f"{self.missed} supervisors are too many already"
        return f"between {self.carried} supervisors, who are carried, and {self.missed}"
