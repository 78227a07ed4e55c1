"""The record of a deployment: what was checked and asked, by whom, with what result, and when.

It is written after every line, so that an interruption loses nothing. ``sha256`` is over all the
rest; each sign-off names the digest of what its signer had before them.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Any

FORMAT = 1


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
    """The command that checked it, or `asked`."""
    result: Result
    at: str
    seconds: float
    detail: str


@dataclass(frozen=True, slots=True)
class SignOff:
    role: str
    name: str
    at: str
    content_sha256: str
    """Of the lines and issues as they stood then."""


@dataclass(slots=True)
class Record:
    phase: int
    version: str
    commit: str
    url: str
    deployed_by: str
    begun_at: str
    ended_at: str | None = None
    lines: list[LineResult] = field(default_factory=list)
    issues: list[str] = field(default_factory=list)
    sign_offs: list[SignOff] = field(default_factory=list)

    def result_of(self, key: str) -> Result | None:
        return next((line.result for line in self.lines if line.key == key), None)

    def note(self, line: LineResult) -> None:
        """Keep the result of a line, in place of an earlier one of the same line."""
        self.lines = [known for known in self.lines if known.key != line.key] + [line]

    def sign(self, role: str, name: str, now: datetime) -> None:
        signed = SignOff(role, name, now.isoformat(timespec="seconds"), self.content_sha256())
        self.sign_offs = [known for known in self.sign_offs if known.role != role] + [signed]

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
        lines = [
            LineResult(**(line | {"result": Result(line["result"])}))
            for line in content.pop("lines")
        ]
        sign_offs = [SignOff(**signed) for signed in content.pop("sign_offs")]
        return Record(**content, lines=lines, sign_offs=sign_offs)
    except RecordError:
        raise
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        raise RecordError(f"{file} is no record of a deployment.") from error


def _digest(content: dict[str, Any]) -> str:
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(canonical.encode()).hexdigest()
