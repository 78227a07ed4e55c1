"""Which of two servers the shipped nginx asks, and that it brings long bodies there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx2

from tests.deploy.proxy import Certificate, Proxy, free_port
from tests.deploy.telling import telling

_DAYS = [f"{1000 + route}/2026-03-{day:02}" for route in range(6) for day in range(1, 6)]
_OF_A_DAY = ("", "/visits/C1", "/customers/C1/actuals/1001?x=1", "/session", "/notices")


@contextmanager
def _behind_nginx(
    folder: Path, certificate: Certificate, up: tuple[bool, bool]
) -> Iterator[httpx2.Client]:
    """``up``: whether the first server runs, and whether the second does."""
    ports = (free_port(), free_port())
    with ExitStack() as stack:
        for port, runs in zip(ports, up, strict=True):
            if runs:
                stack.enter_context(telling("127.0.0.1", port))
        proxy = stack.enter_context(Proxy(folder, certificate, ports))
        http = stack.enter_context(
            httpx2.Client(base_url=proxy.address, verify=certificate.trusted())
        )
        yield http


def _answered_by(answer: httpx2.Response) -> int:
    return int(answer.raise_for_status().text.split()[1])


def test_a_route_day_has_its_server_and_both_have_days(
    tmp_path: Path, certificate: Certificate
) -> None:
    with _behind_nginx(tmp_path, certificate, up=(True, True)) as http:
        of_day = {
            day: {_answered_by(http.get(f"/api/days/{day}{rest}")) for rest in _OF_A_DAY}
            for day in _DAYS
        }
        assert {len(ports) for ports in of_day.values()} == {1}
        assert len(set[int]().union(*of_day.values())) == 2


def test_what_is_of_no_day_is_asked_of_both(tmp_path: Path, certificate: Certificate) -> None:
    with _behind_nginx(tmp_path, certificate, up=(True, True)) as http:
        assert len({_answered_by(http.get("/api/routes")) for _ in range(60)}) == 2


def test_a_day_whose_server_is_gone_is_asked_of_the_other(
    tmp_path: Path, certificate: Certificate
) -> None:
    with _behind_nginx(tmp_path, certificate, up=(False, True)) as http:
        assert len({_answered_by(http.get(f"/api/days/{day}")) for day in _DAYS}) == 1


def test_a_body_too_long_for_memory_arrives(tmp_path: Path, certificate: Certificate) -> None:
    with _behind_nginx(tmp_path, certificate, up=(True, True)) as http:
        _answered_by(http.post(f"/api/days/{_DAYS[0]}/session/merge", content=b"x" * 900_000))
