"""``maintenance on``, ``off`` and ``status``: what is typed, and what is told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from sales_supervision.commands import maintenance as command
from sales_supervision.commands.moments import UnclearMomentError, next_moment
from sales_supervision.storage.engine import Database
from tests.commands.command_line import run

DUBAI = ZoneInfo("Asia/Dubai")
SIX = datetime(2026, 3, 17, 14, 0, tzinfo=UTC)
"""18:00 in Dubai."""


@pytest.fixture(autouse=True)
def six_o_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "system_clock", lambda: SIX)
    monkeypatch.setattr(command, "operator", lambda: "root")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("18:30", "2026-03-17T18:30+04:00"),
        ("0:30", "2026-03-18T00:30+04:00"),
        ("2026-03-20T06:00", "2026-03-20T06:00+04:00"),
        ("2026-03-20 06:00", "2026-03-20T06:00+04:00"),
        ("2026-03-20T06:00+00:00", "2026-03-20T06:00+00:00"),
    ],
)
def test_a_time_of_day_is_the_next_one(typed: str, meant: str) -> None:
    assert next_moment(typed, SIX, DUBAI) == datetime.fromisoformat(meant)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (
            "17:30",
            "17:30 is over for 2026-03-17 in Asia/Dubai; "
            "write the date with it, as 2026-03-18T17:30.",
        ),
        ("25:00", "25:00 is no time of day; write it as 18:30."),
        (
            "soon",
            "soon is no moment; write a time of day as 18:30, or a date with it as "
            "2026-03-17T18:30.",
        ),
    ],
)
def test_what_is_likely_not_meant_is_refused(typed: str, sentence: str) -> None:
    with pytest.raises(UnclearMomentError) as refused:
        next_moment(typed, SIX, DUBAI)
    assert str(refused.value) == sentence


def test_a_time_that_is_far_ahead_is_not_called_over() -> None:
    one_o_clock = datetime(2026, 3, 16, 21, 0, tzinfo=UTC)
    with pytest.raises(UnclearMomentError, match="18:30 is more than 12 hours ahead in"):
        next_moment("18:30", one_o_clock, DUBAI)


def test_it_is_announced_told_and_called_off(newest: Database) -> None:
    assert run("maintenance", "status").output == "No maintenance is announced.\n"
    told = (
        "Maintenance is announced from 2026-03-17 18:15 (Asia/Dubai) until "
        "2026-03-17 18:30 (Asia/Dubai): The new release comes.\n"
    )
    announced = run(
        *("maintenance", "on", "--from", "18:15", "--until", "18:30"),
        *("--message", "The new release comes."),
    )
    assert (announced.exit_code, announced.output) == (0, told)
    assert run("maintenance", "status").output == told
    assert run("maintenance", "off").output == (
        "Maintenance until 2026-03-17 18:30 (Asia/Dubai) is called off.\n"
    )
    assert run("maintenance", "off").output == "No maintenance is announced.\n"


def test_without_a_start_it_is_on_at_once(newest: Database) -> None:
    ran = run("maintenance", "on", "--until", "18:30", "--message", "Back soon.")
    assert ran.output == "Maintenance is on until 2026-03-17 18:30 (Asia/Dubai): Back soon.\n"
    assert run("maintenance", "off").output == (
        "Maintenance until 2026-03-17 18:30 (Asia/Dubai) is ended.\n"
    )


@pytest.mark.parametrize("seconds", [0, 2, 59])
def test_from_the_minute_that_it_is_starts_it_now(
    newest: Database, seconds: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = SIX + timedelta(seconds=seconds)
    monkeypatch.setattr(command, "system_clock", lambda: now)
    ran = run(*("maintenance", "on", "--from", "18:00", "--until", "18:30"), "--message", "Soon.")
    assert (ran.exit_code, ran.output) == (
        0,
        "Maintenance is on until 2026-03-17 18:30 (Asia/Dubai): Soon.\n",
    )
    over = run(*("maintenance", "on", "--from", "18:00", "--until", "18:00"), "--message", "Soon.")
    assert over.sentence.startswith("18:00 is over for 2026-03-17 in Asia/Dubai;")


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"--until": "2026-03-17T17:00"}, "Maintenance must end in the future"),
        ({"--from": "2026-03-17T19:00", "--until": "2026-03-17T18:30"}, "Maintenance must end in"),
        ({"--until": "18:30", "--message": " "}, "--message must have 1 to 500 characters."),
        ({"--until": "17:59"}, "17:59 is over for 2026-03-17"),
        (
            {"--until": "2036-03-17T18:30"},
            "Until 2036-03-17 18:30 (Asia/Dubai) nobody could change anything for 3,653 d 0 h; "
            "mend --until, or add --long if that is meant.",
        ),
        ({"--until": "2026-03-18T18:01"}, "Until 2026-03-18 18:01 (Asia/Dubai) nobody could"),
        ({"--from": "2025-03-17T18:00", "--until": "2026-03-18T18:01"}, "Until 2026-03-18 18:01"),
    ],
)
def test_nonsense_is_refused_in_a_sentence(
    newest: Database, given: dict[str, Any], sentence: str
) -> None:
    options = {"--message": "Back soon."} | given
    ran = run("maintenance", "on", *(part for pair in options.items() for part in pair))
    assert ran.exit_code == 2
    assert ran.sentence.startswith(sentence)
    assert run("maintenance", "status").output == "No maintenance is announced.\n"


@pytest.mark.parametrize(
    ("given", "until"),
    [
        (("--until", "2026-03-18T18:00"), "2026-03-18 18:00"),
        (("--from", "2025-03-17T18:00", "--until", "2026-03-18T18:00"), "2026-03-18 18:00"),
        (("--until", "2026-03-20T06:00", "--long"), "2026-03-20 06:00"),
    ],
)
def test_a_day_is_announced_and_longer_where_that_is_meant(
    newest: Database, given: tuple[str, ...], until: str
) -> None:
    ran = run("maintenance", "on", *given, "--message", "Back soon.")
    assert ran.output == f"Maintenance is on until {until} (Asia/Dubai): Back soon.\n"
