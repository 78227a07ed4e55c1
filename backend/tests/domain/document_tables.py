"""Tables of the documents under ``docs/``, so that worked examples are checked and cannot drift."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

DOCS = Path(__file__).parents[3] / "docs"

Row = dict[str, str]
"""Cells of a table's row by the heading of the column."""


def sections(document: str, level: int) -> Iterator[tuple[str, list[str]]]:
    """Headings of a level with the lines below each, up to the next heading as high or higher."""
    title = ""
    lines: list[str] = []
    for line in (DOCS / document).read_text(encoding="utf-8").splitlines():
        marks = len(line) - len(line.lstrip("#"))
        if 0 < marks <= level and line[marks : marks + 1] == " ":
            if title:
                yield title, lines
            title, lines = (line[marks:].strip() if marks == level else ""), []
        else:
            lines.append(line)
    if title:
        yield title, lines


def section(document: str, title: str, level: int = 2) -> list[str]:
    return dict(sections(document, level))[title]


def tables(lines: list[str]) -> list[list[Row]]:
    """Every Markdown table among the lines, in their order."""
    found: list[list[Row]] = []
    headings: list[str] | None = None
    for line in lines:
        if not line.startswith("|"):
            headings = None
            continue
        row = [cell.strip().strip("`") for cell in line.strip().strip("|").split("|")]
        if headings is None:
            headings = row
            found.append([])
        elif not set(line) <= set("|-: "):
            found[-1].append(dict(zip(headings, row, strict=True)))
    return found


def table(lines: list[str], *headings: str) -> list[Row]:
    """The one table among the lines that has these columns, perhaps among others."""
    matching = [t for t in tables(lines) if t and set(headings) <= t[0].keys()]
    if len(matching) != 1:
        raise LookupError(f"{len(matching)} tables have the columns {headings}")
    return matching[0]


def quantity(cell: str) -> int | None:
    """A whole number, or a dash for what nobody has told."""
    return None if cell == "—" else int(cell.replace(",", ""))
