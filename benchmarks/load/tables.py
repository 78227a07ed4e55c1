"""Results as tables for people."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from benchmarks.load.results import CHANGE, P95_LIMIT, Durations, Result
from benchmarks.load.steadiness import Course

_KINDS = (CHANGE, "open", "look again", "save", "merge", "review", "look-up", "sign-in info")


def print_results(results: Sequence[Result], console: Console) -> None:
    """One table of what was asked and answered, one of what it cost; then what went wrong."""
    console.print(_answers(results))
    console.print(_costs(results))
    for result in results:
        for told in wrong_in(result):
            console.print(f"{result.play.name}: {told}", markup=False, soft_wrap=True)


def in_a_line(result: Result) -> str:
    """What one wants to know as soon as a play is over."""
    change = result.durations.get(CHANGE)
    p95 = "no change was answered" if change is None else f"p95 of changes {change.p95:.0f} ms"
    errors = sum(result.errors.values())
    return f"{result.play.name}: {p95}, {errors} errors; {result.bound}."


def wrong_in(result: Result) -> list[str]:
    """Errors, lost notices and faults of the measurement, each in a line."""
    found = [f"{count} × {error}" for error, count in result.errors.items()]
    notices = result.notices
    if notices.lost:
        found.append(f"{notices.lost} of {notices.expected} notices were lost")
    if notices.broken:
        found.append(f"{notices.broken} streams broke, such as {notices.reasons[0]}")
    return [*found, *result.faults]


def print_courses(courses: Sequence[Course], title: str, console: Console) -> None:
    table = Table(title=title, title_justify="left", header_style="bold")
    table.add_column("figure")
    for name in ("first quarter", "last quarter", "most", "an hour"):
        table.add_column(name, justify="right")
    table.add_column("verdict")
    for course in courses:
        table.add_row(
            course.figure,
            f"{course.first_quarter:,.1f}",
            f"{course.last_quarter:,.1f}",
            f"{course.most:,.1f}",
            f"{course.an_hour:+,.1f}",
            f"[red]{course.verdict}[/]" if course.grows else course.verdict,
        )
    console.print(table)


def _answers(results: Sequence[Result]) -> Table:
    table = Table(
        title="Supervisors at work: p50 / p95 / p99 in ms",
        title_justify="left",
        header_style="bold",
    )
    table.add_column("play", no_wrap=True)
    table.add_column("requests/s", justify="right")
    table.add_column("changes/s", justify="right")
    for kind in (*_KINDS, "notice"):
        table.add_column(kind, justify="right", no_wrap=True)
    table.add_column("errors", justify="right")
    table.add_column("conflicts", justify="right")
    table.add_column("too soon", justify="right")
    table.add_column(f"p95 ≤ {P95_LIMIT:.0f}, no error")
    for result in results:
        table.add_row(
            result.play.name,
            f"{result.requests_a_second:.0f}",
            f"{result.changes_a_second:.1f} of {result.play.changes_wanted:.1f}",
            *(_three(result.durations.get(kind)) for kind in _KINDS),
            _three(result.notices.delays),
            str(sum(result.errors.values())),
            str(result.conflicts),
            str(result.limited),
            "[green]met[/]" if result.keeps_limit else "[red]missed[/]",
        )
    return table


def _costs(results: Sequence[Result]) -> Table:
    table = Table(title="What it cost", title_justify="left", header_style="bold")
    table.add_column("play", no_wrap=True)
    table.add_column("processor, % of one core")
    table.add_column("all cores", justify="right")
    table.add_column("disk", justify="right")
    table.add_column("memory of servers, MiB", justify="right")
    table.add_column("database", justify="right")
    table.add_column("streams", justify="right")
    table.add_column("notices", justify="right")
    table.add_column("what bounds it")
    for result in results:
        memory, notices = result.memory, result.notices
        table.add_row(
            result.play.name,
            ", ".join(f"{group} {used:.0f}" for group, used in result.cpu.items()),
            f"{result.busy:.0f} %",
            f"{result.waiting_for_disk:.0f} %",
            f"{memory.start:.0f} → {memory.warm:.0f} → {memory.end:.0f}",
            f"{result.database_mb[0]:.0f} → {result.database_mb[1]:.0f} MB",
            f"{notices.most_at_once}, {notices.broken} broken",
            f"{notices.heard}, {notices.lost} of {notices.expected} lost",
            result.bound,
        )
    return table


def _three(durations: Durations | None) -> str:
    if durations is None:
        return "-"
    return f"{durations.p50:.0f}/{durations.p95:.0f}/{durations.p99:.0f}"
