"""The stage set, and plays on copies of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

from benchmarks.load.cast import Cast, Supervisor
from benchmarks.load.depot import Depot, DepotSize
from benchmarks.load.findings import Findings
from benchmarks.load.plan import BEGUN_A_SECOND, Play
from benchmarks.load.playing import Playing, playing
from benchmarks.load.serving import Serving, serving_processes
from benchmarks.load.stage import set_stage
from benchmarks.load.stage_databases import (
    Copy,
    PostgresqlStage,
    SqliteStage,
    StageDatabase,
    postgresql_stage,
)
from benchmarks.load.watching import Look, Watch

SQLITE, POSTGRESQL = "sqlite", "postgresql"
DATABASES = (SQLITE, POSTGRESQL)

_LOOK_EVERY = 10.0
_LOOKS_AT_LEAST = 8

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Stage:
    """A database from which each play gets a copy."""

    database: StageDatabase
    supervisors: Sequence[Supervisor]


@contextmanager
def staged(database: str, size: DepotSize, seed: int, folder: Path, say: Say) -> Iterator[Stage]:
    """Set for plays of at most ``size``."""
    with ExitStack() as stack:
        made: SqliteStage | PostgresqlStage
        if database == SQLITE:
            made = SqliteStage(folder)
        else:
            made = stack.enter_context(postgresql_stage())
        supervisors = set_stage(
            made.url, Depot(size, seed), lambda what: say(f"{database}: {what}")
        )
        if isinstance(made, PostgresqlStage):
            made.analyse()
        yield Stage(made, supervisors)


@dataclass(frozen=True, slots=True)
class Played:
    """``looks`` begin before anybody came. ``failures``: what could not be watched."""

    findings: Findings
    looks: Sequence[Look]
    failures: Sequence[str]


def play_on(stage: Stage, play: Play, folder: Path, say: Say) -> Played:
    """Play once. Raises RuntimeError where servers or load tool do not come up."""
    folder.mkdir(parents=True, exist_ok=True)
    with (
        stage.database.copied(play.name) as copy,
        serving_processes(folder, copy.url, play.processes, play.supervisors) as serving,
    ):
        cast = _cast(stage, play, serving, folder)
        with playing(cast, folder, BEGUN_A_SECOND) as under_way:
            return _watched(play, serving, copy, under_way, say)


def _watched(play: Play, serving: Serving, copy: Copy, under_way: Playing, say: Say) -> Played:
    every = min(_LOOK_EVERY, play.seconds / _LOOKS_AT_LEAST)
    with Watch(serving, copy, under_way.process_id, every) as watch:
        began = monotonic()
        while under_way.goes_on:
            gone = monotonic() - began
            say(f"{play.name}: {gone:.0f} of {play.warm_up + play.seconds:.0f} s")
            sleep(min(1.0, every))
    return Played(under_way.findings(), watch.looks, watch.failures)


def _cast(stage: Stage, play: Play, serving: Serving, folder: Path) -> Cast:
    return Cast(
        address=serving.address,
        certificate=None if serving.certificate is None else str(serving.certificate),
        seed=play.seed,
        pace=play.pace,
        warm_up=play.warm_up,
        seconds=play.seconds,
        result_file=str(folder / "findings.json"),
        supervisors=stage.supervisors[: play.supervisors],
    )
