"""Running `sales-supervision …` inside the test's process."""

from __future__ import annotations

from dataclasses import dataclass

from typer.testing import CliRunner

from sales_supervision.cli import app


@dataclass(frozen=True, slots=True)
class Ran:
    """``sentence``: standard error, which a command that refuses has one line for.

    ``database``: the line before it, by which commands on the database name it.
    """

    exit_code: int
    output: str
    sentence: str
    database: str = ""


def run(*arguments: str) -> Ran:
    """Run a command; an exception that is no exit of its own is raised."""
    result = CliRunner().invoke(app, arguments)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    told = result.stderr.strip().splitlines()
    named = [line for line in told if line.startswith("Database: ")]
    said = "\n".join(line for line in told if line not in named)
    return Ran(result.exit_code, result.stdout, said, "\n".join(named))
