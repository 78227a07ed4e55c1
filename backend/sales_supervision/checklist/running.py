"""Going through the lines: run what can be run, ask the rest, keep the record after each."""

from __future__ import annotations

import os
import subprocess
import time
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from sales_supervision.checklist.checkout import why_unfit
from sales_supervision.checklist.environment import environment_of
from sales_supervision.checklist.lines import SIGN_OFFS, Line
from sales_supervision.checklist.markdown import as_markdown
from sales_supervision.checklist.record import ASKED, LineResult, Record, Result
from sales_supervision.clock import Clock

_LONGEST_DETAIL = 300


class AfterFailure(StrEnum):
    """What to do about a line that failed."""

    AGAIN = "again"
    NOTE = "note"
    STOP = "stop"


class Person(Protocol):
    """Whoever stands at the terminal."""

    def begins(self, line: Line) -> None: ...

    def hears(self, result: LineResult) -> None: ...

    def answers(self, question: str) -> tuple[bool, str]:
        """Yes or no, with a word about it."""

    def decides(self) -> AfterFailure: ...

    def names_issues(self, known: list[str]) -> list[str]:
        """``known`` with what is added, and without what is taken back."""

    def reads(self, record: Record) -> None:
        """What is to be signed."""

    def signs(self, role: str, content_sha256: str) -> str | None:
        """The name of who signs, None where nobody does yet."""

    def signs_twice(self, name: str, roles: list[str], role: str) -> bool:
        """Whether who signed in ``roles`` signs in ``role`` too."""


@dataclass(slots=True)
class Running:
    """A checklist on its way. ``file``: the record's JSON; logs and Markdown lie beside it."""

    record: Record
    lines: list[Line]
    file: Path
    person: Person
    clock: Clock

    def go(self) -> bool:
        """Every line that has not passed, then issues and sign-offs; whether all is done."""
        for line in self.lines:
            if self.record.result_of(line.key) not in (Result.PASSED, Result.NOTED) and not (
                self._bring_through(line)
            ):
                return False
        if self.record.unsigned(SIGN_OFFS):
            noted = self.record.noted_issues
            typed = [issue for issue in self.record.issues if issue not in noted]
            self.record.issues = noted + self.person.names_issues(typed)
            self._keep()
            self.person.reads(self.record)
        for role in self.record.unsigned(SIGN_OFFS):
            self._have_signed(role)
        if self.record.unsigned(SIGN_OFFS):
            return False
        self.record.ended_at = _text(self.clock())
        self._keep()
        return True

    def _have_signed(self, role: str) -> None:
        while name := self.person.signs(role, self.record.content_sha256()):
            others = self.record.signed_by(name, role)
            if not others or self.person.signs_twice(name, others, role):
                self.record.sign(role, name, self.clock())
                self._keep()
                return

    def _bring_through(self, line: Line) -> bool:
        """Try a line until it passed or was noted; False where the person stops."""
        while True:
            self.person.begins(line)
            result = self._try(line)
            self._note(result)
            if result.result is Result.PASSED:
                return True
            match self.person.decides():
                case AfterFailure.STOP:
                    return False
                case AfterFailure.NOTE:
                    self.record.issues.append(result.issue)
                    self._note(_with(result, Result.NOTED))
                    return True
                case AfterFailure.AGAIN:
                    continue

    def _try(self, line: Line) -> LineResult:
        began = time.perf_counter()
        if line.command is None:
            is_so, word = self.person.answers(line.instead or line.title)
            return self._result(line, ASKED, is_so, began, word)
        if line.folder is not None and line.checkout_of is not None:
            # Looked at with each trial: meanwhile the right one may have been checked out.
            unfit = why_unfit(line.folder, line.checkout_of)
            if unfit is not None:
                return self._result(line, _told(line.command), False, began, unfit)
        log = self.file.with_suffix(f".{line.key}.log")
        try:
            with log.open("wb") as output:
                done = subprocess.run(  # noqa: S603 - a line of ours, and no shell
                    line.command,
                    cwd=line.folder,
                    env=environment_of(line, os.environ),
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=subprocess.STDOUT,
                    check=False,
                )
        except OSError as error:
            detail = f"{line.command[0]} cannot be run ({error.strerror})."
            return self._result(line, _told(line.command), False, began, detail)
        said = _last_line(log)
        if line.found is not None and done.returncode == 0:
            said = line.found.format(lines=f"{len(_lines(log)):,}")
        if line.unprepared is not None and "Error 127" in said:
            said = f"{said} {line.unprepared}"
        detail = f"{said} (exit code {done.returncode}, {log.name})"
        return self._result(line, _told(line.command), done.returncode == 0, began, detail)

    def _result(self, line: Line, how: str, holds: bool, began: float, detail: str) -> LineResult:
        return LineResult(
            line.key,
            line.title,
            how,
            Result.PASSED if holds else Result.FAILED,
            _text(self.clock()),
            round(time.perf_counter() - began, 1),
            detail,
        )

    def _note(self, result: LineResult) -> None:
        self.record.note(result)
        self._keep()
        self.person.hears(result)

    def _keep(self) -> None:
        keep(self.record, self.file)


def keep(record: Record, file: Path) -> None:
    """Write the record and its Markdown, whole or not at all."""
    _replace(file, record.written())
    _replace(file.with_suffix(".md"), as_markdown(record, file.name, digest_of(record)))


def digest_of(record: Record) -> str:
    """The `sha256` of the record's JSON."""
    return record.written().rpartition('"sha256": "')[2][:64]


def _replace(file: Path, text: str) -> None:
    part = file.with_name(f"{file.name}.part")
    part.write_text(text, encoding="utf-8")
    part.replace(file)


def _with(result: LineResult, other: Result) -> LineResult:
    return LineResult(
        result.key, result.title, result.how, other, result.at, result.seconds, result.detail
    )


def _told(command: tuple[str, ...]) -> str:
    """The command as somebody would type it."""
    own = command[1:3] == ("-m", "sales_supervision")
    return " ".join(("sales-supervision", *command[3:]) if own else command)


def _lines(log: Path) -> list[str]:
    return [line for line in log.read_text(errors="replace").splitlines() if line.strip()]


def _last_line(log: Path) -> str:
    lines = _lines(log)
    return lines[-1].strip()[:_LONGEST_DETAIL] if lines else "It said nothing."


def _text(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
