"""In place of a language model: counts its calls and writes what holds; and the original's rule."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sales_supervision.days.opened_day import OpenedDay
from sales_supervision.reviews.providers import Prompt, ProviderAnswer, Schema, Written

Json = dict[str, Any]

_WRITTEN_TOKENS = 900
"""What a model writes for a whole review; the scripted one writes less than it counts."""


class ScriptedModel:
    """Writes three points that hold, and counts its calls."""

    model = "openai/gpt-oss-20b"

    def __init__(self) -> None:
        self.calls = 0

    def prepare(self) -> None:
        pass

    def close(self) -> None:
        pass

    def write(
        self, prompt: Prompt, schema: Schema, *, seconds: float, written: Written
    ) -> ProviderAnswer:
        del seconds, written
        self.calls += 1
        found = re.search(r"<facts>\n(.*)\n</facts>", prompt.facts, re.DOTALL)
        if found is None:
            raise ValueError("The prompt holds no facts.")
        figures = _figures(json.loads(found[1]))
        sections: list[str] = list(schema["properties"])
        points: list[Json] = [
            {"text": text, "evidence": [piece]}
            for text, piece in zip(("First {0}.", "Then {0}.", "Now {0}."), figures, strict=False)
        ]
        review: dict[str, list[Json]] = {name: [] for name in sections}
        review[sections[0]] = points
        asked = len(prompt.system) + len(prompt.facts) + len(json.dumps(schema))
        return ProviderAnswer(json.dumps(review), asked // 4, _WRITTEN_TOKENS, self.model)


def _figures(facts: Json) -> list[Json]:
    places = [
        (None, facts["figures"]),
        *((code, one["figures"]) for code, one in facts["customers"].items()),
    ]
    return [
        {"metric": metric, "value": value, "customer_code": code, "item_code": None}
        for code, figures in places
        for metric, value in figures.items()
        if isinstance(value, int | float)
    ]


@dataclass
class OriginalRule:
    """Keeps a review 24 hours in the memory of a process, under the exact scores of what it is of.

    It is told of the same requests. What was saved with a day it shows without asking, as we do.
    """

    kept: dict[tuple[object, ...], tuple[datetime, str]] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)

    def asked(
        self, process: int, opened: OpenedDay, customer: str | None, facts_sha: str, now: datetime
    ) -> None:
        state = opened.day.state
        if customer is None:
            route = state.route_score
            scores: tuple[object, ...] = (route.score, route.coverage, route.fulfilment)
        else:
            visit = state.scores.get(customer)
            scores = (visit.score, visit.coverage, visit.accuracy) if visit else ()
        key = (process, opened.route.route_code, opened.on, customer, scores)
        known = self.kept.get(key)
        self.counts["asked"] += 1
        if known is not None and now - known[0] < timedelta(hours=24):
            self.counts["of other figures"] += known[1] != facts_sha
            return
        self.counts["calls"] += 1
        self.kept[key] = now, facts_sha
