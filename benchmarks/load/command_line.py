"""``python -m benchmarks.load``: play, print the tables, write the JSON."""

from __future__ import annotations

import json
import os
import resource
import signal
import tempfile
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.status import Status

from benchmarks.command_line import RESULTS
from benchmarks.environment import environment
from benchmarks.load.arguments import Asked, read_arguments
from benchmarks.load.knee import Search
from benchmarks.load.plan import Play
from benchmarks.load.playing import require_load_tool
from benchmarks.load.results import Result, result_of
from benchmarks.load.running import Played, Stage, play_on, staged
from benchmarks.load.server_errors import unexpected_errors
from benchmarks.load.serving import has_nginx
from benchmarks.load.steadiness import Course, courses_of
from benchmarks.load.tables import in_a_line, print_courses, print_results
from benchmarks.load.watching import within
from benchmarks.options import REPOSITORY, PartUnavailableError

_WIDTH = 230
"""Columns of the tables where the output is no terminal."""


@dataclass(slots=True)
class Report:
    """Grows play by play, and is written after each: an interruption loses one at most."""

    started_at: datetime
    asked: Asked
    before: dict[str, object]
    results: list[Result] = field(default_factory=list)
    courses: dict[str, list[Course]] = field(default_factory=dict)
    knees: dict[str, str] = field(default_factory=dict)
    incidents: list[str] = field(default_factory=list)
    crashed: bool = False

    def write(self) -> Path:
        """Write ``load-<utc>.json`` and ``load-latest.json``; returns the former."""
        content: dict[str, Any] = {
            "started_at": self.started_at.isoformat(),
            "finished_at": datetime.now(UTC).isoformat(),
            "asked": asdict(self.asked),
            "environment": {"before": self.before, "after": environment()},
            "results": [
                {**asdict(result), "keeps_limit": result.keeps_limit} for result in self.results
            ],
            "courses": {
                play: [{**asdict(course), "verdict": course.verdict} for course in courses]
                for play, courses in self.courses.items()
            },
            "knees": self.knees,
            "incidents": self.incidents,
        }
        text = json.dumps(content, indent=2, ensure_ascii=False) + "\n"
        path = RESULTS / f"load-{self.started_at:%Y%m%dT%H%M%SZ}.json"
        for file in (path, RESULTS / "load-latest.json"):
            file.write_text(text, encoding="utf-8")
        return path


def main(arguments: Sequence[str] | None = None) -> int:
    """0; 1 when a limit is missed and ``--strict``; 2 when something crashed or is missing."""
    asked = read_arguments(arguments)
    errors = Console(stderr=True)
    try:
        require_load_tool()
    except PartUnavailableError as error:
        errors.print(str(error), markup=False)
        return 2
    _allow_files()
    # Told to stop, it stops what it started, as after Ctrl-C.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    RESULTS.mkdir(parents=True, exist_ok=True)
    report = Report(datetime.now(UTC), asked, environment())
    # Not in /tmp, which is memory on many machines: a save must reach a disk.
    with (
        tempfile.TemporaryDirectory(dir=RESULTS, prefix="load-") as folder,
        errors.status("Starting…") as status,
    ):
        try:
            for database in asked.databases:
                _play_all(report, database, Path(folder), Telling(errors, status))
        except KeyboardInterrupt:
            report.incidents.append("Interrupted: what was not played yet is missing.")
    console = Console()
    if not console.is_terminal:
        console = Console(width=int(os.environ.get("COLUMNS", _WIDTH)))
    _print(report, console)
    console.print(f"Written to {report.write().relative_to(REPOSITORY)}.")
    if report.crashed:
        return 2
    missed = any(not result.keeps_limit for result in report.results)
    grows = any(course.grows for courses in report.courses.values() for course in courses)
    return 1 if asked.strict and (missed or grows) else 0


@dataclass(frozen=True, slots=True)
class Telling:
    """What whoever waits is told."""

    console: Console
    status: Status

    def now(self, what: str) -> None:
        """What is being done. Only to a terminal, each second; a log would be filled."""
        if self.console.is_terminal:
            self.status.update(what)

    def done(self, result: Result) -> None:
        self.console.print(in_a_line(result), markup=False, soft_wrap=True)


def _play_all(report: Report, database: str, folder: Path, telling: Telling) -> None:
    """What was found before something crashed is kept; the other database is still played."""
    asked = report.asked
    most = asked.most if asked.knee else max(asked.supervisors)
    size = _play(asked, most, database, 1).depot
    processes = [number for number in asked.processes if number == 1 or has_nginx()]
    if len(processes) < len(asked.processes):
        report.incidents.append("Two processes are left out: there is no nginx to put before them.")
    try:
        with staged(database, size, asked.seed, folder, telling.now) as stage:
            for number in processes:
                for play in _plays(report, database, number):
                    _play_one(report, stage, play, folder / play.name, telling)
    except Exception:
        report.crashed = True
        report.incidents.append(f"{database} crashed: {traceback.format_exc()}")


def _plays(report: Report, database: str, processes: int) -> Iterator[Play]:
    """The next one of a search for the knee depends on how the last one went."""
    asked = report.asked
    if not asked.knee:
        for supervisors in asked.supervisors:
            yield _play(asked, supervisors, database, processes)
        return
    search = Search(min(asked.supervisors), asked.most)
    while (wanted := search.next()) is not None:
        yield _play(asked, wanted, database, processes)
        search.tried(wanted, keeps_limit=report.results[-1].keeps_limit)
        report.knees[f"{database}-{processes}"] = str(search)


def _play(asked: Asked, supervisors: int, database: str, processes: int) -> Play:
    play = Play(supervisors, database, processes, seconds=asked.seconds, seed=asked.seed)
    return play if asked.soak is None else replace(play, settling=_soaked(asked.seconds))


def _soaked(seconds: float) -> float:
    """How long caches and pools get to fill."""
    return max(20.0, min(180.0, seconds / 6))


def _play_one(report: Report, stage: Stage, play: Play, folder: Path, telling: Telling) -> None:
    played: Played = play_on(stage, play, folder, telling.now)
    result = result_of(play, played.findings, played.looks, played.failures)
    report.results.append(result)
    report.incidents += [f"{play.name}: {told}" for told in unexpected_errors(folder)]
    if report.asked.soak is not None:
        counted = within(played.looks, *played.findings.measured)
        report.courses[play.name] = courses_of(counted)
    report.write()
    telling.done(result)


def _allow_files() -> None:
    """As many as the system lets this user open: each supervisor has a stream and a connection."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def _print(report: Report, console: Console) -> None:
    print_results(report.results, console)
    for play, courses in report.courses.items():
        title = f"{play}: {report.asked.soak:.0f} minutes at the same pace"
        print_courses(courses, title, console)
    for play, found in report.knees.items():
        console.print(f"{play}: {found}.", markup=False)
    for incident in report.incidents:
        console.print(incident, markup=False, soft_wrap=True)
