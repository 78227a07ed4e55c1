"""Who plays what, written for the load tool, which runs in an environment of its own."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

CAST_VARIABLE = "SALES_SUPERVISION_LOAD_CAST"
"""Names the file to the load tool."""


@dataclass(frozen=True, slots=True)
class Supervisor:
    """Signed in by ``cookie``; ``days``: route and date of each, in the order of work."""

    user_name: str
    cookie: str
    days: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Pace:
    """In seconds. ``change_every`` is the mean; the rest is how often the page looks by itself."""

    change_every: float = 10.0
    look_every: float = 30.0
    maintenance_every: float = 60.0


@dataclass(frozen=True, slots=True)
class Cast:
    """One run. ``certificate``: of the proxy, None without TLS; ``warm_up``: seconds from the
    start until what is measured counts, ``seconds``: how long it counts; ``result_file``: where
    the load tool leaves what it found."""

    address: str
    certificate: str | None
    seed: int
    pace: Pace
    warm_up: float
    seconds: float
    result_file: str
    supervisors: Sequence[Supervisor]

    @property
    def cookie_name(self) -> str:
        return "session" if self.certificate is None else "__Host-session"

    def write(self, file: Path) -> None:
        file.write_text(json.dumps(asdict(self)), encoding="utf-8")

    @classmethod
    def read(cls, file: Path) -> Cast:
        told = json.loads(file.read_text(encoding="utf-8"))
        told["pace"] = Pace(**told["pace"])
        told["supervisors"] = [
            Supervisor(one["user_name"], one["cookie"], [(day[0], day[1]) for day in one["days"]])
            for one in told["supervisors"]
        ]
        return cls(**told)
