"""What the first load of the page weighs: the scripts and styles that index.html names."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from benchmarks.limits import PAGE_SCRIPT
from benchmarks.measurements import Measurement, Summary

PART = "page"


def measure_weight(folder: Path) -> Iterator[Measurement]:
    """``folder``: the built page."""
    named = _NamedFiles()
    named.feed((folder / "index.html").read_text(encoding="utf-8"))
    for work, suffix, goal in (
        ("scripts of the first load, gzip", ".js", PAGE_SCRIPT),
        ("styles of the first load, gzip", ".css", None),
    ):
        files = [folder / name.lstrip("/") for name in named.files if name.endswith(suffix)]
        yield Measurement(
            PART,
            work,
            "kB",
            Summary.of([sum(_compressed(file) for file in files) / 1000]),
            goal,
            f"{sum(file.stat().st_size for file in files) / 1000:,.0f} kB before compression",
        )
    every = [file for file in folder.rglob("*.js") if file.is_file()]
    yield Measurement(
        PART,
        "all scripts, loaded when needed too, gzip",
        "kB",
        Summary.of([sum(_compressed(file) for file in every) / 1000]),
    )


class _NamedFiles(HTMLParser):
    """Collects the scripts, preloaded modules and styles of a page, each once."""

    def __init__(self) -> None:
        super().__init__()
        self.files: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        link = tag == "link" and found.get("rel") in ("stylesheet", "modulepreload")
        name = found.get("src") if tag == "script" else found.get("href") if link else None
        if name and name not in self.files:
            self.files.append(name)


def _compressed(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), compresslevel=6))
