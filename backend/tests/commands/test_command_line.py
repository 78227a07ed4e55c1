"""The command line as a whole."""

from __future__ import annotations

import subprocess
import sys

import pytest

from sales_supervision.commands import recommend
from sales_supervision.storage.engine import Database
from tests.commands.command_line import run

INTERRUPTED_WHILE_LOADING = """
import signal, sys

class Interrupting:
    def __init__(self, module):
        self.module = module

    def find_spec(self, name, path, target=None):
        if name == self.module:
            signal.raise_signal(signal.SIGINT)

signal.signal(signal.SIGINT, signal.default_int_handler)
sys.meta_path.insert(0, Interrupting(sys.argv.pop(1)))
from sales_supervision.__main__ import main
main()
"""


@pytest.mark.parametrize("module", ["sales_supervision.cli", "sqlalchemy", "polars"])
def test_control_c_while_modules_load_is_one_sentence(module: str) -> None:
    command = [sys.executable, "-c", INTERRUPTED_WHILE_LOADING, module, "serve"]
    ran = subprocess.run(
        command,
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
        env={"PYTHONPATH": ":".join(path for path in sys.path if path)},
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (
        130,
        "",
        "Interrupted before anything was done.\n",
    )


def test_control_c_amid_a_command_is_one_sentence(
    newest: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_settings: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(recommend, "open_newest_database", interrupt)
    ran = run("recommend", "--all")
    assert (ran.exit_code, ran.sentence) == (130, "Interrupted; nothing half done was kept.")


def test_without_a_command_it_says_what_it_can_do() -> None:
    ran = run()
    for command in ("serve", "import", "recommend", "openapi", "db", "demo"):
        assert f" {command} " in ran.output + ran.sentence


def test_an_unknown_command_is_refused() -> None:
    ran = run("fly")
    assert ran.exit_code == 2
    assert "No such command 'fly'" in ran.sentence
