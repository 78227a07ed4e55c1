"""``python -m benchmarks``: run the parts, print the table, write the JSON."""

from __future__ import annotations

import argparse
import os
import tempfile
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from benchmarks import (
    core,
    demo_loading,
    importing,
    machine,
    observing,
    over_http,
    page,
    recommending,
    review_week,
    reviewing,
    saving,
    signing_in,
)
from benchmarks.environment import environment
from benchmarks.measurements import Measurement, median_of_runs
from benchmarks.options import REPOSITORY, Options, PartUnavailableError
from benchmarks.report import NARROWEST, Incident, Run, print_table, write_json

RESULTS = REPOSITORY / "benchmarks" / "results"

Measure = Callable[[Options], Iterator[Measurement]]

PARTS: Mapping[str, Measure] = {
    part.PART: part.measure
    for part in (
        machine,
        core,
        over_http,
        saving,
        importing,
        observing,
        demo_loading,
        recommending,
        reviewing,
        review_week,
        signing_in,
        page,
    )
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what ``arguments`` ask for; returns the exit code."""
    asked = _parser().parse_args(arguments)
    errors = Console(stderr=True)
    run = Run(datetime.now(UTC), asked.quick, asked.only, asked.runs)
    run.environment["before"] = environment()
    RESULTS.mkdir(parents=True, exist_ok=True)
    measured = []
    with errors.status("Starting…") as status:
        for number in range(1, asked.runs + 1):
            say = status.update if asked.runs == 1 else _numbered(status.update, number)
            measured.append(_measured(run, asked.only, asked.quick, say))
    run.measurements = median_of_runs(measured)
    run.environment["after"] = environment()
    console = Console()
    if not console.is_terminal:
        console = Console(width=int(os.environ.get("COLUMNS", NARROWEST)))
    print_table(run, console)
    console.print(f"Written to {write_json(run, RESULTS).relative_to(REPOSITORY)}.")
    return exit_code(run, strict=asked.strict)


def exit_code(run: Run, *, strict: bool) -> int:
    """0; 1 when a limit is missed and ``strict``; 2 when a benchmark crashed."""
    if run.crashed:
        return 2
    return 1 if strict and run.missed else 0


def _measured(
    run: Run, parts: Sequence[str], quick: bool, say: Callable[[str], None]
) -> list[Measurement]:
    """Each part once; incidents go to ``run``."""
    found: list[Measurement] = []
    # Not in /tmp, which is memory on many machines: a save must reach a disk.
    with tempfile.TemporaryDirectory(dir=RESULTS, prefix="work-") as folder:
        options = Options(Path(folder), quick, say)
        for part in parts:
            found += run_part(run, part, PARTS[part], options)
    return found


def _numbered(say: Callable[[str], None], number: int) -> Callable[[str], None]:
    return lambda what: say(f"Run {number}: {what}")


def run_part(run: Run, part: str, measure: Measure, options: Options) -> list[Measurement]:
    """What was measured before a part failed is kept; the other parts still run."""
    found: list[Measurement] = []
    try:
        for measurement in measure(options):
            found.append(measurement)
    except PartUnavailableError as error:
        run.incidents.append(Incident(part, "skipped", str(error)))
    except Exception:
        run.incidents.append(Incident(part, "crashed", traceback.format_exc()))
    return found


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--only",
        type=_parts,
        default=list(PARTS),
        metavar="PART,…",
        help=f"run some parts only: {', '.join(PARTS)}",
    )
    parser.add_argument(
        "--runs",
        type=_positive,
        default=1,
        metavar="N",
        help="run everything so often and tell the median of each figure",
    )
    parser.add_argument("--quick", action="store_true", help="few repeats: does it run, roughly")
    parser.add_argument(
        "--strict", action="store_true", help="exit code 1 when a limit is missed (else always 0)"
    )
    return parser


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("at least one run")
    return number


def _parts(text: str) -> list[str]:
    wanted = [name.strip() for name in text.split(",") if name.strip()]
    unknown = sorted(set(wanted) - PARTS.keys())
    if unknown or not wanted:
        raise argparse.ArgumentTypeError(
            f"{', '.join(unknown) or 'nothing'} is not one of {', '.join(PARTS)}"
        )
    return [name for name in PARTS if name in wanted]
