"""The record of a deployment as a page to read."""

from __future__ import annotations

import re

from sales_supervision.checklist.record import LineResult, Record, Result


def as_markdown(record: Record, json_name: str, sha256: str) -> str:
    """What the JSON beside it says, for people."""
    parts = [
        f"# Deployment of {record.version}, phase {record.phase}",
        "",
        f"- Deployed by: {_plain(record.deployed_by)}",
        f"- Begun: {record.begun_at}",
        f"- Ended: {record.ended_at or 'not yet'}",
        f"- Version: {record.version}, commit {record.commit}",
        f"- Deployment: {record.url}",
        f"- Database: {record.database}",
        f"- Lines: {record.told()}",
        f"- Record: `{json_name}`, SHA-256 `{sha256}`",
        "",
        "## Lines",
        "",
        *_table(record.lines),
        "",
        *(["## Failed before", "", *_table(record.failures), ""] if record.failures else []),
        "## Issues encountered",
        "",
        *([f"- {_plain(issue)}" for issue in record.issues] or ["None."]),
        "",
        "## Sign-offs",
        "",
        "| role | name | at | content signed | signed as well as |",
        "| --- | --- | --- | --- | --- |",
        *(
            f"| {each.role} | {_plain(each.name)} | {each.at} | `{each.content_sha256[:16]}…` "
            f"| {', '.join(each.also_as)} |"
            for each in record.sign_offs
        ),
        "",
        f"Content as it stands: `{record.content_sha256()[:16]}…`; a sign-off of another content "
        "is not valid any more.",
        "",
    ]
    return "\n".join(parts)


def _table(lines: list[LineResult]) -> list[str]:
    return [
        "| line | result | how | at | seconds | found |",
        "| --- | --- | --- | --- | ---: | --- |",
        *(
            f"| {_plain(line.title)} | {line.result} | {_how(line)} | {line.at} "
            f"| {line.seconds:.1f} | {_plain(line.detail)} |"
            for line in lines
        ),
    ]


def _how(line: LineResult) -> str:
    how = "asked" if line.was_asked else "run"
    return f"{how}, noted" if line.result is Result.NOTED else how


def _plain(text: str) -> str:
    """One line that breaks no table."""
    return re.sub(r"\s+", " ", text).replace("|", "\\|").replace("<", "&lt;")
