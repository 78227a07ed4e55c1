"""The checklist's person, at a terminal."""

from __future__ import annotations

import typer
from rich.console import Console
from rich.markup import escape

from sales_supervision.checklist.lines import Line
from sales_supervision.checklist.record import LineResult, Record, Result, is_name
from sales_supervision.checklist.running import AfterFailure

_LOOKS = {Result.PASSED: "green", Result.NOTED: "yellow", Result.FAILED: "bold red"}
_CHOICES = {choice.value[0]: choice for choice in AfterFailure}


class AtTerminal:
    """Asks and tells at the terminal."""

    def __init__(self) -> None:
        self._console = Console()

    def begins(self, line: Line) -> None:
        if line.command is not None:
            self._console.print(f"… {escape(line.title)}")

    def hears(self, result: LineResult) -> None:
        look = _LOOKS[result.result]
        self._console.print(
            f"[{look}]{result.result}[/] {escape(result.title)} "
            f"({result.seconds:.1f} s) {escape(result.detail)}"
        )

    def answers(self, question: str) -> tuple[bool, str]:
        is_so = typer.confirm(question)
        while True:
            word = _typed("By whom, where, or why" if is_so else "A word about it")
            if word or not is_so:
                return is_so, word
            typer.echo("A yes needs a word, which the record keeps: who looked, and at what.")

    def decides(self) -> AfterFailure:
        while True:
            typed = typer.prompt("Try [a]gain, [n]ote it as an issue and go on, or [s]top", "s")
            if typed[:1].lower() in _CHOICES:
                return _CHOICES[typed[:1].lower()]

    def names_issues(self, known: list[str]) -> list[str]:
        issues = list(known)
        for issue in issues:
            typer.echo(f"Known issue: {issue}")
        while typed := _typed(
            "Issues encountered (one a line; -: take the last back; empty: done)"
        ):
            if typed != "-":
                issues.append(typed)
            elif issues:
                typer.echo(f"Taken back: {issues.pop()}")
        return issues

    def reads(self, record: Record) -> None:
        typer.echo(f"To be signed: {record.told()}")
        for line in record.lines:
            if line.result is not Result.PASSED:
                typer.echo(f"  {line.result}: {line.title}: {line.detail}")
        for line in record.failures:
            typer.echo(f"  failed at {line.at}: {line.title}: {line.detail}")
        for issue in record.issues:
            typer.echo(f"  issue: {issue}")

    def signs(self, role: str, content_sha256: str) -> str | None:
        while name := _typed(f"{role} signs {content_sha256[:16]}… as (empty: not yet)"):
            if is_name(name):
                return name
            typer.echo(f"{name} is no name; type who signs.")
        return None

    def signs_twice(self, name: str, roles: list[str], role: str) -> bool:
        return typer.confirm(f"{name} signed as {', '.join(roles)} already; as {role} too?")


def _typed(asked: str) -> str:
    typed: str = typer.prompt(asked, default="", show_default=False)
    return typed.strip()
