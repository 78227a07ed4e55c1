"""nginx with the configuration of deploy/nginx, before servers of the tests' own."""

from __future__ import annotations

import os
import shutil
import socket
import ssl
import subprocess
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

SHIPPED = Path(__file__).parents[3] / "deploy" / "nginx" / "sales-supervision.conf"
NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', os.defpath)}:/usr/sbin") or "nginx"


@dataclass(frozen=True, slots=True)
class Certificate:
    """For localhost, signed by itself."""

    certificate: Path
    key: Path

    def trusted(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(self.certificate))


def make_certificate(folder: Path) -> Certificate:
    made = Certificate(folder / "tls.crt", folder / "tls.key")
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"),
            *("-nodes", "-days", "2", "-subj", "/CN=localhost"),
            *("-addext", "subjectAltName=DNS:localhost"),
            *("-keyout", str(made.key), "-out", str(made.certificate)),
        ],
        check=True,
        capture_output=True,
    )
    return made


def configuration_for(
    folder: Path,
    certificate: Certificate,
    *,
    ports: tuple[int, int],
    listen: tuple[int, int],
    connections: int = 1024,
) -> Path:
    """The shipped configuration on other ports, inside one that needs no root.

    ``connections``: most at once, those to browsers and those to servers together.
    """
    text = SHIPPED.read_text()
    for was, becomes in (
        ("app-1:8000", f"127.0.0.1:{ports[0]}"),
        ("app-2:8000", f"127.0.0.1:{ports[1]}"),
        ("listen 80;", f"listen 127.0.0.1:{listen[0]};"),
        # As the nginx of Debian 12 wants it, with which the tests run.
        ("listen 443 ssl;", f"listen 127.0.0.1:{listen[1]} ssl http2;"),
        ("/etc/nginx/tls/tls.crt", str(certificate.certificate)),
        ("/etc/nginx/tls/tls.key", str(certificate.key)),
    ):
        assert was in text, was
        text = text.replace(was, becomes)
    (folder / "sales-supervision.conf").write_text(text)
    made = folder / "nginx.conf"
    # Its workers could not write a long body into a folder of root's.
    user = "user root;\n" if os.geteuid() == 0 else ""
    made.write_text(
        f"{user}pid {folder}/nginx.pid;\nerror_log {folder}/error.log;\n"
        "worker_processes 1;\ndaemon off;\n"
        f"events {{ worker_connections {connections}; }}\n"
        f"http {{ access_log {folder}/access.log; include {folder}/sales-supervision.conf;\n"
        + "".join(
            f"{kind}_temp_path {folder}/{kind};\n"
            for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        + "}\n"
    )
    return made


class Proxy:
    """nginx before two servers; ``with`` stops it."""

    def __init__(
        self,
        folder: Path,
        certificate: Certificate,
        ports: tuple[int, int],
        connections: int = 1024,
    ) -> None:
        self._folder = folder
        listen = (free_port(), free_port())
        self.address = f"https://localhost:{listen[1]}"
        self.plain_address = f"http://localhost:{listen[0]}"
        made = configuration_for(
            folder, certificate, ports=ports, listen=listen, connections=connections
        )
        self._process = subprocess.Popen(
            [NGINX, "-p", folder, "-c", made], stderr=subprocess.DEVNULL
        )
        while True:
            try:
                socket.create_connection(("127.0.0.1", listen[1])).close()
                return
            except ConnectionRefusedError:
                assert self._process.poll() is None, self.errors()

    @property
    def process_id(self) -> int:
        """Of the first process, whose children do the work."""
        return self._process.pid

    def errors(self) -> str:
        return (self._folder / "error.log").read_text()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _type: type[BaseException] | None,
        _error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        self._process.terminate()
        self._process.wait(20)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port
