"""``sales-supervision serve``: the server."""

from __future__ import annotations

import errno
import socket
from typing import Annotated

import typer
import uvicorn

from sales_supervision.app import create_app
from sales_supervision.commands.configuration import open_newest_database, read_settings
from sales_supervision.commands.failing import fail
from sales_supervision.commands.logs import set_up_logs


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on, 0 for a free one.")] = None,
) -> None:
    """Serve the page and its interface until stopped."""
    settings = read_settings()
    host, port = host or settings.host, settings.port if port is None else port
    set_up_logs(settings.log_format)
    open_newest_database(settings).dispose()
    with _listen(host, port) as listener:
        address = f"http://{'localhost' if host == '127.0.0.1' else host}:{_port_of(listener)}"
        typer.echo(f"Sales Supervision is at {address} (Ctrl-C stops it).")
        config = uvicorn.Config(
            create_app(settings),
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=20,
        )
        uvicorn.Server(config).run(sockets=[listener])


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            fail(f"Port {port} is in use; stop what uses it or choose another with --port.", 2)
        fail(f"Cannot listen on {host}:{port} ({error.strerror}); choose another --host or --port.")
    return listener


def _port_of(listener: socket.socket) -> int:
    port: int = listener.getsockname()[1]
    return port
