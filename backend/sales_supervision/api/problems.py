"""RFC 9457 problem details: what a type of them is, and the one exception that carries them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Any

PROBLEM_MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """``slug`` is the last part of the type's URI; ``when`` and ``remedy`` are for its reader."""

    slug: str
    status: int
    title: str
    when: str
    remedy: str

    @property
    def uri(self) -> str:
        return f"/problems/{self.slug}"


class ProblemType(Enum):
    """A problem that the interface answers with; its value is a ``ProblemKind``.

    The types stand in subclasses, by what they are about; ``problem_catalogue`` has them all.
    """


@dataclass(eq=False)
class ProblemError(Exception):
    """Answered as problem details; ``detail`` is one sentence that a person can act on."""

    type: ProblemType
    detail: str
    extensions: dict[str, Any] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
