from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.command_line import exit_code, run_part
from benchmarks.measurements import Goal, Limit, Measurement, Summary
from benchmarks.options import Options, PartUnavailableError
from benchmarks.report import Run, write_json


def _run() -> Run:
    return Run(datetime(2026, 3, 17, 8, tzinfo=UTC), quick=True, parts=["some"])


def _found(at_most: float) -> Measurement:
    return Measurement("some", "work", "ms", Summary.of([5.0]), Goal(Limit("p50", at_most)))


def _slow(_options: Options) -> Iterator[Measurement]:
    yield _found(at_most=4)


def _broken(_options: Options) -> Iterator[Measurement]:
    yield _found(at_most=6)
    raise RuntimeError("out of order")


def _lacking(_options: Options) -> Iterator[Measurement]:
    raise PartUnavailableError("no such data")
    yield


def test_a_missed_limit_counts_only_when_strict(tmp_path: Path) -> None:
    run = _run()
    run.measurements = run_part(run, "some", _slow, Options(tmp_path))

    assert (exit_code(run, strict=False), exit_code(run, strict=True)) == (0, 1)


def test_a_crash_keeps_what_was_measured_and_shows_in_the_exit_code(tmp_path: Path) -> None:
    run = _run()
    run.measurements = run_part(run, "some", _broken, Options(tmp_path))

    assert [found.met for found in run.measurements] == [True]
    assert "out of order" in run.incidents[0].reason
    assert exit_code(run, strict=False) == 2


def test_a_part_that_lacks_something_is_skipped_with_its_reason(tmp_path: Path) -> None:
    run = _run()
    run_part(run, "some", _lacking, Options(tmp_path))

    assert [(found.kind, found.reason) for found in run.incidents] == [("skipped", "no such data")]
    assert exit_code(run, strict=True) == 0


def test_the_result_is_kept_under_its_time_and_as_the_latest(tmp_path: Path) -> None:
    run = _run()
    run.measurements = run_part(run, "some", _slow, Options(tmp_path))
    path = write_json(run, tmp_path)

    assert path.name == "20260317T080000Z.json"
    assert path.read_text() == (tmp_path / "latest.json").read_text()
    (found,) = json.loads(path.read_text())["measurements"]
    assert found["met"] is False
    assert found["goal"]["limit"] == {"statistic": "p50", "at_most": 4}
    assert found["summary"]["p50"] == 5.0
