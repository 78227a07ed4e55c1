"""The command line as a whole."""

from __future__ import annotations

from tests.commands.command_line import run


def test_without_a_command_it_says_what_it_can_do() -> None:
    ran = run()
    for command in ("serve", "import", "recommend", "openapi", "db", "demo"):
        assert f" {command} " in ran.output + ran.sentence


def test_an_unknown_command_is_refused() -> None:
    ran = run("fly")
    assert ran.exit_code == 2
    assert "No such command 'fly'" in ran.sentence
