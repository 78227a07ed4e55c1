"""The product's servers, one alone or two behind nginx as ``deploy/`` has them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.server import Client, serving
from tests.deploy.proxy import NGINX, Proxy, make_certificate

_CONNECTIONS_A_SUPERVISOR = 6
"""A stream and a request or two, each to the browser and to a server."""


@dataclass(frozen=True, slots=True)
class Serving:
    """``address``: what browsers ask. ``ports``: of the servers themselves."""

    address: str
    certificate: Path | None
    ports: tuple[int, ...]
    server_ids: tuple[int, ...]
    proxy_id: int | None = None


@contextmanager
def serving_processes(
    folder: Path, database_url: str, processes: int, supervisors: int
) -> Iterator[Serving]:
    """People have accounts; no model is asked. The servers' logs are in ``folder``."""
    with ExitStack() as stack:
        servers = [
            stack.enter_context(
                serving(
                    folder / f"server-{number + 1}",
                    database_url=database_url,
                    sign_in="accounts",
                    log_format="json",
                )
            )
            for number in range(processes)
        ]
        ports = tuple(server.port for server in servers)
        ids = tuple(server.process_id for server in servers)
        if processes == 1:
            yield Serving(f"http://127.0.0.1:{ports[0]}", None, ports, ids)
            return
        certificate = make_certificate(folder)
        connections = max(1024, supervisors * _CONNECTIONS_A_SUPERVISOR)
        pair = (ports[0], ports[1])
        proxy = stack.enter_context(Proxy(folder, certificate, pair, connections))
        yield Serving(proxy.address, certificate.certificate, ports, ids, proxy.process_id)


def figures_of(port: int) -> str:
    """What the server tells a scraper."""
    client = Client(port)
    try:
        plain = {"Accept-Encoding": "identity"}
        return client.ask("GET", "/metrics", headers=plain).body.decode()
    finally:
        client.close()


def has_nginx() -> bool:
    return Path(NGINX).is_file()
