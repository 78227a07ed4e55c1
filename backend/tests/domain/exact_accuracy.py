"""Section 4's item accuracy in exact fractions, from the text of the specification alone."""

from __future__ import annotations

from fractions import Fraction

FROM, TO, ZERO = Fraction(75, 100), Fraction(120, 100), Fraction(2)


def exact_accuracy(actual: int, recommended: int, told: int | None = None) -> Fraction:
    """Accuracy 0-100 with the classic zones; ``told`` is the frozen adjusted recommendation."""
    if recommended == 0:
        return Fraction(100 if actual == 0 else 0)
    told = recommended if told is None else told
    smaller, larger = min(recommended, told), max(recommended, told)
    if FROM * smaller <= actual <= TO * larger:
        return Fraction(100)
    if actual < FROM * smaller:
        return Fraction(actual, smaller) / FROM * 100
    return max(Fraction(0), (ZERO - Fraction(actual, larger)) / (ZERO - TO) * 100)
