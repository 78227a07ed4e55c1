"""The lines of the checklist, in their order, for each of its two phases."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from pathlib import Path

from sales_supervision.checklist.checkout import version_in

_PRODUCT = (sys.executable, "-m", "sales_supervision")


@dataclass(frozen=True, slots=True)
class Line:
    """One line. ``command`` checks it; a line without one is asked: ``title`` is the question then.

    ``instead``: the question where the command cannot be run here. ``unprepared``: what to do where
    the command lacks a program. ``checkout_of``: the version whose checkout ``folder`` must be; the
    command gets none of the deployment's settings. ``found``: what to note of a command that passes
    and whose last line tells a reader nothing; ``{lines}`` stands for how many it wrote.
    """

    key: str
    title: str
    command: tuple[str, ...] | None = None
    folder: Path | None = None
    instead: str | None = None
    unprepared: str | None = None
    checkout_of: str | None = None
    found: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What is deployed where. ``chromium``: the browser's program, None for no browser."""

    phase: int
    url: str
    version: str
    source: Path
    backup: Path
    chromium: str | None


_UNPREPARED = (
    "The checkout lacks a tool of development: run `python3 scripts/prepare tools page` in it."
)

SIGN_OFFS = ("Development lead", "QA lead", "DevOps", "Product owner")


def lines_of(plan: Plan) -> list[Line]:
    """Every line of the plan's phase."""
    lines = [*_release(plan)]
    if plan.phase == 2:
        lines.append(
            _product(
                "users-told",
                "Users are told: maintenance is announced or on",
                ("maintenance", "status", "--expect", "announced"),
            )
        )
    lines += [
        _product(
            "back-up",
            "Database backed up, and the back-up read back",
            ("db", "backup", str(plan.backup)),
        ),
        Line("migrated", "Is the release in place, and has `db upgrade` been run?"),
        _product(
            "schema",
            "Schema of this release: tables, columns, indexes, constraints",
            ("db", "check"),
        ),
    ]
    if plan.phase == 2:
        lines.append(
            replace(
                _product(
                    "way-back",
                    "Script that takes optimistic locking back",
                    ("db", "sql", "add_optimistic_locking:baseline", "--dialect", "mssql"),
                ),
                found="A script for SQL Server of {lines} lines was written and not run; keep it "
                "at hand to go back",
            )
        )
    lines += _deployed(plan)
    if plan.phase == 2:
        lines.append(
            _product(
                "maintenance-over",
                "Maintenance has ended",
                ("maintenance", "status", "--expect", "nothing"),
            )
        )
    lines += [
        _product(
            "report",
            "Figures of the last day meet the targets of day 1",
            ("report", "--since", "24h", "--expect", "met"),
        ),
        Line(
            "monitoring",
            "Looked at the operations page half an hour after: errors, response times, cache hit "
            "rate, database?",
        ),
        Line("logs", "Looked at the logs: no errors that were not there before?"),
    ]
    return lines


def _release(plan: Plan) -> list[Line]:
    return [
        _made(plan, "lint", "Lint, format and types of the release", "check"),
        _made(plan, "tests", "All tests of the release", "test"),
        _made(plan, "build", "Page and wheel are built", "wheel"),
        Line("documents", "Documents reviewed, and the way back read in docs/operations.md?"),
        Line("staging", "Tried by hand on a staging deployment?"),
        Line("tagged", "Is the release tagged in git?"),
    ]


def _deployed(plan: Plan) -> list[Line]:
    at = ("--url", plan.url, "--version", plan.version)
    browser = ("--browser", "--chromium", plan.chromium) if plan.chromium else ()
    return [
        _product(
            "same-database",
            "The deployment works on the database of this shell",
            ("db", "current", "--url", plan.url),
        ),
        _product("health", "Health, page and figures of the deployment", ("smoke", *at, "--quick")),
        _product("smoke", "Smoke tests of the deployment", ("smoke", *at, *browser)),
    ]


def _made(plan: Plan, key: str, title: str, target: str) -> Line:
    """A target of the checkout's Makefile; asked where there is no checkout."""
    if version_in(plan.source) is not None:
        return Line(
            key,
            title,
            ("make", target),
            plan.source,
            unprepared=_UNPREPARED,
            checkout_of=plan.version,
        )
    question = (
        f"{title}: {plan.source} is no checkout of the product; did CI say so of this release?"
    )
    return Line(key, title, instead=question)


def _product(key: str, title: str, arguments: tuple[str, ...]) -> Line:
    return Line(key, title, (*_PRODUCT, *arguments))
