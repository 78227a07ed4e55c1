"""A server behind nginx that tells which one it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


class _Telling(BaseHTTPRequestHandler):
    """Answers with the address and port of its server, and for whom it was asked."""

    def do_GET(self) -> None:
        address, port = self.connection.getsockname()
        told = f"{address} {port} {self.headers['X-Forwarded-For']}".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(told)))
        self.end_headers()
        self.wfile.write(told)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.do_GET()

    def log_message(self, format: str, *_args: object) -> None:
        """Nothing."""


@contextmanager
def telling(address: str, port: int) -> Iterator[None]:
    """Such a server runs."""
    with ThreadingHTTPServer((address, port), _Telling) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield
        finally:
            server.shutdown()
            thread.join()
