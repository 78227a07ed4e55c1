"""Loading the demo of its usual size into an empty database."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.filled_database import new_database
from benchmarks.measurements import Measurement, Stopwatch, Summary
from benchmarks.options import Options
from benchmarks.synthetic_days import FIRST_DATE
from sales_supervision.demo.generator import DemoSpec
from sales_supervision.demo.loading import load_demo

PART = "demo"


def measure(options: Options) -> Iterator[Measurement]:
    loading, rows = Stopwatch(), 0
    for number in range(options.times(3, 1)):
        options.say(f"{PART}: run {number + 1}")
        database = new_database(options.folder(PART) / f"{number}.db")
        with loading:
            rows = load_demo(database, DemoSpec.of_today(FIRST_DATE))
        database.dispose()
    yield Measurement(
        PART,
        "demo made and loaded",
        "rows/s",
        Summary.of([rows / (taken / 1000) for taken in loading.samples]),
        note=f"{rows:,} rows; more is better",
    )
