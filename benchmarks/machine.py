"""The machine itself: what a change of it would be taken for a change of the product."""

from __future__ import annotations

import os
from collections.abc import Iterator

from benchmarks.measurements import Measurement, Stopwatch, Summary
from benchmarks.options import Options

PART = "machine"

_PAGE = b"\0" * 8192


def measure(options: Options) -> Iterator[Measurement]:
    options.say(PART)
    times = options.times(200, 20)
    yield Measurement(
        PART,
        "a fixed piece of Python's work",
        "ms",
        _working(times),
        note="some 10 ms on an idle machine of this kind; twice that, and all figures double",
    )
    yield Measurement(
        PART,
        "8 kB written and synchronised",
        "ms",
        _synchronising(options, times),
        note="each change and each save waits for one on SQLite and on PostgreSQL",
    )


def _working(times: int) -> Summary:
    watch = Stopwatch()
    for _ in range(times):
        with watch:
            _ = sum({str(number): number for number in range(40_000)}.values())
    return watch.summary


def _synchronising(options: Options, times: int) -> Summary:
    watch = Stopwatch()
    with (options.folder(PART) / "page").open("wb", buffering=0) as file:
        for _ in range(times):
            with watch:
                file.write(_PAGE)
                os.fsync(file.fileno())
    return watch.summary
