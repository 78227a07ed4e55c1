"""The record of a deployment: what was checked and asked, by whom, with what result, and when.

It is written after every line, so that an interruption loses nothing. ``sha256`` is over all the
rest; each sign-off names the digest of what its signer had before them.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Any

FORMAT = 2
ASKED = "asked"
_NO_NAMES = {"yes", "no", "ok"}


class Result(StrEnum):
    """noted: it failed, which is an issue of the record, and the deployment went on."""

    PASSED = "passed"
    NOTED = "noted"
    FAILED = "failed"


class RecordError(ValueError):
    """The file is no record, or not as it was written."""


@dataclass(frozen=True, slots=True)
class LineResult:
    key: str
    title: str
    how: str
    """The command that checked it, or ASKED."""
    result: Result
    at: str
    seconds: float
    detail: str

    @property
    def was_asked(self) -> bool:
        return self.how == ASKED

    @property
    def issue(self) -> str:
        """The line as an issue of the record."""
        return f"{self.title}: {self.detail}"


@dataclass(frozen=True, slots=True)
class SignOff:
    role: str
    name: str
    at: str
    content_sha256: str
    """Of the lines and issues as they stood then."""
    also_as: list[str] = field(default_factory=list)
    """Other roles that the same person signed in, as they said when they were asked."""


@dataclass(slots=True)
class Record:
    phase: int
    version: str
    commit: str
    url: str
    deployed_by: str
    begun_at: str
    database: str
    """Its address without the password."""
    source: str
    chromium: str
    ended_at: str | None = None
    lines: list[LineResult] = field(default_factory=list)
    failures: list[LineResult] = field(default_factory=list)
    """What failed, of lines that were tried again."""
    issues: list[str] = field(default_factory=list)
    sign_offs: list[SignOff] = field(default_factory=list)

    def result_of(self, key: str) -> Result | None:
        return next((line.result for line in self.lines if line.key == key), None)

    @property
    def is_finished(self) -> bool:
        return self.ended_at is not None

    @property
    def noted_issues(self) -> list[str]:
        """The issues that lines are which failed and were noted."""
        return [line.issue for line in self.lines if line.result is Result.NOTED]

    def told(self) -> str:
        """``12 passed (8 run, 4 asked), 1 noted, 0 failed, 2 failed before, 3 issues``."""
        counts = Counter(line.result for line in self.lines)
        asked = sum(line.result is Result.PASSED and line.was_asked for line in self.lines)
        passed = counts[Result.PASSED]
        return (
            f"{passed} passed ({passed - asked} run, {asked} asked), {counts[Result.NOTED]} noted, "
            f"{counts[Result.FAILED]} failed, {len(self.failures)} failed before, "
            f"issues: {len(self.issues)}"
        )

    def note(self, line: LineResult) -> None:
        """Keep the result of a line, in place of an earlier one, which is kept if it failed."""
        self.failures += [
            known
            for known in self.lines
            if known.key == line.key
            and known.result is Result.FAILED
            and line.result is not Result.NOTED
        ]
        self.lines = [known for known in self.lines if known.key != line.key] + [line]

    def sign(self, role: str, name: str, now: datetime) -> None:
        at, also_as = now.isoformat(timespec="seconds"), self.signed_by(name, role)
        signed = SignOff(role, name, at, self.content_sha256(), also_as)
        self.sign_offs = [known for known in self.sign_offs if known.role != role] + [signed]

    def signed_by(self, name: str, role: str) -> list[str]:
        """Roles other than ``role`` in which ``name`` has signed what the record says now."""
        digest = self.content_sha256()
        return [
            each.role
            for each in self.sign_offs
            if each.role != role
            and each.content_sha256 == digest
            and each.name.casefold() == name.casefold()
        ]

    def unsigned(self, roles: tuple[str, ...]) -> list[str]:
        """Roles that have not signed what the record says now."""
        digest = self.content_sha256()
        signed = {each.role for each in self.sign_offs if each.content_sha256 == digest}
        return [role for role in roles if role not in signed]

    def content_sha256(self) -> str:
        """Of what is signed: everything but the sign-offs and the end."""
        return _digest(asdict(replace(self, sign_offs=[], ended_at=None)))

    def written(self) -> str:
        """The JSON of the record, with the digest of all the rest."""
        content = {"format": FORMAT, **asdict(self)}
        return json.dumps(content | {"sha256": _digest(content)}, ensure_ascii=False, indent=2)


def read_record(file: Path) -> Record:
    """The record in ``file``. Raises RecordError, or OSError where it cannot be read."""
    try:
        content: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        digest = content.pop("sha256")
        if digest != _digest(content):
            raise RecordError(f"{file} was changed after it was written: its digest does not fit.")
        if content.pop("format") != FORMAT:
            raise RecordError(f"{file} was written by another release.")
        lines = [_line(line) for line in content.pop("lines")]
        failures = [_line(line) for line in content.pop("failures")]
        sign_offs = [SignOff(**signed) for signed in content.pop("sign_offs")]
        return Record(**content, lines=lines, failures=failures, sign_offs=sign_offs)
    except RecordError:
        raise
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        raise RecordError(f"{file} is no record of a deployment.") from error


def is_name(typed: str) -> bool:
    """Whether somebody can have signed as ``typed``: an answer at the wrong prompt is no name."""
    letters = sum(letter.isalpha() for letter in typed)
    return letters >= 2 and typed.strip().casefold() not in _NO_NAMES


def _line(fields: dict[str, Any]) -> LineResult:
    return LineResult(**(fields | {"result": Result(fields["result"])}))


def _digest(content: dict[str, Any]) -> str:
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(canonical.encode()).hexdigest()
