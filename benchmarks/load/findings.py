"""What the load tool found: each answer, and what became of the notices."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

OK, CONFLICT, LIMITED = "ok", "conflict", "limited"
"""Outcomes of an answer; any other is an error, in words."""

_CONFLICTS = frozenset(("version-conflict", "session-saved"))


def outcome_of(status: int, problem_type: str | None) -> str:
    """Of an answer with ``status`` and the type of its problem details, None where it has none.

    That somebody else saved first and that a review was asked for too soon are answers of life.
    """
    if 200 <= status < 300 or status == 304:
        return OK
    slug = (problem_type or "").rpartition("/")[2]
    if status == 409 and slug in _CONFLICTS:
        return CONFLICT
    if status == 429 and slug == "too-soon":
        return LIMITED
    return f"{status} {slug or 'without problem details'}"


@dataclass(frozen=True, slots=True)
class Sample:
    """``at``: when it was sent, seconds since 1970; ``outcome``: see ``outcome_of``."""

    at: float
    kind: str
    milliseconds: float
    outcome: str


@dataclass(slots=True)
class NoticesTold:
    """``delays``: milliseconds from a save's answer until a listener of the day heard of it.

    ``lost``: notices that did not arrive within 10 s although the stream stood; ``broken``: streams
    that ended without being let go; ``repeated``: told as the newest when a stream begins.
    """

    streams: int = 0
    most_at_once: int = 0
    broken: int = 0
    heard: int = 0
    present: int = 0
    expected: int = 0
    lost: int = 0
    delays: list[float] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Findings:
    """``measured``: from when until when answers count, seconds since 1970. ``out_of_days``: how
    many supervisors had no day left before the end; ``broke``: how a supervisor's play itself
    failed, which is an error of ours."""

    measured: tuple[float, float]
    samples: Sequence[Sample]
    notices: NoticesTold
    out_of_days: int
    broke: Sequence[str]

    @property
    def whole(self) -> list[Sample]:
        """From the beginning; without the end, which cuts off what is under way."""
        return [sample for sample in self.samples if sample.at < self.measured[1]]

    @property
    def counted(self) -> list[Sample]:
        """Of the time that is measured."""
        first, last = self.measured
        return [sample for sample in self.samples if first <= sample.at < last]

    def write(self, file: Path) -> None:
        told = asdict(self)
        told["samples"] = [
            [one.at, one.kind, one.milliseconds, one.outcome] for one in self.samples
        ]
        file.write_text(json.dumps(told), encoding="utf-8")

    @classmethod
    def read(cls, file: Path) -> Findings:
        told = json.loads(file.read_text(encoding="utf-8"))
        told["samples"] = [Sample(*one) for one in told["samples"]]
        told["notices"] = NoticesTold(**told["notices"])
        told["measured"] = (told["measured"][0], told["measured"][1])
        return cls(**told)
