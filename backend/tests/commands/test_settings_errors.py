"""A wrong setting: one sentence that names it, whatever the command."""

from __future__ import annotations

import pytest

from tests.commands.command_line import run

COMMANDS = [
    ("db", "current"),
    ("db", "upgrade"),
    ("demo", "load"),
    ("recommend", "--all"),
    ("openapi",),
    ("serve",),
    ("import", "."),
]


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("PORT", "eighty", "SALES_SUPERVISION_PORT: Input should be a valid integer"),
        ("PORT", "70000", "SALES_SUPERVISION_PORT: Input should be less than or equal to 65535"),
        ("TIME_ZONE", "Mars", "'Mars' is not an IANA time zone such as Asia/Dubai."),
        ("LOG_FORMAT", "xml", "SALES_SUPERVISION_LOG_FORMAT: "),
        ("REDIS_URL", "cache:6379", "must begin with redis://, rediss:// or unix://"),
        ("SCORE_PERFECT_TO", "3", "Scoring zones must satisfy 0 < from <= 1 <= to < zero."),
    ],
)
def test_a_wrong_setting_is_a_sentence(
    name: str, value: str, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"SALES_SUPERVISION_{name}", value)
    ran = run("db", "current")
    assert (ran.exit_code, ran.output) == (2, "")
    assert says in ran.sentence
    assert "\n" not in ran.sentence


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_says_so(command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SALES_SUPERVISION_PORT", "eighty")
    ran = run(*command)
    assert (ran.exit_code, ran.output) == (2, "")
    assert ran.sentence.startswith("SALES_SUPERVISION_PORT: ")


def test_each_wrong_setting_has_a_line_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SALES_SUPERVISION_PORT", "eighty")
    monkeypatch.setenv("SALES_SUPERVISION_SCORE_COVERAGE_WEIGHT", "2")
    lines = run("db", "current").sentence.splitlines()
    assert [line.split(":")[0] for line in lines] == [
        "SALES_SUPERVISION_PORT",
        "SALES_SUPERVISION_SCORE_COVERAGE_WEIGHT",
    ]
