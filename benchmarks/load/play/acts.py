"""What a supervisor does at one customer, in order; chance decides, the seed decides chance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from benchmarks.load.play.asking import Json

_REASONS = ("closed", "no_need", "no_payment", "no_time")


@dataclass(frozen=True, slots=True)
class Act:
    """One change of the day: ``path`` behind the day's own."""

    kind: str
    method: str
    path: str
    body: dict[str, Any] | None = None


def acts_at(customer: Json, chance: Random) -> Iterator[Act]:
    """A planned customer as the day tells them: visited and told, corrected, at times taken back.

    One in twenty is not visited, with a reason.
    """
    code = customer["customer_code"]
    if chance.random() < 0.05:
        reason = {"reason": chance.choice(_REASONS)}
        yield Act("reason", "PUT", f"/customers/{code}/not-visited-reason", reason)
        return
    visit = Act("visit", "PUT", f"/visits/{code}", {})
    yield visit
    if chance.random() < 0.06:
        yield Act("visit taken back", "DELETE", f"/visits/{code}")
        yield visit
    lines = {line["item_code"]: line["recommended"] for line in customer["lines"]}
    if not lines:
        return
    sold = {item: _sold(units, chance) for item, units in lines.items()}
    yield Act("quantities", "PATCH", f"/customers/{code}/actuals", {"actuals": sold})
    for _ in range(chance.choice((0, 1, 1, 2, 3))):
        item = chance.choice(list(lines))
        one = {item: max(0, lines[item] + chance.randint(-4, 4))}
        yield Act("quantity", "PATCH", f"/customers/{code}/actuals", {"actuals": one})


def _sold(recommended: int, chance: Random) -> int:
    """Mostly as recommended, else about so much, now and then nothing."""
    kind = chance.random()
    if kind < 0.6:
        return recommended
    return 0 if kind < 0.7 else max(0, round(recommended * chance.uniform(0.5, 1.4)))
