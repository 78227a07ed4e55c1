"""A run as a table for people, and as JSON for comparing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from rich.console import Console
from rich.table import Table

from benchmarks.measurements import Measurement

NARROWEST = 160
"""Columns that the table needs where the output is no terminal."""


@dataclass(frozen=True, slots=True)
class Incident:
    """A part that did not run to its end. ``skipped``: it lacks something here."""

    part: str
    kind: Literal["skipped", "crashed"]
    reason: str


@dataclass(slots=True)
class Run:
    """``environment``: before and after the run."""

    started_at: datetime
    quick: bool
    parts: Sequence[str]
    runs: int = 1
    environment: dict[str, dict[str, object]] = field(default_factory=dict)
    measurements: list[Measurement] = field(default_factory=list)
    incidents: list[Incident] = field(default_factory=list)

    @property
    def crashed(self) -> bool:
        return any(incident.kind == "crashed" for incident in self.incidents)

    @property
    def missed(self) -> list[Measurement]:
        return [found for found in self.measurements if found.met is False]


def print_table(run: Run, console: Console) -> None:
    title = "Sales Supervision, measured"
    if run.runs > 1:
        title += f" (medians of {run.runs} runs)"
    table = Table(title=title, title_justify="left", header_style="bold")
    table.add_column("work", ratio=3)
    for name in ("p50", "p95"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("limit", justify="right", no_wrap=True)
    table.add_column("predecessor", ratio=2)
    table.add_column("met", no_wrap=True)
    table.add_column("note", ratio=3, style="dim")
    part = None
    for found in run.measurements:
        if part not in (None, found.part):
            table.add_section()
        part = found.part
        goal = found.goal
        table.add_row(
            f"{found.part}: {found.work}",
            _with_unit(found.summary.p50, found.unit),
            _with_unit(found.summary.p95, found.unit) if found.summary.samples > 1 else "",
            f"{goal.limit.statistic} {_with_unit(goal.limit.at_most, found.unit)}" if goal else "",
            goal.predecessor if goal else "",
            {True: "[green]met[/]", False: "[red]missed[/]", None: ""}[found.met],
            found.note,
        )
    console.print(table)
    for incident in run.incidents:
        console.print(f"{incident.part} {incident.kind}: {incident.reason}", markup=False)
    limited = sum(found.goal is not None for found in run.measurements)
    console.print(f"{limited - len(run.missed)} of {limited} limits met.")


def write_json(run: Run, folder: Path) -> Path:
    """Write ``<utc>.json`` and ``latest.json``; returns the former."""
    folder.mkdir(parents=True, exist_ok=True)
    content = json.dumps(
        {
            "started_at": run.started_at.isoformat(),
            "finished_at": datetime.now(UTC).isoformat(),
            "quick": run.quick,
            "parts": list(run.parts),
            "runs": run.runs,
            "environment": run.environment,
            "measurements": [{**asdict(found), "met": found.met} for found in run.measurements],
            "incidents": [asdict(incident) for incident in run.incidents],
        },
        indent=2,
        ensure_ascii=False,
    )
    path = folder / f"{run.started_at:%Y%m%dT%H%M%SZ}.json"
    for file in (path, folder / "latest.json"):
        file.write_text(content + "\n", encoding="utf-8")
    return path


def _with_unit(figure: float, unit: str) -> str:
    digits = 0 if figure >= 100 else 1 if figure >= 10 else 2
    return f"{figure:,.{digits}f} {unit}"
