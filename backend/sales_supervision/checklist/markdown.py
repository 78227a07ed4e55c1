"""The record of a deployment as a page to read."""

from __future__ import annotations

import re

from sales_supervision.checklist.record import Record


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
        f"- Record: `{json_name}`, SHA-256 `{sha256}`",
        "",
        "## Lines",
        "",
        "| line | result | at | seconds | found |",
        "| --- | --- | --- | ---: | --- |",
        *(
            f"| {_plain(line.title)} | {line.result} | {line.at} | {line.seconds:.1f} "
            f"| {_plain(line.detail)} |"
            for line in record.lines
        ),
        "",
        "## Issues encountered",
        "",
        *([f"- {_plain(issue)}" for issue in record.issues] or ["None."]),
        "",
        "## Sign-offs",
        "",
        "| role | name | at | content signed |",
        "| --- | --- | --- | --- |",
        *(
            f"| {each.role} | {_plain(each.name)} | {each.at} | `{each.content_sha256[:16]}…` |"
            for each in record.sign_offs
        ),
        "",
        f"Content as it stands: `{record.content_sha256()[:16]}…`; a sign-off of another content "
        "is not valid any more.",
        "",
    ]
    return "\n".join(parts)


def _plain(text: str) -> str:
    """One line that breaks no table."""
    return re.sub(r"\s+", " ", text).replace("|", "\\|").replace("<", "&lt;")
