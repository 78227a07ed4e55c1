"""The load's own rules, and a small play against the real server."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.load.bounds import bound_of
from benchmarks.load.cast import Pace
from benchmarks.load.findings import CONFLICT, LIMITED, OK, outcome_of
from benchmarks.load.knee import Search
from benchmarks.load.plan import Play
from benchmarks.load.playing import require_load_tool
from benchmarks.load.processes import Machine
from benchmarks.load.results import CHANGE, result_of
from benchmarks.load.running import SQLITE, play_on, staged
from benchmarks.load.server_errors import unexpected_errors
from benchmarks.load.stage_databases import Standing
from benchmarks.load.steadiness import course_of, slope
from benchmarks.load.watching import Look, within


@pytest.mark.parametrize(
    ("status", "problem_type", "outcome"),
    [
        (201, None, OK),
        (304, None, OK),
        (409, "/problems/version-conflict", CONFLICT),
        (409, "/problems/session-saved", CONFLICT),
        (409, "/problems/request-in-flight", "409 request-in-flight"),
        (429, "/problems/too-soon", LIMITED),
        (429, "/problems/too-many-attempts", "429 too-many-attempts"),
        (503, "/problems/database-busy", "503 database-busy"),
        (502, None, "502 without problem details"),
    ],
)
def test_only_conflicts_and_the_rate_limit_are_no_errors(
    status: int, problem_type: str | None, outcome: str
) -> None:
    assert outcome_of(status, problem_type) == outcome


def test_a_full_machine_that_was_looked_at_late_is_measured_from_the_nearest_looks() -> None:
    looks = [_look(at) for at in (0, 10, 20, 30, 40)]

    assert [look.at for look in within(looks, 10, 30)] == [10, 20, 30]
    assert [look.at for look in within(looks, 12, 28)] == [10, 20, 30]
    assert [look.at for look in within(looks, 21, 29)] == [20, 30]
    assert [look.at for look in within(looks, 41, 50)] == [40]


def test_the_slope_is_that_of_least_squares() -> None:
    assert slope([(0, 1), (1, 3), (2, 5)]) == pytest.approx(2)
    assert slope([(0, 1), (1, 0), (2, 2)]) == pytest.approx(0.5)
    assert slope([(4, 1), (4, 9)]) == 0


def test_what_rises_all_the_time_grows() -> None:
    leak = course_of("memory, MiB", [(10 * n, 200 + n) for n in range(60)])

    assert leak.an_hour == pytest.approx(360)
    assert (leak.first_quarter, leak.last_quarter, leak.most) == (207, 252, 259)
    assert leak.verdict == "grows"


def test_what_swings_around_its_level_is_flat() -> None:
    swinging = course_of("memory, MiB", [(20 * n, 200 + 20 * (n % 2)) for n in range(60)])
    shrinking = course_of("threads", [(20 * n, 60 - n) for n in range(60)])

    short = course_of("threads", [(10 * n, 60) for n in range(6)])

    assert swinging.verdict == "flat"
    assert shrinking.verdict == "flat"
    assert short.verdict == "too short to tell"


@pytest.mark.parametrize(
    ("cpu", "busy", "disk", "locks", "bound"),
    [
        ({"server 1": 95, "load tool": 90}, 97, 0, 0, "all cores are full"),
        ({"server 1": 20, "load tool": 20}, 97, 0, 0, "other work"),
        ({"server 1": 95, "load tool": 40}, 70, 0, 3, "server 1: a whole core"),
        ({"server 1": 50, "load tool": 95}, 75, 0, 0, "the load tool"),
        ({"server 1": 50, "load tool": 40}, 50, 40, 3, "waits for locks"),
        ({"server 1": 50, "load tool": 40}, 50, 40, 0, "the disk"),
        ({"server 1": 50, "load tool": 40}, 50, 5, 0, "nothing is full"),
    ],
)
def test_what_bounds_a_run(
    cpu: dict[str, float], busy: float, disk: float, locks: float, bound: str
) -> None:
    assert bound_of(cpu, 2, busy, disk, locks).startswith(bound)


@pytest.mark.parametrize("carries", [1, 99, 100, 430, 800, 5_000])
def test_the_knee_is_found_to_a_tenth(carries: int) -> None:
    search, tried = Search(100, 1_600), 0
    while (supervisors := search.next()) is not None:
        search.tried(supervisors, keeps_limit=supervisors <= carries)
        tried += 1

    assert search.carried <= carries
    if search.missed is None:
        assert search.carried == 1_600
    else:
        assert carries < search.missed <= max(search.carried + 1, search.carried * 1.12)
    assert tried < 15


def test_supervisors_open_change_save_and_hear_of_it(tmp_path: Path) -> None:
    """Two of them share their days."""
    require_load_tool()
    play = Play(
        3,
        SQLITE,
        1,
        seconds=8,
        pace=Pace(change_every=0.3, look_every=1, maintenance_every=2),
        settling=1,
        customers=(2, 4),
    )

    with staged(SQLITE, play.depot, play.seed, tmp_path, lambda _: None) as stage:
        played = play_on(stage, play, tmp_path / play.name, lambda _: None)
    result = result_of(play, played.findings, played.looks, played.failures)

    assert result.errors == {}
    assert result.faults == []
    assert {CHANGE, "open", "look again", "save", "sign-in info"} <= result.durations.keys()
    notices = result.notices
    assert notices.most_at_once >= 2
    assert notices.expected > 0
    assert (notices.lost, notices.broken) == (0, 0)
    assert notices.delays is not None


def _look(at: float) -> Look:
    return Look(at, uses={}, machine=Machine(busy=at, waiting_for_disk=0), database=Standing(0))


def test_what_failed_within_a_server_is_told_with_its_end(tmp_path: Path) -> None:
    lines = [
        json.dumps({"event": "request", "path": "/fine"}),
        "unexpected_error, not as JSON",
        json.dumps({"event": "unexpected_error", "path": "/wrong", "exception": "KeyError: 'a'"}),
    ]
    (tmp_path / "server-1.log").write_text("\n".join(lines))
    assert unexpected_errors(tmp_path) == ["server-1: /wrong failed: KeyError: 'a'"]
