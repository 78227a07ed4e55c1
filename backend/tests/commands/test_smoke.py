"""``sales-supervision smoke`` with settings that cannot be used; tests/browser has it work."""

from __future__ import annotations

import pytest

from tests.commands.command_line import run

NOWHERE = "http://127.0.0.1:9"


@pytest.mark.parametrize("name", ["SALES_SUPERVISION_TOKEN", "SALES_SUPERVISION_METRICS_TOKEN"])
def test_a_token_that_is_none_is_refused_first(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "schlüssel")
    ran = run("smoke", "--url", NOWHERE)
    assert (ran.exit_code, ran.output) == (2, "")
    assert ran.sentence == f"{name} is no token: it has a character that none has."


def test_an_authority_that_is_not_there_is_refused_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", "/nope")
    ran = run("smoke", "--url", "https://127.0.0.1:9")
    assert (ran.exit_code, ran.output) == (2, "")
    assert "SSL_CERT_FILE" in ran.sentence
