"""``serve``: starts on a sound database and a free port, or says in a sentence why not."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, NoReturn
from urllib.request import urlopen

import pytest
import typer

from sales_supervision.commands import demo as demo_command
from sales_supervision.commands import serve as serve_command
from sales_supervision.demo.generator import DemoSpec
from sales_supervision.settings import Settings
from sales_supervision.storage.engine import Database
from sales_supervision.storage.feed_storage import Feed, FeedStorage
from tests.clocks import NOON
from tests.commands.command_line import Ran, run
from tests.storage.feed_rows import ROWS


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that somebody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


@pytest.fixture
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """The logs of the test run stay as they are."""
    monkeypatch.setattr(serve_command, "set_up_logs", lambda *_given: None)


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[Settings]:
    """With which settings an application would have been served; none is, and the demo is tiny."""
    smaller = partial(DemoSpec, routes=2, customers=(3, 4), items=6, history_days=10, plan_days=2)
    monkeypatch.setattr(demo_command, "DemoSpec", smaller)
    asked: list[Settings] = []

    def note(settings: Settings) -> NoReturn:
        asked.append(settings)
        raise typer.Exit

    monkeypatch.setattr(serve_command, "create_app", note)
    return asked


@pytest.mark.usefixtures("quiet")
def test_a_port_in_use_is_said_to_be(newest: Database, taken: int) -> None:
    ran = run("serve", "--port", str(taken))
    assert (ran.exit_code, ran.output, ran.sentence) == (
        2,
        "",
        f"Port {taken} is in use; stop what uses it or choose another with --port.",
    )


@pytest.mark.usefixtures("quiet")
@pytest.mark.parametrize("host", ["nowhere.invalid", "203.0.113.7"])
def test_an_address_that_is_not_ours_is_refused(newest: Database, host: str) -> None:
    ran = run("serve", "--host", host, "--port", "0")
    assert ran.exit_code == 1
    assert ran.sentence.startswith(f"Cannot listen on {host}:0 (")
    assert ran.sentence.endswith("); choose another --host or --port.")


@pytest.mark.parametrize("port", ["65536", "-1", "http"])
def test_what_is_no_port_is_refused(newest: Database, port: str) -> None:
    ran = run("serve", "--port", port)
    assert ran.exit_code == 2
    assert "--port" in ran.sentence


@pytest.mark.usefixtures("quiet")
def test_the_port_is_held_from_the_start(newest: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second server, started while the first still prepares itself, finds the port in use."""
    listen, ports, second = serve_command._listen, list[int](), list[Ran]()

    def listen_and_tell(host: str, port: int) -> socket.socket:
        listener = listen(host, port)
        ports.append(listener.getsockname()[1])
        return listener

    def prepare(*_: Any, **__: Any) -> None:
        second.append(run("serve", "--port", str(ports[0])))
        raise KeyboardInterrupt

    monkeypatch.setattr(serve_command, "_listen", listen_and_tell)
    monkeypatch.setattr(serve_command, "_prepare", prepare)
    run("serve", "--port", "0")
    (answer,) = second
    assert answer.sentence.startswith(f"Port {ports[0]} is in use;")


@pytest.mark.usefixtures("quiet")
@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.4"])
def test_a_demo_is_refused_where_others_could_reach_it(
    fresh: Path, host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = (
        f"The demo signs everybody in without a password, so it cannot listen on {host}: choose "
        "--host 127.0.0.1, or start without the demo."
    )
    ran = run("serve", "--upgrade", "--demo", "--host", host, "--port", "0")
    assert (ran.exit_code, ran.output, ran.sentence) == (2, "", refused)
    monkeypatch.setenv("SALES_SUPERVISION_HOST", host)
    monkeypatch.setenv("SALES_SUPERVISION_SIGN_IN", "demo")
    ran = run("serve", "--upgrade", "--port", "0")
    assert (ran.exit_code, ran.output, ran.sentence) == (2, "", refused)
    assert not fresh.exists()


@pytest.mark.usefixtures("quiet")
@pytest.mark.parametrize(
    ("arguments", "sign_in"), [((), "accounts"), (("--demo", "--host", "::1"), "demo")]
)
def test_only_a_demo_signs_everybody_in(
    newest: Database, served: list[Settings], arguments: tuple[str, ...], sign_in: str
) -> None:
    assert run("serve", "--port", "0", *arguments).exit_code == 0
    assert [settings.sign_in for settings in served] == [sign_in]


@pytest.mark.usefixtures("quiet")
def test_on_other_data_a_demo_asks_people_to_sign_in(
    newest: Database, served: list[Settings]
) -> None:
    with newest.writing() as connection:
        FeedStorage(connection, NOON).upsert(Feed.CUSTOMERS, ROWS[Feed.CUSTOMERS])
    ran = run("serve", "--demo", "--port", "0")
    assert ran.output.startswith("The database holds other data than the demo's;")
    assert "Until then it is served with accounts." in ran.output
    assert [settings.sign_in for settings in served] == ["accounts"]


def test_it_serves_on_a_free_port_logs_as_told_and_stops_when_asked(newest: Database) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "sales_supervision", "serve", "--port", "0"],
        env={
            **os.environ,
            "SALES_SUPERVISION_LOG_FORMAT": "json",
            "PYTHONUNBUFFERED": "1",
            "PYTHONPATH": ":".join(path for path in sys.path if path),
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    said = process.stdout.readline()
    address = re.search(r"http://localhost:\d+", said)
    assert address is not None, process.communicate()[1]
    assert (
        process.stdout.readline() == "Nobody can sign in yet. Make the first administrator with:\n"
    )
    assert process.stdout.readline().strip().startswith("sales-supervision users add NAME --role")
    with urlopen(f"{address[0]}/health/ready", timeout=60) as answer:
        assert json.load(answer)["status"] == "ok"
    process.send_signal(signal.SIGTERM)
    _, logged = process.communicate(timeout=60)
    requests = [
        entry for line in logged.splitlines() if (entry := json.loads(line))["event"] == "request"
    ]
    assert [(entry["path"], entry["status"]) for entry in requests] == [("/health/ready", 200)]
    assert len(requests[0]["request_id"]) >= 8
    assert process.returncode in (0, -signal.SIGTERM)
